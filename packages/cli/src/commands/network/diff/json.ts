import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { safeJson } from "@watertight/reports/json";
import { connectionJson } from "@watertight/reports/network";
import type { Changes } from "./changes.ts";

/** `network diff` as JSON. */
export function diffJson(gained: Changes, lost: Changes, head: JsonObject): string {
  const list = (changes: Changes): string =>
    changes.length === 0
      ? "[]"
      : `[\n${changes.map((each) => `  ${stringifyJson({ ...connectionJson(each), verdict: each.verdict })}`).join(",\n")}\n]`;
  return `${safeJson(head).slice(0, -1)},\n"gained": ${list(gained)},\n"lost": ${list(lost)}}\n`;
}
