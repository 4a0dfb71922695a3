import {
  type ForeignReport,
  type ImageContents,
  type JoinedFinding,
  joinReports,
  type Match,
} from "@watertight/core/images";

/** Other scanners' findings beside ours; nothing where what was given has none. */
export function joinedOf(
  group: readonly ForeignReport[],
  contents: ImageContents,
  matches: readonly Match[],
): readonly JoinedFinding[] {
  if (group.every(({ findings }) => findings.length === 0)) return [];
  const own: ForeignReport = {
    scanner: "watertight",
    scannerVersion: "",
    format: "",
    reference: contents.reference,
    digest: contents.digest,
    packages: contents.packages,
    findings: matches.map((match) => ({
      vulnerability: match.vulnerability,
      aliases: match.aliases,
      package: match.package,
      fixed: match.fixed ?? "",
      severity: match.severity,
      ...(match.score !== undefined && { score: match.score }),
      status: match.status,
      suppressed: false,
      source: match.source,
    })),
    listsPackages: true,
    created: "",
  };
  return joinReports([...group, own]).flatMap(({ findings }) => findings);
}
