import type { SubjectChange } from "@watertight/core/access";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { subjectJson } from "@watertight/reports/access";
import { changedRightsJson } from "../changed-rights-json.ts";

/** `access diff -o json`. */
export function accessDiffJson(
  changes: readonly SubjectChange[],
  notes: readonly string[],
  head: JsonObject,
): string {
  return `${stringifyJson({ ...head, changes: changes.map(changeJson), notes })}\n`;
}

function changeJson(change: SubjectChange): JsonObject {
  const { subject, gained, lost, gainedUnknown, lostUnknown } = change;
  return {
    subject: subjectJson(subject),
    gained: gained.map(changedRightsJson),
    lost: lost.map(changedRightsJson),
    gainedUnknown,
    lostUnknown,
  };
}
