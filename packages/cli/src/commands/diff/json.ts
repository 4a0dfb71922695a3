import type { JsonObject } from "@watertight/core/kubernetes";
import { locationJson, referenceJson, safeJson } from "@watertight/reports/json";
import { attackJson } from "./attack-words.ts";
import type { AttackDifference } from "./attacks.ts";
import type { Compared, Difference } from "./compare.ts";

/** `diff -o json`. */
export function differenceJson(
  difference: Difference,
  head: JsonObject,
  attacks: AttackDifference | undefined,
): string {
  const list = (findings: readonly Compared[]): string =>
    findings.length === 0
      ? "[]"
      : `[\n${findings.map((finding) => safeJson(findingJson(finding))).join(",\n")}\n]`;
  const { new: news, gone, unchanged } = difference;
  return `${safeJson(head).slice(0, -1)},\n"new":${list(news)},\n"gone":${list(gone)},\n"unchanged":${list(unchanged)},\n"attacks":${safeJson(attacks ? attackJson(attacks) : null)}\n}\n`;
}

function findingJson(finding: Compared): JsonObject {
  const { fingerprint, check, severity, object, path, message, location } = finding;
  return {
    ...{ fingerprint, check, severity, object: referenceJson(object), path, message },
    location: locationJson(location),
  };
}
