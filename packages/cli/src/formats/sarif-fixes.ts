import {
  type FieldPath,
  type Finding,
  formatFieldPath,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Location,
  type Snapshot,
  stringifyJson,
} from "@watertight/core";
import { artifactLocation } from "./sarif-locations.ts";

interface Replacement {
  readonly path: FieldPath;
  readonly value: JsonValue;
}

/** `key: value` of a plain or simply quoted scalar: no anchor, alias, tag, escape or comment. */
const FIELD =
  /^(?<key>"[^"\\]*"|'[^']*'|[\w./-]+)(?<colon>\s*:\s*)(?<value>"[^"\\]*"|'[^']*'|[\w./-]+)$/;
const ITEM = /^(?<value>"[^"\\]*"|'[^']*'|[\w./-]+)$/;

/** The `fixes` of a result when one scalar is replaced and the text shows for certain where it is, else nothing. */
export function fixesOf(finding: Finding, snapshot: Snapshot): JsonObject {
  const replacement = replacementOf(finding);
  if (!replacement || finding.location.rendered) return {};
  const { file, line, endColumn } = finding.location;
  const value = valueText(finding, replacement, snapshot);
  if (value === undefined) return {};
  const replacements = [
    {
      deletedRegion: {
        startLine: line,
        startColumn: endColumn - value.length,
        endLine: line,
        endColumn,
      },
      insertedContent: { text: stringifyJson(replacement.value) },
    },
  ];
  const description = {
    text: `Set ${formatFieldPath(replacement.path)} to ${stringifyJson(replacement.value)}.`,
  };
  return {
    fixes: [
      {
        description,
        artifactChanges: [{ artifactLocation: artifactLocation(file), replacements }],
      },
    ],
  };
}

function replacementOf({ fix, path }: Finding): Replacement | undefined {
  if (!fix || fix.safety === "needs-value" || fix.edits.length !== 1) return undefined;
  const [edit] = fix.edits;
  if (edit?.op !== "replace" || formatFieldPath(edit.path) !== path) return undefined;
  const isScalar = !isJsonObject(edit.value) && !Array.isArray(edit.value);
  return isScalar ? edit : undefined;
}

/** The scalar as the region ends with it; `undefined` where the region is not surely this field. */
function valueText(
  { location }: Finding,
  { path }: Replacement,
  snapshot: Snapshot,
): string | undefined {
  const region = regionText(location, snapshot);
  const segment = path.at(-1);
  if (typeof segment === "number") return ITEM.exec(region)?.groups?.["value"];
  const groups = FIELD.exec(region)?.groups;
  const key = groups?.["key"]?.replace(/^["']|["']$/g, "");
  return key === segment ? groups?.["value"] : undefined;
}

/** The text of a region within one line, else "". */
function regionText(location: Location, snapshot: Snapshot): string {
  if (location.line !== location.endLine) return "";
  const line = snapshot.sourceOf(location)?.line(location.line) ?? "";
  return line.slice(location.column - 1, location.endColumn - 1);
}
