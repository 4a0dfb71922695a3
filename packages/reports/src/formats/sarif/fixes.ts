import { type Finding, type Fix, keyOf } from "@watertight/core/findings";
import {
  type Edit,
  formatFieldPath,
  type JsonObject,
  stringifyJson,
} from "@watertight/core/kubernetes";
import {
  nameOfOrigin,
  type Snapshot,
  type SnapshotObject,
  type TextChange,
} from "@watertight/core/snapshot";
import { artifactLocation, sarifText } from "./locations.ts";

/**
 * A function to the `fixes` of a result: the very characters that `watertight fix` would write; nothing where a person must
 * choose a value, or where the text cannot be changed.
 */
export function createFixesOf(snapshot: Snapshot): (finding: Finding) => JsonObject {
  let objects: ReadonlyMap<string, readonly SnapshotObject[]> | undefined;
  return (finding) => {
    const { fix, location } = finding;
    if (!fix || fix.safety === "needs-value" || location.rendered) return {};
    objects ??= objectsByName(snapshot);
    const target = targetOf(finding, objects);
    const changes = target?.edit?.(fix.edits) ?? [];
    if (typeof changes === "string" || changes.length === 0) return {};
    return { fixes: [fixOf(fix, location.file, changes)] };
  };
}

/** Of objects with the same name in one file it is the last that begins before the finding. */
function targetOf(
  { object, location }: Finding,
  objects: ReadonlyMap<string, readonly SnapshotObject[]>,
): SnapshotObject | undefined {
  const candidates = objects.get(keyOf(object) + location.file) ?? [];
  return candidates.findLast(
    ({ origin }) => origin.from !== "file" || origin.line <= location.line,
  );
}

function fixOf({ edits, safety }: Fix, file: string, changes: readonly TextChange[]): JsonObject {
  const warning = safety === "safe" ? "" : " This may break the workload: test it.";
  return {
    description: { text: sarifText(`${edits.map(words).join(" ")}${warning}`) },
    artifactChanges: [
      { artifactLocation: artifactLocation(file), replacements: changes.map(replacementOf) },
    ],
  };
}

function objectsByName(snapshot: Snapshot): Map<string, SnapshotObject[]> {
  const objects = new Map<string, SnapshotObject[]>();
  for (const object of snapshot.objects) {
    const key = keyOf(object.reference) + nameOfOrigin(object.origin);
    const known = objects.get(key);
    if (known) known.push(object);
    else objects.set(key, [object]);
  }
  return objects;
}

function words(edit: Edit): string {
  const path = formatFieldPath(edit.path);
  return edit.op === "remove" ? `Remove ${path}.` : `Set ${path} to ${stringifyJson(edit.value)}.`;
}

function replacementOf({ location, text }: TextChange): JsonObject {
  const { line, column, endLine, endColumn } = location;
  return {
    deletedRegion: { startLine: line, startColumn: column, endLine, endColumn },
    ...(text === "" ? {} : { insertedContent: { text } }),
  };
}
