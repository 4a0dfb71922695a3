import { isatty } from "node:tty";
import { inspect } from "node:util";
import type { Context, Output } from "./context.ts";
import { EXIT_STATUS, type ExitStatus } from "./exit-status.ts";
import { invoke } from "./invoke.ts";
import { COMMANDS } from "./registry.ts";
import { sanitize } from "./terminal/sanitize.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

let statusSoFar: ExitStatus = EXIT_STATUS.clean;

const context: Context = {
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  stdin: () => process.stdin,
  environment: process.env,
  workingDirectory: process.cwd(),
  version: VERSION,
  now: () => performance.now(),
  statusSoFar: (status) => {
    statusSoFar = status;
  },
};

function outputOf(stream: typeof process.stdout | typeof process.stderr): Output {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has gone, as in `watertight scan . | head`: nobody is left to tell.
    if (error.code === "EPIPE") process.exit(statusSoFar);
    throw error;
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    isTerminal: isatty(stream.fd),
    columns: stream.columns || 80,
  };
}

/** Says on standard error what went wrong, once, and gives the status for it. */
function explainFailure(error: unknown): ExitStatus {
  const lines = error instanceof UsageError ? usageLines(error) : internalLines(error);
  context.stderr.write(`watertight: ${lines.map(sanitize).join("\n")}\n`);
  return error instanceof UsageError ? EXIT_STATUS.usage : EXIT_STATUS.internal;
}

function usageLines({ message, details, verb }: UsageError): string[] {
  const hint = verb === undefined ? [] : [`See "${`watertight help ${verb}`.trim()}".`];
  return [message, ...details, ...hint];
}

function internalLines(error: unknown): string[] {
  const sentence = messagesOf(error).join(": ").replace(/[.]?$/, ".");
  if (wantsDebug()) return [sentence, ...inspect(error).split("\n")];
  return [`${sentence} Run it again with --debug for the stack trace.`];
}

function messagesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const first = error.message.replace(/[.]$/, "");
  return error.cause === undefined ? [first] : [first, ...messagesOf(error.cause)];
}

function wantsDebug(): boolean {
  return process.argv.includes("--debug") || Boolean(process.env["WATERTIGHT_DEBUG"]);
}

// Errors outside the awaited chain (a stream, a worker) must not end with Node's own status 1, which means "findings".
process.on("uncaughtException", (error) => {
  process.exit(explainFailure(error));
});
// Should the work never finish because nothing is left to wait for, that is an error and not a clean result.
process.exitCode = EXIT_STATUS.internal;

try {
  process.exitCode = await invoke(process.argv.slice(2), COMMANDS, context);
} catch (error) {
  process.exitCode = explainFailure(error);
}
