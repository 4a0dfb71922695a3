import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  importFiles,
  installStore,
  isBundle,
  openStore,
  readBundle,
  STORE_FILE,
} from "@watertight/images/feeds";
import { errorWords } from "@watertight/manifests";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, endedIncomplete } from "../../../ending.ts";
import { readText } from "../../../files.ts";
import { UsageError } from "../../../usage-error.ts";
import { storeFolder } from "../store-folder.ts";
import { storeLines } from "../text.ts";

const VERB = { verb: "vulnerabilities import" };

/** `vulnerabilities import`: one bundle, or files and folders of feeds. */
export const run: Run = async (args, context) => {
  const paths = args.operands.map((path) => resolve(context.workingDirectory, path));
  const [only = ""] = paths;
  const bytes = paths.length === 1 ? await readFile(only).catch(() => undefined) : undefined;
  if (bytes !== undefined && isBundle(bytes)) return importBundle(bytes, args, context);
  if (args.value("verify-key") !== undefined) {
    throw new UsageError(
      "--verify-key is for one bundle, as vulnerabilities export writes it.",
      VERB,
    );
  }
  const folder = storeFolder(args.value("store"), context);
  const { store, notRead } = await importFiles(folder, paths, () => new Date()).catch(
    (error: unknown) => {
      throw new UsageError(`The feeds cannot be imported: ${errorWords(error)}.`, VERB);
    },
  );
  context.stdout.write(`${storeLines(store, context.today()).map(sanitize).join("\n")}\n`);
  const [first] = notRead;
  return first === undefined
    ? CLEAN
    : endedIncomplete(
        `${counted(notRead.length, "document")} could not be read; the first is ${first.path}: ${first.reason}`,
      );
};

async function importBundle(bytes: Buffer, args: Arguments, context: Context): Promise<Ending> {
  const keyFile = args.value("verify-key");
  const key = keyFile === undefined ? undefined : await readText(keyFile, "The key", context);
  const folder = storeFolder(args.value("store"), context);
  try {
    const bundle = readBundle(bytes, key);
    await installStore(folder, bundle.store);
    context.stderr.write(
      `The bundle of ${sanitize(bundle.head.created)} is ${SIGNED[bundle.signed]}.\n`,
    );
  } catch (error) {
    throw new UsageError(`The bundle cannot be imported: ${errorWords(error)}`, VERB);
  }
  const store = openStore(join(folder, STORE_FILE));
  context.stdout.write(
    `${storeLines(store.description, context.today()).map(sanitize).join("\n")}\n`,
  );
  store.close();
  return CLEAN;
}

const SIGNED = {
  verified: "whole and signed by the key",
  "not checked": "whole; whose signature it has was not checked, for no --verify-key was given",
  unsigned: "whole and not signed",
};
