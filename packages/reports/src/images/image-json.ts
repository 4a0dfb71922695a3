import {
  endOfLifeOf,
  type JoinedFinding,
  type JudgedMatch,
  type Match,
  nameOf,
  type Package,
  RATINGS,
  versionOf,
} from "@watertight/core/images";
import type { JsonObject } from "@watertight/core/kubernetes";
import { HEAD_WITHOUT_INPUT } from "../json/index.ts";
import { licencesOf, remarksOn } from "./image-facts.ts";
import type { ImageReport, ImageReportHead } from "./image-report.ts";

/** A match as every document and batch answer writes it. */
export function matchJson(match: Match): JsonObject {
  const { exploitation } = match;
  return {
    vulnerability: match.vulnerability,
    aliases: match.aliases,
    package: match.package.purl,
    installed: match.installed,
    fixed: match.fixed ?? null,
    severity: match.severity,
    source: match.source,
    ...(match.score !== undefined && { score: match.score }),
    reason: match.reason,
    ...(match.status !== "" && { status: match.status }),
    ...(exploitation !== undefined && { exploitation: { ...exploitation } }),
  };
}

/** The JSON document of `images scan`. */
export function imageReportJson(
  reports: readonly ImageReport[],
  { version, age, gap, today }: ImageReportHead,
): JsonObject {
  const open = reports.flatMap(({ judged }) => judged.filter(({ suppressed }) => !suppressed));
  return {
    ...HEAD_WITHOUT_INPUT,
    coverage: {
      images: reports.map((report) => imageJson(report, today)),
      notExamined: reports.flatMap(({ contents, notJudged }) => [
        ...contents.notRead.map(({ path, reason }) => ({
          image: contents.reference,
          path,
          reason,
        })),
        ...notJudged.map(({ package: item, reason }) => ({
          image: contents.reference,
          path: item.purl,
          reason,
        })),
      ]),
    },
    incomplete: gap !== "",
    assumptions: { statements: age === "" ? [] : [age] },
    tool: { name: "watertight", version },
    summary: Object.fromEntries(
      RATINGS.toReversed().map((rating) => [
        rating,
        open.filter(({ match }) => match.severity === rating).length,
      ]),
    ),
    packages: reports.flatMap(({ contents }) =>
      contents.packages.map((item) => packageJson(item, contents.reference)),
    ),
    vulnerabilities: reports.flatMap((report) =>
      report.judged.map((judged) => vulnerabilityJson(judged, report)),
    ),
    otherScanners: reports.flatMap(({ joined, contents }) =>
      joined.map((finding) => joinedJson(finding, contents.reference)),
    ),
  };
}

function imageJson(report: ImageReport, today: string): JsonObject {
  const { contents, details } = report;
  const { reference, digest, distribution, packages } = contents;
  const system =
    distribution === undefined ? null : { id: distribution.id, version: distribution.version };
  return {
    reference,
    digest,
    distribution: system,
    packages: packages.length,
    endOfLife: (distribution && endOfLifeOf(distribution)) ?? null,
    licences: licencesOf(packages),
    details:
      details === undefined
        ? null
        : { ...details, secrets: details.secrets.map((secret) => ({ ...secret })) },
    remarks: remarksOn(report, today).map((remark) => ({ ...remark })),
  };
}

/** A package as documents write it. */
function packageJson(item: Package, image: string): JsonObject {
  return {
    image,
    purl: item.purl,
    name: nameOf(item),
    version: versionOf(item),
    ...(item.source !== undefined && { source: { ...item.source } }),
    ...(item.layer !== undefined && { layer: item.layer }),
    path: item.path,
    licences: item.licences,
    ...(item.installedBy !== undefined && { installedBy: item.installedBy }),
  };
}

function vulnerabilityJson(judged: JudgedMatch, report: ImageReport): JsonObject {
  const { vex, match, suppressed } = judged;
  const { summary, references, published, cwes } = report.describe(judged);
  return {
    image: report.contents.reference,
    ...matchJson(match),
    path: match.package.path,
    summary,
    references,
    published,
    cwes,
    suppressed,
    ...(vex !== undefined && {
      vex: {
        status: vex.status,
        justification: vex.justification,
        detail: vex.detail,
        author: vex.author,
      },
    }),
  };
}

function joinedJson(finding: JoinedFinding, image: string): JsonObject {
  return {
    image,
    vulnerability: finding.vulnerability,
    aliases: finding.aliases,
    package: finding.package.purl,
    severity: finding.severity,
    says: finding.says.map((statement) => ({ ...statement })),
    silent: finding.silent.map((one) => ({ ...one })),
    differences: finding.differences,
  };
}
