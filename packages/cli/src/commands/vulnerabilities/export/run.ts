import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openStore, STORE_FILE, writeBundle } from "@watertight/images/feeds";
import { errorWords } from "@watertight/manifests";
import type { Run } from "../../../command.ts";
import { CLEAN } from "../../../ending.ts";
import { readText, writeBytes } from "../../../files.ts";
import { UsageError } from "../../../usage-error.ts";
import { storeFolder } from "../store-folder.ts";

/** `vulnerabilities export`. */
export const run: Run = async (args, context) => {
  const [file = ""] = args.operands;
  const keyFile = args.value("sign-key");
  const key = keyFile === undefined ? undefined : await readText(keyFile, "The key", context);
  const path = join(storeFolder(args.value("store"), context), STORE_FILE);
  let bundle: Buffer;
  try {
    const store = openStore(path);
    store.close();
    bundle = writeBundle(await readFile(path), store.description.built, key);
  } catch (error) {
    throw new UsageError(`The store cannot be exported: ${errorWords(error)}.`, {
      verb: "vulnerabilities export",
    });
  }
  await writeBytes(file, bundle, "The bundle", context);
  return CLEAN;
};
