import { closeSync, openSync, writeSync } from "node:fs";
import { relative, resolve } from "node:path";
import { errorWords } from "@watertight/manifests";
import type { CreateReporter, ReportContext, Reporter } from "@watertight/reports";
import { FORMATS } from "@watertight/reports/vocabulary";
import type { Context } from "../../context.ts";
import { createWrapping } from "../../terminal/wrap.ts";
import { UsageError } from "../../usage-error.ts";

export interface OpenReport {
  readonly reporter: Reporter;
  readonly close: () => void;
}

/** Text that waits to be written in one go: a system call a finding would cost more than the finding. */
const BUFFER = 64 * 1024;

/** Opens a report for each `FORMAT[=FILE]`; only one may go to standard output. */
export async function openReports(
  outputs: readonly string[],
  contextFor: (toTerminal: boolean) => ReportContext,
  context: Context,
  creatorOf: (format: string) => Promise<CreateReporter> = loadReporter,
): Promise<readonly OpenReport[]> {
  const targets = outputs.map((output) => {
    const at = output.indexOf("=");
    return at < 0
      ? { format: output, file: undefined }
      : { format: output.slice(0, at), file: output.slice(at + 1) };
  });
  if (targets.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError(
      "Only one report can go to standard output; give the others a file, as -o sarif=out.sarif.",
      { verb: "scan" },
    );
  }
  const files = targets.flatMap(({ file }) =>
    file === undefined ? [] : [resolve(context.workingDirectory, file)],
  );
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    throw new UsageError(
      `Two reports cannot go to one file: ${relative(context.workingDirectory, twice)}.`,
      {
        verb: "scan",
      },
    );
  }
  const creators = await Promise.all(targets.map(({ format }) => creatorOf(format)));
  return creators.map((create, index) => {
    const { file, format = "" } = targets[index] ?? {};
    const target = file === undefined ? standardOutput(context, format) : openFile(file, context);
    const buffered = bufferedWrite(target.write);
    return {
      reporter: create(contextFor(file === undefined), buffered.write),
      close: () => {
        buffered.flush();
        target.close();
      },
    };
  });
}

/** The arguments and the configuration have been checked: the format is one of them. */
async function loadReporter(name: string): Promise<CreateReporter> {
  const format = await FORMATS.get(name)?.();
  if (format) return format.createReporter;
  throw new UsageError(`There is no format ${name}.`, { verb: "scan" });
}

interface Target {
  readonly write: (text: string) => void;
  readonly close: () => void;
}

function standardOutput({ stdout }: Context, format: string): Target {
  if (format !== "pretty") return { write: stdout.write, close: () => undefined };
  const { write, end } = createWrapping(stdout);
  return { write, close: end };
}

function openFile(file: string, { workingDirectory }: Context): Target {
  try {
    const descriptor = openSync(resolve(workingDirectory, file), "w");
    return {
      write: (text) => {
        writeAll(descriptor, Buffer.from(text), file);
      },
      close: () => {
        closeSync(descriptor);
      },
    };
  } catch (error) {
    throw notWritten(file, error);
  }
}

function writeAll(descriptor: number, bytes: Uint8Array, file: string): void {
  try {
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(descriptor, bytes, written);
    }
  } catch (error) {
    throw notWritten(file, error);
  }
}

function notWritten(file: string, error: unknown): UsageError {
  return new UsageError(`The report ${file} cannot be written: ${errorWords(error)}.`);
}

function bufferedWrite(write: (text: string) => void): {
  readonly write: (text: string) => void;
  readonly flush: () => void;
} {
  let waiting = "";
  const flush = (): void => {
    if (waiting !== "") write(waiting);
    waiting = "";
  };
  return {
    write: (text) => {
      waiting += text;
      if (waiting.length >= BUFFER) flush();
    },
    flush,
  };
}
