import { type JudgedMatch, nameOf, type Rating } from "@watertight/core/images";
import type { ImageReport } from "./image-report.ts";

/** A vulnerability as tables and lines show it. */
export interface ImageRow {
  readonly image: string;
  readonly status: "open" | "answered";
  readonly severity: Rating;
  readonly vulnerability: string;
  readonly package: string;
  readonly installed: string;
  /** "" where no fix is known. */
  readonly fixed: string;
  readonly summary: string;
  /** What VEX says, or that it is known to be exploited; or "". */
  readonly note: string;
  readonly judged: JudgedMatch;
  readonly report: ImageReport;
}

/** Every vulnerability of every image in the order of the report; those that VEX answers, too. */
export function rowsOf(reports: readonly ImageReport[]): readonly ImageRow[] {
  return reports.flatMap((report) => report.judged.map((judged) => rowOf(judged, report)));
}

function rowOf(judged: JudgedMatch, report: ImageReport): ImageRow {
  const { match, vex, suppressed } = judged;
  return {
    image: nameOfImage(report),
    status: suppressed ? "answered" : "open",
    severity: match.severity,
    vulnerability: match.vulnerability,
    package: nameOf(match.package),
    installed: match.installed,
    fixed: match.fixed ?? "",
    summary: report.describe(judged).summary,
    note: [
      match.exploitation?.knownSince === undefined
        ? ""
        : `known to be exploited since ${match.exploitation.knownSince}`,
      vex === undefined
        ? ""
        : [vex.status, vex.justification, vex.detail]
            .filter((text) => text !== "")
            .join(": ")
            .replaceAll("_", " "),
    ]
      .filter((text) => text !== "")
      .join("; "),
    judged,
    report,
  };
}

/** `1 vulnerability`, `2 vulnerabilities`. */
export function countedVulnerabilities(count: number): string {
  return count === 1 ? "1 vulnerability" : `${count} vulnerabilities`;
}

/** What an image is called where it is told of. */
export function nameOfImage({ contents }: ImageReport): string {
  return contents.reference || contents.digest || "image";
}

/** `fixed in 1.2`, what its vendor says instead, or that no fix is known. */
export function fixText({ fixed, judged }: Pick<ImageRow, "fixed" | "judged">): string {
  return fixed === "" ? judged.match.status || "no fix is known" : `fixed in ${fixed}`;
}

/** What of an image could not be read or judged: a place and a reason each. */
export function unexaminedOf({ contents, notJudged }: ImageReport): readonly {
  readonly path: string;
  readonly reason: string;
}[] {
  return [
    ...contents.notRead.map(({ path, reason }) => ({ path, reason })),
    ...notJudged.map(({ package: item, reason }) => ({ path: item.purl, reason })),
  ];
}
