import { type JudgedMatch, nameOf, type Rating } from "@watertight/core/images";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { ImageReport, ImageReportHead } from "./image-report.ts";

const LEVELS: Readonly<Record<Rating, string>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  negligible: "note",
  unknown: "warning",
};
/** What GitHub's code scanning reads, where nobody gives a score. */
const SCORES: Readonly<Record<Rating, string>> = {
  critical: "9.0",
  high: "7.0",
  medium: "5.0",
  low: "2.0",
  negligible: "0.1",
  unknown: "0.0",
};

/** SARIF 2.1.0: a rule a vulnerability, a result a package that has it. */
export function imageReportSarif(
  reports: readonly ImageReport[],
  head: ImageReportHead,
): JsonObject {
  const rules = new Map<string, JsonObject>();
  const results: JsonObject[] = [];
  for (const report of reports) {
    for (const judged of report.judged) {
      const { match } = judged;
      if (!rules.has(match.vulnerability)) rules.set(match.vulnerability, ruleOf(judged, report));
      results.push(resultOf(judged, report, [...rules.keys()].indexOf(match.vulnerability)));
    }
  }
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "watertight", version: head.version, rules: [...rules.values()] } },
        results,
      },
    ],
  };
}

function ruleOf(judged: JudgedMatch, report: ImageReport): JsonObject {
  const { match } = judged;
  const { summary, references } = report.describe(judged);
  const [helpUri] = references.filter((reference) => /^https?:/.test(reference));
  return {
    id: match.vulnerability,
    shortDescription: { text: summary || match.vulnerability },
    ...(helpUri !== undefined && { helpUri }),
    properties: {
      tags: ["security", "vulnerability", ...match.aliases],
      "security-severity": match.score?.toFixed(1) ?? SCORES[match.severity],
    },
  };
}

function resultOf(judged: JudgedMatch, { contents }: ImageReport, ruleIndex: number): JsonObject {
  const { match } = judged;
  const { package: item } = match;
  const fix = match.fixed === undefined ? "no fix is known" : `fixed in ${match.fixed}`;
  const uri = item.path.replace(/^\/+/, "") || contents.reference || "image";
  const text = `${nameOf(item)} ${match.installed} in ${contents.reference}: ${match.reason}; ${fix}`;
  const identity = `${match.vulnerability} ${item.purl} ${contents.digest || contents.reference}`;
  const location = {
    artifactLocation: { uri: encodeURI(uri) },
    region: { startLine: item.line ?? 1 },
  };
  return {
    ruleId: match.vulnerability,
    ruleIndex,
    level: LEVELS[match.severity],
    message: { text },
    locations: [{ physicalLocation: location }],
    partialFingerprints: { "vulnerability/v1": identity },
    properties: { purl: item.purl },
    ...suppressionsOf(judged),
  };
}

function suppressionsOf({ vex, suppressed }: JudgedMatch): JsonObject {
  if (!suppressed || vex === undefined) return {};
  const justification = vex.detail || vex.justification || vex.status;
  return { suppressions: [{ kind: "external", justification }] };
}
