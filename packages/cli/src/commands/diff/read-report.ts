import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Clusters } from "@watertight/core/cluster";
import { SEVERITIES, type Severity } from "@watertight/core/findings";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import { readText } from "../../files.ts";
import { UsageError } from "../../usage-error.ts";
import type { Compared } from "./compare.ts";

/** The findings of one side. */
export interface ReportedFindings {
  readonly findings: readonly Compared[];
  /** What should have been examined and was not, in a sentence; undefined where all was. */
  readonly gap: string | undefined;
  /** What its document says of the input. */
  readonly head: JsonObject;
  readonly failOn: Severity | "none";
  /** Its worlds; of a report nobody knows them any more. */
  readonly clusters?: Clusters;
}

/** Reads a report of `scan -o json`; undefined for anything else, which is scanned instead. */
export async function readReport(
  path: string,
  workingDirectory: string,
): Promise<ReportedFindings | undefined> {
  const file = resolve(workingDirectory, path);
  const isFile = await stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
  if (!isFile) return undefined;
  const report = jsonOf(await readText(path, "The report", { workingDirectory }));
  if (!isJsonObject(report)) return undefined;
  return objectAt(report, "tool")["name"] === "watertight"
    ? reportedFindings(report, path)
    : undefined;
}

function reportedFindings(report: JsonObject, path: string): ReportedFindings {
  const { schemaVersion, findings, known, summary, incomplete } = report;
  if (
    schemaVersion !== 1 ||
    !isJsonList(findings) ||
    !isJsonList(known) ||
    !isJsonObject(summary) ||
    typeof incomplete !== "boolean"
  ) {
    throw new UsageError(`${path} is a report of another version of Watertight; scan again.`);
  }
  return {
    // What a baseline set aside is there all the same.
    findings: [...findings, ...known].map((finding) => comparedOf(finding, path)),
    gap: incomplete
      ? `The report ${path} is of a scan that did not examine all of its input.`
      : undefined,
    head: headOf(report),
    failOn: severityOf(textAt(summary, "failOn")) ?? "none",
  };
}

function headOf({ schemaVersion = 1, coverage, incomplete, assumptions }: JsonObject): JsonObject {
  return {
    schemaVersion,
    coverage: coverage ?? null,
    incomplete: incomplete ?? false,
    assumptions: assumptions ?? null,
  };
}

function comparedOf(finding: JsonValue, path: string): Compared {
  const object = objectAt(finding, "object");
  const location = objectAt(finding, "location");
  const namesakes = objectAt(finding, "namesakes");
  const severity = severityOf(textAt(finding, "severity"));
  const fingerprint = textAt(finding, "fingerprint");
  if (severity === undefined || fingerprint === "") {
    throw new UsageError(`${path} has a finding without severity or fingerprint; scan again.`);
  }
  const namespace = textAt(object, "namespace");
  return {
    fingerprint,
    severity,
    check: textAt(finding, "check"),
    object: {
      apiVersion: textAt(object, "apiVersion"),
      kind: textAt(object, "kind"),
      name: textAt(object, "name"),
      ...(namespace === "" ? {} : { namespace }),
    },
    path: textAt(finding, "path"),
    message: textAt(finding, "message"),
    location: {
      file: textAt(location, "file"),
      line: Number(location["line"]),
      column: Number(location["column"]),
      endLine: Number(location["endLine"]),
      endColumn: Number(location["endColumn"]),
      rendered: location["rendered"] === true,
    },
    place: textAt(namesakes, "own") || textAt(location, "file"),
    namesakes: textsAt(namesakes, "all"),
  };
}

function jsonOf(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

function severityOf(value: string): Severity | undefined {
  return SEVERITIES.find((severity) => severity === value);
}
