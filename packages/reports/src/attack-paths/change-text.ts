import { type AttackChange, isObjectChange } from "@watertight/core/attack-paths";

/** What a change does. */
export function changeText(change: AttackChange): string {
  if (isObjectChange(change)) return change.message;
  const place = change.namespace === "" ? "" : `${change.namespace}/`;
  return `Delete ${change.kind} ${place}${change.name}, or take the subject out of it.`;
}
