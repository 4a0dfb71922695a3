import { isIncomplete, type Snapshot } from "@watertight/core/snapshot";
import type { Context } from "../../context.ts";
import { printRemarks } from "../../remarks.ts";

/** Says what was not examined, where something that should have been was not; whether there was such a thing. */
export function reportIncomplete(snapshot: Snapshot, context: Context): boolean {
  const incomplete = isIncomplete(snapshot.coverage, snapshot.diagnostics);
  if (incomplete) printRemarks(snapshot, context);
  return incomplete;
}
