import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { errorWords } from "./error-words.ts";
import { plainWords } from "./words.ts";

/** What a program did: both texts when it ended well, else a clause that says what went wrong, with its own words. */
export type ProgramResult = { readonly stdout: string; readonly stderr: string } | Failure;

/** How a program is run; there is never a shell and never anything on its standard input. */
export interface RunOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Milliseconds after which it is killed. */
  readonly timeout: number;
}

const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
const MAX_WORDS_BYTES = 64 * 1024;

/** Runs a program to its end and keeps what it writes, within limits; it never rejects. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<ProgramResult> {
  return new Promise((settle) => {
    const started = start(program, args, options);
    if ("failed" in started) settle(started);
    else watch(started.child, options.timeout, settle);
  });
}

function watch(child: Child, timeout: number, settle: (result: ProgramResult) => void): void {
  const end = (result: ProgramResult): void => {
    clearTimeout(timer);
    child.kill("SIGKILL");
    // A grandchild may hold the pipes open; it is not waited for.
    child.stdout.destroy();
    child.stderr.destroy();
    settle(result);
  };
  const timer = setTimeout(() => {
    end({ failed: `did not end within ${timeout / 1000} seconds`, missing: false });
  }, timeout);
  const stdout = collect(child.stdout, MAX_OUTPUT_BYTES, () => {
    end({ failed: "wrote more than 256 MiB", missing: false });
  });
  // Of endless complaints the beginning is enough.
  const stderr = collect(child.stderr, MAX_WORDS_BYTES, () => undefined);
  child.on("error", (error) => {
    end(failedToStart(error));
  });
  child.on("close", (status, signal) => {
    end(resultOf(stdout(), stderr(), status ?? signal));
  });
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

interface Failure {
  readonly failed: string;
  readonly missing: boolean;
}

/** `spawn` throws for what no operating system takes, such as a NUL in an argument. */
function start(
  program: string,
  args: readonly string[],
  { cwd, env }: RunOptions,
): { readonly child: Child } | Failure {
  try {
    const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
    return { child: spawn(program, args, { cwd, env, stdio, windowsHide: true }) };
  } catch (error) {
    return failedToStart(error);
  }
}

function failedToStart(error: unknown): Failure {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ENOENT") return { failed: "is not installed or not on the PATH", missing: true };
  if (code === "EACCES") return { failed: "may not be executed", missing: true };
  return { failed: `cannot be started: ${plainWords(errorWords(error))}`, missing: false };
}

function resultOf(stdout: string, stderr: string, status: number | string | null): ProgramResult {
  if (status === 0) return { stdout, stderr };
  const how = typeof status === "number" ? `ended with status ${status}` : `was ended by ${status}`;
  const words = plainWords(stderr) || plainWords(stdout);
  return { failed: words === "" ? `${how} without a word` : `says: ${words}`, missing: false };
}

/** Keeps at most `limit` bytes and gives them as text when asked; tells `overflow` once there are more. */
function collect(stream: Readable, limit: number, overflow: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else overflow();
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
