import {
  type JudgedMatch,
  justificationForCycloneDx,
  nameOf,
  type Package,
  type VexStatement,
  versionOf,
} from "@watertight/core/images";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { ImageReport, ImageReportHead } from "./image-report.ts";

/** CycloneDX 1.6: the packages of one image, what is known against them, and VEX's word on it. */
export function imageReportCycloneDx(report: ImageReport, head: ImageReportHead): JsonObject {
  const { contents, judged } = report;
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: head.id,
    version: 1,
    metadata: {
      timestamp: head.timestamp,
      tools: { components: [{ type: "application", name: "watertight", version: head.version }] },
      component: {
        type: "container",
        "bom-ref": "image",
        name: contents.reference || contents.digest || "image",
        ...(contents.digest !== "" && { version: contents.digest }),
      },
    },
    components: [...systemOf(report), ...unique(contents.packages).map(componentOf)],
    vulnerabilities: once(judged).map((one) => vulnerabilityOf(one, report)),
  };
}

function systemOf({ contents: { distribution } }: ImageReport): readonly JsonObject[] {
  if (distribution === undefined) return [];
  const { id, version } = distribution;
  return [
    { type: "operating-system", "bom-ref": "os", name: id, ...(version !== "" && { version }) },
  ];
}

/** References within a document are unique: one package in two places is one component. */
function unique(packages: readonly Package[]): readonly Package[] {
  return [...new Map(packages.map((item) => [item.purl, item])).values()];
}

/** The same of vulnerabilities. */
function once(judged: readonly JudgedMatch[]): readonly JudgedMatch[] {
  const byIds = judged.map((one): [string, JudgedMatch] => [
    `${one.match.vulnerability} ${one.match.package.purl}`,
    one,
  ]);
  return [...new Map(byIds).values()];
}

function componentOf(item: Package): JsonObject {
  return {
    type: "library",
    "bom-ref": item.purl,
    name: nameOf(item),
    version: versionOf(item),
    purl: item.purl,
    ...(item.licences.length > 0 && {
      licenses: item.licences.map((name) => ({ license: { name } })),
    }),
  };
}

const STATES = {
  not_affected: "not_affected",
  affected: "exploitable",
  fixed: "resolved",
  under_investigation: "in_triage",
};
const RATINGS_OF_CYCLONEDX = {
  critical: "critical",
  high: "high",
  medium: "medium",
  low: "low",
  negligible: "info",
  unknown: "unknown",
};

function vulnerabilityOf(judged: JudgedMatch, report: ImageReport): JsonObject {
  const { match, vex } = judged;
  const { summary, references } = report.describe(judged);
  return {
    id: match.vulnerability,
    source: { name: match.source },
    references: match.aliases.map((id) => ({ id, source: { name: match.source } })),
    ratings: [
      {
        severity: RATINGS_OF_CYCLONEDX[match.severity],
        ...(match.score !== undefined && { score: match.score }),
      },
    ],
    ...(summary !== "" && { description: summary }),
    ...(match.fixed !== undefined && {
      recommendation: `Update ${nameOf(match.package)} to version ${match.fixed}`,
    }),
    advisories: references.filter((url) => /^https?:/.test(url)).map((url) => ({ url })),
    affects: [
      { ref: match.package.purl, versions: [{ version: match.installed, status: "affected" }] },
    ],
    ...(vex !== undefined && { analysis: analysisOf(vex) }),
  };
}

function analysisOf({ status, justification, detail }: VexStatement): JsonObject {
  const word = justificationForCycloneDx(justification);
  const prose = word === undefined ? justification.replaceAll("_", " ") : "";
  const text = [prose, detail].filter((part) => part !== "").join(": ");
  return {
    state: STATES[status],
    ...(word !== undefined && { justification: word }),
    ...(text !== "" && { detail: text }),
  };
}
