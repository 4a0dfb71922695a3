import type { Context } from "../../context.ts";
import { printRemarks } from "../../remarks.ts";
import type { Scanning } from "../../scanning.ts";

/** Says what was not examined, where something that should have been was not, and gives that in a sentence. */
export function reportGap(
  { snapshot, gap }: Pick<Scanning, "snapshot" | "gap">,
  context: Context,
): string | undefined {
  if (gap !== undefined) printRemarks(snapshot, context);
  return gap;
}
