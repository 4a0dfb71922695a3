import { resolve } from "node:path";
import { type Doing, type EvidenceStore, evidenceStore, folderStorage } from "@watertight/evidence";
import type { Arguments } from "./command.ts";
import type { Context } from "./context.ts";
import { UsageError } from "./usage-error.ts";

/** The folder that the arguments name. */
export function storeFolder(args: Arguments, { workingDirectory }: Context): string {
  return resolve(workingDirectory, args.value("store") ?? "watertight-evidence");
}

/** The store that the arguments name. */
export function storeFor(args: Arguments, context: Context): EvidenceStore {
  return evidenceStore(folderStorage(storeFolder(args, context)));
}

/** Who does something with it, now. */
export function doingOf(args: Arguments, { environment }: Context, reason = ""): Doing {
  const who = args.value("who") ?? environment["USER"] ?? environment["USERNAME"] ?? "";
  return {
    who: who === "" ? "somebody who gave no name" : who,
    time: new Date().toISOString(),
    reason: args.value("reason") ?? reason,
  };
}

/** The number of a capture. */
export function captureIn(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`"${text}" is no number of a capture; watertight evidence list shows them.`);
}
