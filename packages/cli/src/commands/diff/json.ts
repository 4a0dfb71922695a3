import { safeJson } from "@watertight/reports/json";
import type { Compared, Difference } from "./compare.ts";

/** `diff -o json`. */
export function differenceJson(difference: Difference): string {
  const list = (findings: readonly Compared[]): string =>
    findings.length === 0
      ? "[]"
      : `[\n${findings.map((finding) => safeJson({ ...finding })).join(",\n")}\n]`;
  const { new: news, gone, unchanged } = difference;
  return `{"schemaVersion":1,\n"new":${list(news)},\n"gone":${list(gone)},\n"unchanged":${list(unchanged)}\n}\n`;
}
