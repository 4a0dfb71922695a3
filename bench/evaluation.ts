import { spawnSync } from "node:child_process";
import { CORPUS } from "../conformance/suites.ts";
import { median, type Outcome, ratioFigure } from "./figure.ts";
import { runNode } from "./process.ts";

const ROUNDS = 5;
const BAR = 0.35;
/** As the command sets it (docs/decisions/0015-compile-later.md). */
const FLAGS = ["--interrupt-budget=500000", "--import", "tsx"];

interface Measured {
  readonly seconds: number;
  readonly violations: number;
}

/** All checks asked about all objects of the corpus, against a process that only reads and parses it; in turn. */
export function measureEvaluation(): readonly Outcome[] {
  if (!CORPUS.isHere)
    return [
      { leftOut: `The checks are not evaluated: there is no ${CORPUS.name} (${CORPUS.hint}).` },
    ];
  const asked: number[] = [];
  const parsed: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    asked.push(askChecks().seconds);
    parsed.push(runNode(["bench/parse-only.mjs", CORPUS.path]).seconds);
  }
  return [
    ratioFigure("evaluation of all checks / js-yaml alone", median(asked), median(parsed), BAR),
  ];
}

function askChecks(): Measured {
  const args = [...FLAGS, "bench/evaluation-process.ts", CORPUS.path];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error("bench/evaluation-process.ts failed.");
  const measured = JSON.parse(stdout) as Measured;
  if (measured.violations === 0) throw new Error("The checks found nothing in the corpus.");
  return measured;
}
