import type { ChangedConnection } from "@watertight/core/network";

export type Changes = readonly ChangedConnection[];

/** What is to be added where it is not known. */
export function doubt({ verdict }: ChangedConnection): string {
  return verdict === "unknown" ? " (may pass or not)" : "";
}

/** How many there are. */
export function summary(gained: Changes, lost: Changes): string {
  return `${gained.length} gained, ${lost.length} lost.`;
}
