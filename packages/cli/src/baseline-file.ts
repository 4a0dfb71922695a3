import { SEVERITIES } from "@watertight/core/findings";
import { isJsonObject } from "@watertight/core/kubernetes";
import type { Baseline, KnownFinding } from "@watertight/core/scan";
import { readText } from "./files.ts";
import { UsageError } from "./usage-error.ts";

/** Reads a baseline; undefined when none is named. What is no baseline throws `UsageError`. */
export async function readBaseline(
  file: string | undefined,
  workingDirectory: string,
): Promise<Baseline | undefined> {
  if (file === undefined) return undefined;
  const text = await readText(file, "The baseline", { workingDirectory });
  const baseline = parseBaseline(text);
  if (baseline) return baseline;
  throw new UsageError(
    `${file} is no baseline; write one with: watertight baseline write --baseline ${file} PATH.`,
  );
}

/** The text of a baseline: one finding a line, so that two branches can be merged. */
export function baselineText(baseline: Baseline): string {
  const lines = baseline.map(({ fingerprint, check, severity, object, path, count, file }) =>
    JSON.stringify({ fingerprint, check, severity, object, path, count, file }),
  );
  const findings = lines.length === 0 ? "" : `\n    ${lines.join(",\n    ")}\n  `;
  return `{\n  "schemaVersion": 1,\n  "findings": [${findings}]\n}\n`;
}

function parseBaseline(text: string): Baseline | undefined {
  const value = jsonOf(text);
  if (!isJsonObject(value) || value["schemaVersion"] !== 1) return undefined;
  const findings: unknown = value["findings"];
  if (!Array.isArray(findings)) return undefined;
  return findings.every(isKnownFinding) ? findings : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isKnownFinding(value: unknown): value is KnownFinding {
  return (
    isJsonObject(value) &&
    ["fingerprint", "check", "object", "path"].every((key) => typeof value[key] === "string") &&
    SEVERITIES.some((severity) => severity === value["severity"]) &&
    Number.isSafeInteger(value["count"]) &&
    Number(value["count"]) > 0 &&
    (value["file"] === undefined || typeof value["file"] === "string")
  );
}
