import { isatty } from "node:tty";
import type { Context, Output } from "./context.ts";
import { EXIT_STATUS, type ExitStatus } from "./exit-status.ts";
import { invoke } from "./invoke.ts";
import { readPageAsset } from "./page-asset.ts";
import { COMMANDS } from "./registry.ts";
import { VERSION } from "./version.ts";

let statusSoFar: ExitStatus = EXIT_STATUS.clean;
let hasEnded = false;

const context: Context = {
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  stdin: () => process.stdin,
  environment: process.env,
  workingDirectory: process.cwd(),
  version: VERSION,
  page: readPageAsset,
  now: () => performance.now(),
  today: () => new Date().toISOString().slice(0, 10),
  interruption,
  statusSoFar: (status) => {
    statusSoFar = status;
  },
};

/** The first signal ends the work; with the second one the system ends the process. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      controller.abort();
    });
  }
  return controller.signal;
}

function outputOf(stream: typeof process.stdout | typeof process.stderr): Output {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has gone, as in `watertight scan . | head`: nobody is left to tell.
    if (error.code === "EPIPE") {
      hasEnded = true;
      process.exit(statusSoFar);
    }
    throw new Error(`The ${stream === process.stdout ? "output" : "remarks"} cannot be written`, {
      cause: error,
    });
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    isTerminal: isatty(stream.fd),
    columns: stream.columns || 80,
  };
}

/** What describes a failure is loaded for one: it knows the operating system's words. */
async function explainFailure(error: unknown): Promise<ExitStatus> {
  hasEnded = true;
  const { describeFailure } = await import("./failure.ts");
  const { status, text } = describeFailure(error, { debug: wantsDebug() });
  context.stderr.write(text);
  return status;
}

function wantsDebug(): boolean {
  return process.argv.includes("--debug") || Boolean(process.env["WATERTIGHT_DEBUG"]);
}

// Errors outside the awaited chain (a stream, a worker) must not end with Node's own status 1, which means "findings".
process.on("uncaughtException", (error) => {
  void explainFailure(error).then((status) => process.exit(status));
});
// Should the work never finish because nothing is left to wait for, that is an error and not a clean result.
process.exitCode = EXIT_STATUS.internal;
process.on("exit", () => {
  if (!hasEnded) context.stderr.write("watertight: The work was left before its end.\n");
});

try {
  process.exitCode = await invoke(process.argv.slice(2), COMMANDS, context);
  hasEnded = true;
} catch (error) {
  process.exitCode = await explainFailure(error);
}
