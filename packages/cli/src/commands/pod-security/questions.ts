import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Context } from "../../context.ts";
import { UsageError } from "../../usage-error.ts";

/** The lines of a JSON Lines file, or of standard input for `-`, as they arrive. */
export async function* questionLines(file: string, context: Context): AsyncGenerator<string> {
  const input: Readable =
    file === "-"
      ? Readable.from(context.stdin())
      : createReadStream(resolve(context.workingDirectory, file));
  const failure: { error?: Error } = {};
  input.on("error", (error: Error) => {
    failure.error = error;
    lines.close();
  });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  yield* lines;
  if (failure.error) {
    throw new UsageError(`The questions cannot be read from ${file}: ${failure.error.message}.`);
  }
}
