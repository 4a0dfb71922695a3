import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Need } from "../tools/test-summary.ts";

const ENVIRONMENT = { ...process.env, GOTOOLCHAIN: "auto" };

/** Go, with which upstream's programs are built; where it is required it may not be absent. */
export const GO: Need = {
  name: "Go",
  isHere:
    process.env["CI"] === "true" || spawnSync("go", ["version"], { stdio: "ignore" }).status === 0,
  hint: "Go 1.26 or later, https://go.dev/dl",
};

/** A program of `conformance/go`, built. */
export interface GoProgram {
  /** Gives it lines of JSON and returns those that it answers with. */
  readonly ask: (lines: readonly string[]) => readonly string[];
  readonly remove: () => void;
}

/** Builds the program in a folder of `conformance/go`; minutes the first time, seconds later. */
export function buildGoProgram(name: string): GoProgram {
  const source = resolve(import.meta.dirname, "go", name);
  const folder = mkdtempSync(join(tmpdir(), `watertight-${name}-`));
  const program = join(folder, name);
  run(source, ["go", "build", "-o", program, "."], "");
  return {
    ask: (lines) => run(source, [program], lines.join("\n")).trimEnd().split("\n"),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

function run(folder: string, [command = "", ...args]: readonly string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    env: ENVIRONMENT,
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (error) throw new Error(`${command} does not run.`, { cause: error });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  return stdout;
}
