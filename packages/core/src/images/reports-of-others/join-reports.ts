import { RATINGS, type Rating } from "../matching/severity.ts";
import type { Package } from "../model.ts";
import type { ForeignFinding, ForeignReport } from "./model.ts";
import { identityOf } from "./package-types.ts";

/** What one scanner says of one vulnerability of one package. */
export interface Statement {
  readonly scanner: string;
  readonly vulnerability: string;
  readonly severity: Rating;
  readonly score?: number;
  readonly fixed: string;
  readonly status: string;
  readonly suppressed: boolean;
}

/** A vulnerability of a package with everybody's word on it. */
export interface JoinedFinding {
  readonly vulnerability: string;
  readonly aliases: readonly string[];
  readonly package: Package;
  /** The worst of what is said. */
  readonly severity: Rating;
  readonly says: readonly Statement[];
  /** Who examined the same and does not say it, with the reason where it can be told. */
  readonly silent: readonly { readonly scanner: string; readonly reason: string }[];
  /** In what those who say it differ. */
  readonly differences: readonly string[];
}

/** One image, or what else was examined, with all reports on it. */
export interface JoinedImage {
  readonly reference: string;
  readonly digest: string;
  readonly scanners: readonly string[];
  readonly findings: readonly JoinedFinding[];
}

/** Reports on the same image (by digest, else by name) side by side: one finding a package and set of aliases. */
export function joinReports(reports: readonly ForeignReport[]): readonly JoinedImage[] {
  return groupReports(reports).map(joinImage);
}

/** Reports by the image that they are on. */
export function groupReports(
  reports: readonly ForeignReport[],
): readonly (readonly ForeignReport[])[] {
  const images = new Map<string, ForeignReport[]>();
  for (const report of reports) {
    const key = keyOfImage(report, images);
    images.set(key, [...(images.get(key) ?? []), report]);
  }
  return [...images.values()];
}

/** That of an image that is known by its digest or its reference, else a new one. */
function keyOfImage(
  report: ForeignReport,
  images: ReadonlyMap<string, readonly ForeignReport[]>,
): string {
  for (const [key, others] of images) {
    if (others.some((other) => isSameImage(report, other))) return key;
  }
  return `${images.size} ${report.digest || report.reference}`;
}

function isSameImage(a: ForeignReport, b: ForeignReport): boolean {
  if (a.digest !== "" && a.digest === b.digest) return true;
  return a.reference !== "" && a.reference === b.reference;
}

interface Group {
  readonly ids: Set<string>;
  readonly package: Package;
  readonly said: { readonly report: ForeignReport; readonly finding: ForeignFinding }[];
}

function joinImage(reports: readonly ForeignReport[]): JoinedImage {
  const byId = new Map<string, Group>();
  const groups = new Set<Group>();
  for (const report of reports) {
    for (const finding of report.findings) {
      const group = groupOf(finding, byId, groups);
      group.said.push({ report, finding });
    }
  }
  const findings = [...groups].map((group) => joinedOf(group, reports));
  return {
    reference: reports.map(({ reference }) => reference).find((text) => text !== "") ?? "",
    digest: reports.map(({ digest }) => digest).find((text) => text !== "") ?? "",
    scanners: [...new Set(reports.map(({ scanner }) => scanner))],
    findings: findings.sort(
      (a, b) =>
        RATINGS.indexOf(b.severity) - RATINGS.indexOf(a.severity) ||
        (a.vulnerability < b.vulnerability ? -1 : Number(a.vulnerability > b.vulnerability)),
    ),
  };
}

function groupOf(finding: ForeignFinding, byId: Map<string, Group>, groups: Set<Group>): Group {
  const identity = identityOf(finding.package);
  const keys = [finding.vulnerability, ...finding.aliases].map((id) => `${id}\u0000${identity}`);
  const found = new Set(keys.flatMap((key) => byId.get(key) ?? []));
  const [group = { ids: new Set<string>(), package: finding.package, said: [] }, ...others] = found;
  groups.add(group);
  for (const other of others) {
    groups.delete(other);
    group.said.push(...other.said);
    for (const id of other.ids) group.ids.add(id);
  }
  for (const id of [finding.vulnerability, ...finding.aliases]) group.ids.add(id);
  for (const id of group.ids) byId.set(`${id}\u0000${identity}`, group);
  return group;
}

function joinedOf(group: Group, reports: readonly ForeignReport[]): JoinedFinding {
  const ids = [...group.ids];
  const vulnerability = ids.find((id) => id.startsWith("CVE-")) ?? ids[0] ?? "";
  const says = statementsOf(group);
  const speaking = new Set(says.map(({ scanner }) => scanner));
  const silent = reports
    .filter(({ scanner, findings }) => !speaking.has(scanner) && findings.length > 0)
    .map((report) => ({ scanner: report.scanner, reason: reasonOfSilence(report, group.package) }));
  return {
    vulnerability,
    aliases: ids.filter((id) => id !== vulnerability),
    package: group.package,
    severity:
      RATINGS.findLast((rating) => says.some(({ severity }) => severity === rating)) ?? "unknown",
    says,
    silent,
    differences: differencesIn(says),
  };
}

/** One a scanner: the same package in two places of an image is said twice. */
function statementsOf({ said }: Group): readonly Statement[] {
  const statements = new Map<string, Statement>();
  for (const { report, finding } of said) {
    if (statements.has(report.scanner)) continue;
    const { vulnerability, severity, score, fixed, status, suppressed } = finding;
    statements.set(report.scanner, {
      scanner: report.scanner,
      vulnerability,
      severity,
      ...(score !== undefined && { score }),
      fixed,
      status,
      suppressed,
    });
  }
  return [...statements.values()];
}

function reasonOfSilence(report: ForeignReport, item: Package): string {
  if (!report.listsPackages) return "it does not say which packages it examined";
  const sameType = report.packages.filter(({ type }) => type === item.type);
  if (sameType.length === 0) return `it examined no packages of type ${item.type}`;
  const sameName = sameType.filter(({ name }) => name.toLowerCase() === item.name.toLowerCase());
  if (sameName.length === 0) return "it did not find the package";
  const identity = identityOf(item);
  if (!sameName.some((other) => identityOf(other) === identity)) {
    return `it found the package in another version, ${sameName[0]?.version ?? ""}`;
  }
  return "it found the package and knows no such vulnerability of it, or holds it for fixed";
}

function differencesIn(says: readonly Statement[]): readonly string[] {
  const known = says.filter(({ severity }) => severity !== "unknown");
  return [
    ...differing(known, "severity", ({ severity }) => severity),
    ...differing(says, "fix", ({ fixed }) => fixed || "none known"),
    ...differing(says, "verdict", ({ suppressed }) => (suppressed ? "accepted" : "open")),
  ];
}

function differing(
  says: readonly Statement[],
  what: string,
  of: (statement: Statement) => string,
): readonly string[] {
  if (new Set(says.map(of)).size < 2) return [];
  return [
    `${what}: ${says.map((statement) => `${statement.scanner} ${of(statement)}`).join(", ")}`,
  ];
}
