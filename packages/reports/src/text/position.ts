import { positionOf } from "@watertight/core/findings";
import type { Evidence, Snapshot } from "@watertight/core/snapshot";

/** `file:line:column` of a field of an object; undefined where the input does not hold the object. */
export function positionIn(
  snapshot: Pick<Snapshot, "find">,
  { object, path }: Pick<Evidence, "object" | "path">,
): string | undefined {
  const found = snapshot.find(object);
  return found && positionOf(found.locate(path));
}
