import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type JsonObject, podTemplatesOf } from "@watertight/core/kubernetes";
import { evaluatePod, type PodSecurityVersion } from "@watertight/core/pod-security";
import { seeded } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { randomPod } from "./random-pods.ts";

const PODS = 20_000;
const NEWEST_MINOR = 39; // two more than any check knows: they are evaluated as the newest
const PROGRAM = resolve(import.meta.dirname, "go/pod-security");
const ENVIRONMENT = { ...process.env, GOTOOLCHAIN: "auto" };

const hasGo = spawnSync("go", ["version"], { stdio: "ignore" }).status === 0;
const isRequired = process.env["CI"] === "true";
if (!hasGo && !isRequired) {
  console.warn(
    "Go is missing, so the comparison with Kubernetes' own evaluator is skipped: install Go 1.26 or later (https://go.dev/dl/).",
  );
}

interface Question {
  readonly level: "baseline" | "restricted";
  readonly version: PodSecurityVersion;
  readonly pod: JsonObject;
}

test.skipIf(!hasGo && !isRequired)(
  `Kubernetes' own evaluator says the same about ${PODS} random pods`,
  () => {
    const random = seeded(20260823);
    const questions = Array.from({ length: PODS }, (_, index) => questionAt(index, random));
    const theirs = askUpstream(questions);
    expect(theirs).toHaveLength(PODS);
    const differences = questions.flatMap((question, index) => {
      const ours = JSON.stringify(answerTo(question));
      const their = JSON.stringify(theirs[index]);
      return ours === their ? [] : [{ ours, their, question: JSON.stringify(question) }];
    });
    expect(differences.slice(0, 3)).toEqual([]);
    // The pods must reach both verdicts often, or the comparison means little.
    const allowed = theirs.filter((answer) => answer.allowed).length;
    expect(allowed).toBeGreaterThan(PODS / 20);
    expect(allowed).toBeLessThan(PODS / 2);
  },
);

function questionAt(index: number, random: () => number): Question {
  const minor = Math.floor(index / 2) % (NEWEST_MINOR + 2);
  return {
    level: index % 2 === 0 ? "baseline" : "restricted",
    version: minor > NEWEST_MINOR ? "latest" : `v1.${minor}`,
    pod: randomPod(random),
  };
}

function answerTo({ level, version, pod }: Question) {
  const [template] = podTemplatesOf({ apiVersion: "v1", kind: "Pod", ...pod });
  if (template === undefined) throw new Error("a random pod has no spec");
  const { allowed, message, violations } = evaluatePod(template, { level, version });
  return {
    allowed,
    message,
    violations: violations.map(({ check, reason, detail }) => ({ check, reason, detail })),
  };
}

function askUpstream(questions: readonly Question[]): readonly { readonly allowed: boolean }[] {
  const folder = mkdtempSync(join(tmpdir(), "watertight-pod-security-"));
  try {
    const program = join(folder, "pod-security");
    run("go", ["build", "-o", program, "."], "");
    const lines = questions.map((question) => JSON.stringify(question)).join("\n");
    const output = run(program, [], lines);
    return output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { allowed: boolean });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(command: string, args: readonly string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: PROGRAM,
    env: ENVIRONMENT,
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (error) throw new Error(`${command} does not run.`, { cause: error });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  return stdout;
}
