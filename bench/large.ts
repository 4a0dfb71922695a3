import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { neededProgram } from "../conformance/programs.ts";
import { generateBareDeployments } from "./cluster.ts";
import { type Figure, median, type Outcome, ratioFigure } from "./figure.ts";
import { type ProcessRun, runNode, runProgram } from "./process.ts";

const ROUNDS = 10;
const NAME = "10,000 Deployments of two containers";
/** In every run. */
const MEMORY_BAR = 350;
/** A quarter of the findings. */
const FEW = [
  "cpu-limit-missing",
  "liveness-probe-missing",
  "memory-limit-missing",
  "readiness-probe-missing",
  "seccomp-missing",
];

/** A large input of which much is to be said, against kube-score; memory in each of ten runs, and with a quarter of the findings. */
export function measureLarge(): readonly Outcome[] {
  const kubeScore = neededProgram("kube-score");
  const folder = mkdtempSync(join(tmpdir(), "watertight-bench-"));
  try {
    const file = join(folder, "deployments.yaml");
    writeFileSync(file, generateBareDeployments(10_000));
    const report: ProcessRun[] = [];
    const few: ProcessRun[] = [];
    const pages: ProcessRun[] = [];
    const peer: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      report.push(runNode([...scanOf(file), "-o", "json"]));
      few.push(runNode([...scanOf(file), "-o", "json", "--check", FEW.join(",")]));
      pages.push(runNode(scanOf(file)));
      if (kubeScore.isHere) peer.push(runProgram(kubeScore.path, ["score", "-o", "json", file]));
    }
    return [
      ...(kubeScore.isHere
        ? againstPeer({ report, pages, peer })
        : [{ leftOut: `Nothing is held against kube-score: it is missing (${kubeScore.hint}).` }]),
      memoryFigure(
        `scan ${NAME}, most memory of ${ROUNDS} runs`,
        most(report),
        MEMORY_BAR,
        MEMORY_BAR,
      ),
      memoryFigure(
        `scan ${NAME}, memory / a quarter of the findings`,
        median(report.map(({ megabytes }) => megabytes)),
        median(few.map(({ megabytes }) => megabytes)),
        1.25,
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function scanOf(file: string): readonly string[] {
  return ["node_modules/.bin/watertight", "scan", "--no-config", "--exit-zero", file];
}

function againstPeer(runs: {
  readonly report: readonly ProcessRun[];
  readonly pages: readonly ProcessRun[];
  readonly peer: readonly number[];
}): readonly Figure[] {
  const reference = median(runs.peer);
  return [
    ratioFigure(`scan ${NAME} as JSON / kube-score`, seconds(runs.report), reference, 1),
    ratioFigure(`scan ${NAME}, first pages / kube-score`, seconds(runs.pages), reference, 0.5),
  ];
}

/** `bar` is a number of megabytes where the value is held against itself, else a ratio. */
function memoryFigure(name: string, value: number, reference: number, bar: number): Figure {
  const ratio = value / reference;
  const holds = reference === bar ? value <= bar : ratio <= bar;
  return { name, value, unit: "MB", reference, ratio, bar, holds };
}

function most(runs: readonly ProcessRun[]): number {
  return Math.max(...runs.map(({ megabytes }) => megabytes));
}

function seconds(runs: readonly ProcessRun[]): number {
  return median(runs.map((run) => run.seconds));
}
