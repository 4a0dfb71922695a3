import { execFileSync, spawnSync } from "node:child_process";
import type { Need } from "../../tools/test-summary.ts";

/** A program of the system with how to get it. In CI it may not be absent. */
export function program(name: string, hint: string): Need {
  const isHere = spawnSync("sh", ["-c", `command -v ${name}`], { stdio: "ignore" }).status === 0;
  if (!isHere && process.env["CI"] === "true") throw new Error(`${name} is not here: ${hint}.`);
  return { name, isHere, hint };
}

/** Runs a program to its end and gives what it prints; throws where it fails. */
export function run(
  command: string,
  argv: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly input?: string;
  } = {},
): string {
  return execFileSync(command, argv, {
    encoding: "utf8",
    maxBuffer: 512 * 1024 * 1024,
    stdio: ["pipe", "pipe", "pipe"],
    ...options,
    env: { ...process.env, ...options.env },
  });
}
