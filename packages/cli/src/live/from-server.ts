import type { Snapshot } from "@watertight/core/snapshot";

/** Whether a snapshot is of a cluster, so that no file makes it what it is. */
export function isFromServer({ objects }: Snapshot): boolean {
  return objects[0]?.origin.from === "server";
}
