import { stringifyJson } from "@watertight/core/kubernetes";
import { connectionJson } from "../connection-json.ts";
import type { Changes } from "./changes.ts";

/** `network diff` as JSON. */
export function diffJson(gained: Changes, lost: Changes): string {
  const list = (changes: Changes): string =>
    changes.length === 0
      ? "[]"
      : `[\n${changes.map((each) => `  ${stringifyJson({ ...connectionJson(each), verdict: each.verdict })}`).join(",\n")}\n]`;
  return `{"gained": ${list(gained)},\n"lost": ${list(lost)}}\n`;
}
