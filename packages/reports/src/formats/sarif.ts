import type { Check } from "@watertight/core/checks";
import {
  type Exception,
  type Finding,
  headingOf,
  type Severity,
  uniqueFingerprintOf,
} from "@watertight/core/findings";
import type { JsonObject } from "@watertight/core/kubernetes";
import { isHarmless, type Snapshot } from "@watertight/core/snapshot";
import { escapeUnsafe, safeJson } from "../json/safe-json.ts";
import type { CreateReporter, Summary } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";
import { createRenderedBy } from "../text/rendered-by.ts";
import { createFixesOf } from "./sarif/fixes.ts";
import { artifactLocation, physicalLocation, sarifText } from "./sarif/locations.ts";

type Level = "error" | "warning" | "note";

const LEVELS: Readonly<Record<Severity, Level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** GitHub: above 9 is critical, from 7 high, from 4 medium, above 0 low. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
  info: "0.0",
};

const SCHEMA =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/** GitHub refuses a rule with more tags. */
const MOST_TAGS = 20;

/** A SARIF 2.1.0 log with one run, one result a line, written as findings come. */
export const createReporter: CreateReporter = ({ tool, checks, snapshot }, write) => {
  const chunks = createChunks(write);
  const ruleIndices = new Map(checks.map(({ id }, index) => [id, index]));
  const renderedBy = createRenderedBy(snapshot);
  const fixesOf = createFixesOf(snapshot);
  const driver = {
    name: "Watertight",
    version: tool.version,
    semanticVersion: tool.version,
    informationUri: "https://watertight.dev",
    rules: checks.map(ruleOf),
  };
  chunks.add(
    `{"$schema":${safeJson(SCHEMA)},"version":"2.1.0","runs":[{\n"tool":${safeJson({ driver })},\n`,
  );
  chunks.add(
    `"columnKind":"utf16CodeUnits",\n"originalUriBaseIds":${safeJson(URI_BASES)},\n"results":[`,
  );
  let separator = "\n";
  const add = (finding: Finding, suppressions: JsonObject): void => {
    const program = renderedBy(finding.object, finding.location);
    const result = {
      ...ruleReference(finding, ruleIndices),
      ...resultOf(finding, program),
      ...fixesOf(finding),
      ...suppressions,
    };
    // Holds no bigint: values of fixes are text.
    chunks.add(separator + escapeUnsafe(JSON.stringify(result)));
    separator = ",\n";
  };
  return {
    finding: (finding) => {
      add(finding, {});
    },
    setAside: (finding) => {
      add(finding, { suppressions: [suppressionOf(finding.exception)] });
    },
    end: (summary) => {
      chunks.add(`\n],\n"invocations":${safeJson([invocationOf(snapshot, summary)])}\n}]}\n`);
      chunks.end();
    },
  };
};

const URI_BASES = {
  "%SRCROOT%": { description: { text: "The folder that the scan was started in." } },
} as const;

function ruleOf(check: Check): JsonObject {
  const { id, title, description, remediation, severity } = check;
  const references = check.references.map((reference) => `${reference.standard}/${reference.id}`);
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: {
      text: `${description}\n\n${remediation}`,
      markdown: `${description}\n\n${remediation}`,
    },
    helpUri: `https://watertight.dev/checks/${id}`,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      "security-severity": SECURITY_SEVERITIES[severity],
      tags: [...new Set(["security", check.topic, ...references])].slice(0, MOST_TAGS),
    },
  };
}

function pascalCase(id: string): string {
  return id
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}

function ruleReference({ check }: Finding, indices: ReadonlyMap<string, number>): JsonObject {
  const ruleIndex = indices.get(check);
  return ruleIndex === undefined ? { ruleId: check } : { ruleId: check, ruleIndex };
}

function resultOf(finding: Finding, program: string | undefined): JsonObject {
  const heading = headingOf(finding.object);
  const note = program === undefined ? {} : { message: renderedNote(program) };
  const where = finding.path === "" ? heading : `${heading} at ${finding.path}`;
  return {
    level: LEVELS[finding.severity],
    message: { text: sarifText(`${finding.message} (${where})`) },
    locations: [
      {
        physicalLocation: physicalLocation(finding.location),
        logicalLocations: [logicalLocation(finding)],
        ...note,
      },
    ],
    partialFingerprints: { "watertight/v1": uniqueFingerprintOf(finding) },
    relatedLocations: finding.alsoAt.map((location, index) => ({
      id: index + 1,
      physicalLocation: physicalLocation(location),
      message: { text: "The same weakness of the same object." },
    })),
    properties: {
      severity: finding.severity,
      ...(finding.onPaths && { attackPaths: finding.onPaths.count }),
    },
  };
}

/** SARIF 2.1.0, 3.35: `inSource` is written where the result is, `external` elsewhere. */
function suppressionOf(exception: Exception | undefined): JsonObject {
  if (!exception) {
    return { kind: "external", status: "accepted", justification: "The baseline knows it." };
  }
  const { source, reason, owner, until, location } = exception;
  const more = [
    ...(owner === undefined ? [] : [`Owner: ${owner}`]),
    ...(until === undefined ? [] : [`Until ${until}`]),
  ];
  return {
    kind: source === "annotation" ? "inSource" : "external",
    status: "accepted",
    justification: sarifText([reason, ...more].join("\n")),
    location: { physicalLocation: physicalLocation(location) },
  };
}

function renderedNote(program: string): JsonObject {
  return { text: `The position is in the text rendered by ${program}.` };
}

function logicalLocation({ object, path }: Finding): JsonObject {
  const name = object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
  const fullyQualifiedName = sarifText(
    `${object.apiVersion}/${object.kind}/${name} ${path}`.trim(),
  );
  return path === ""
    ? { fullyQualifiedName, kind: "object" }
    : { name: sarifText(path), fullyQualifiedName, kind: "property" };
}

function invocationOf(snapshot: Snapshot, summary: Summary): JsonObject {
  const diagnostics = snapshot.diagnostics.map(({ file, line, column, severity, message }) => ({
    descriptor: { id: `input-${severity}` },
    level: severity,
    message: { text: sarifText(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(file),
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  }));
  const parts = snapshot.coverage.notExamined.map((part) => ({
    descriptor: { id: `not-examined/${part.kind}` },
    level: isHarmless(part) ? "note" : "error",
    message: { text: sarifText(part.reason) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(part.file),
          region: { startLine: part.line },
        },
      },
    ],
  }));
  return {
    executionSuccessful: !summary.incomplete,
    toolExecutionNotifications: [...diagnostics, ...parts],
  };
}
