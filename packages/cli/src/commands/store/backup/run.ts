import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { errorWords } from "@watertight/manifests";
import { counted } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { CLEAN } from "../../../ending.ts";
import { openStore } from "../../../store-place.ts";
import { UsageError } from "../../../usage-error.ts";

/** `store backup`: the file is there when all is in it, and not before. */
export const run: Run = async (args, context) => {
  const { backupLines } = await import("@watertight/store");
  const [name = ""] = args.operands;
  const file = resolve(context.workingDirectory, name);
  const partial = `${file}.partial`;
  const store = await openStore(args, context, { demand: true });
  try {
    let rows = -2;
    const lines = async function* (): AsyncGenerator<string> {
      for await (const line of backupLines(store.database, new Date().toISOString())) {
        rows += 1;
        yield line;
      }
    };
    try {
      const written = createWriteStream(partial, { mode: 0o600 });
      await pipeline(Readable.from(lines()), createGzip(), written);
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      throw new UsageError(`${name} cannot be written: ${errorWords(error)}.`);
    }
    if (!args.flag("quiet")) context.stderr.write(`${counted(rows, "row")} in ${name}.\n`);
  } finally {
    await store.close();
  }
  return CLEAN;
};
