import {
  type JoinedFinding,
  type JudgedMatch,
  type Match,
  nameOf,
  type Package,
  RATINGS,
  versionOf,
} from "@watertight/core/images";
import type { JsonObject } from "@watertight/core/kubernetes";
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
  { version, age, gap }: ImageReportHead,
): JsonObject {
  const open = reports.flatMap(({ judged }) => judged.filter(({ suppressed }) => !suppressed));
  return {
    schemaVersion: 1,
    tool: { name: "watertight", version },
    summary: Object.fromEntries(
      RATINGS.toReversed().map((rating) => [
        rating,
        open.filter(({ match }) => match.severity === rating).length,
      ]),
    ),
    coverage: {
      images: reports.map(({ contents }) => ({
        reference: contents.reference,
        digest: contents.digest,
        ...(contents.distribution !== undefined && {
          distribution: { id: contents.distribution.id, version: contents.distribution.version },
        }),
        packages: contents.packages.length,
      })),
      notExamined: reports.flatMap(({ contents, notJudged }) => [
        ...contents.notRead.map(({ path, reason }) => ({
          image: contents.reference,
          path,
          reason,
        })),
        ...notJudged.map(({ package: item, reason }) => ({
          image: contents.reference,
          package: item.purl,
          reason,
        })),
      ]),
    },
    incomplete: gap !== "",
    assumptions: age === "" ? [] : [age],
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

/** A package as documents write it. */
export function packageJson(item: Package, image: string): JsonObject {
  return {
    image,
    purl: item.purl,
    name: nameOf(item),
    version: versionOf(item),
    ...(item.source !== undefined && { source: { ...item.source } }),
    ...(item.layer !== undefined && { layer: item.layer }),
    path: item.path,
    licences: item.licences,
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
