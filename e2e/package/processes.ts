import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** How a process ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Runs a program to its end, with no other environment than the one that is given. */
export function run(
  [command = "", ...args]: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly input?: string;
  },
): Promise<Ended> {
  const { cwd, env, input = "" } = options;
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (status) => {
      const seconds = (performance.now() - start) / 1000;
      const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString();
      resolve({ status, stdout: text(stdout), stderr: text(stderr), seconds });
    });
    // A program that reads nothing may be gone before it could.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** The folders of programs that every machine has, with those of this list before them. */
export function pathWith(...folders: readonly string[]): string {
  return [...folders, "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter);
}

/** `npm-cli.js` or `npx-cli.js` of the npm that is on the PATH: any Node.js runs them. */
export function npmScript(name: "npm" | "npx"): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  for (const folder of [dirname(process.execPath), ...folders]) {
    try {
      return join(dirname(realpathSync(join(folder, "npm"))), `${name}-cli.js`);
    } catch {
      // Not in this folder.
    }
  }
  throw new Error("npm is not on the PATH.");
}

/** The environment of an npm that knows nothing of this machine: home and cache are in a folder of the test's. */
export function npmEnvironment(
  home: string,
  { node, registry }: { readonly node: string; readonly registry?: string },
): Readonly<Record<string, string>> {
  return {
    HOME: home,
    PATH: pathWith(dirname(node)),
    NO_COLOR: "1",
    npm_config_cache: join(home, ".npm"),
    npm_config_prefix: join(home, "global"),
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    ...(registry === undefined
      ? { npm_config_offline: "true" }
      : { npm_config_registry: registry }),
  };
}
