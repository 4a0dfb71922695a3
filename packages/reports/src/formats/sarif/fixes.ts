import type { Finding, Fix } from "@watertight/core/findings";
import {
  type Edit,
  formatFieldPath,
  type JsonObject,
  stringifyJson,
} from "@watertight/core/kubernetes";
import type { Snapshot, TextChange } from "@watertight/core/snapshot";
import { createObjectOf } from "../../text/object-of.ts";
import { artifactLocation, sarifText } from "./locations.ts";

/**
 * A function to the `fixes` of a result: the very characters that `watertight fix` would write; nothing where a person must
 * choose a value, or where the text cannot be changed.
 */
export function createFixesOf(snapshot: Snapshot): (finding: Finding) => JsonObject {
  const objectOf = createObjectOf(snapshot);
  return (finding) => {
    const { fix, location } = finding;
    if (!fix || fix.safety === "needs-value" || location.rendered) return {};
    const changes = objectOf(finding)?.edit?.(fix.edits) ?? [];
    if (typeof changes === "string" || changes.length === 0) return {};
    return { fixes: [fixOf(fix, location.file, changes)] };
  };
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
