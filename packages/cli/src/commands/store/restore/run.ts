import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { errorWords } from "@watertight/manifests";
import { counted } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN } from "../../../ending.ts";
import { databasePlace } from "../../../store-place.ts";
import { UnreadError } from "../../../unread-error.ts";
import { UsageError } from "../../../usage-error.ts";

/** `store restore`: in one commit, into a store that has nothing yet. */
export const run: Run = async (args, context) => {
  const { openDatabase, restore, StoreFailure } = await import("@watertight/store");
  const [name = ""] = args.operands;
  const database = await openDatabase(databasePlace(args, context));
  try {
    const counts = await restore(database, linesOf(name, context), Date.now);
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (!args.flag("quiet")) context.stderr.write(`${counted(rows, "row")} from ${name}.\n`);
  } catch (error) {
    if (error instanceof StoreFailure) throw new UnreadError(error.message, error.cause);
    throw error;
  } finally {
    await database.close();
  }
  return CLEAN;
};

async function* linesOf(name: string, { workingDirectory }: Context): AsyncGenerator<string> {
  const failure: { error?: Error } = {};
  const file = createReadStream(resolve(workingDirectory, name));
  const unpacked = createGunzip();
  const lines = createInterface({
    input: file.pipe(unpacked),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  const fail = (error: Error): void => {
    failure.error = error;
    lines.close();
  };
  file.on("error", fail);
  unpacked.on("error", fail);
  lines.on("error", () => undefined);
  yield* lines;
  if (failure.error) throw new UsageError(`${name} cannot be read: ${errorWords(failure.error)}.`);
}
