import type { Check } from "../check.ts";

/** The checks that come with Watertight. */
export function builtInChecks(): readonly Check[] {
  return [];
}
