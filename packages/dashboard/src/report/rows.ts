import { SEVERITIES, type Severity } from "@watertight/core/findings";
import type { FindingJson, ObjectName, ReportDocument } from "../documents/documents.ts";

/** What a finding counts for: `open` counts, the others were set aside. */
type Standing = "open" | "excepted" | "known";

/** A finding as lists and filters need it. */
export interface Row {
  /** In addresses: the fingerprint, with a number where several have it. */
  readonly id: string;
  readonly finding: FindingJson;
  /** Of the findings that count: by it the details of the page are found; -1 for those set aside. */
  readonly index: number;
  readonly standing: Standing;
  readonly heading: string;
  /** "" for what is in none. */
  readonly namespace: string;
  readonly fix: string;
  /** 0 is the worst. */
  readonly rank: number;
}

export const WORST_FIRST: readonly Severity[] = SEVERITIES.toReversed();
const RANKS: ReadonlyMap<string, number> = new Map(WORST_FIRST.map((each, rank) => [each, rank]));

/** Every finding of a report, the worst first; those of equal severity stay in the order of the report. */
export function rowsOf(report: ReportDocument): readonly Row[] {
  const counts = new Map<string, number>();
  const make =
    (standing: Standing) =>
    (finding: FindingJson, index: number): Row => {
      const { fingerprint, object } = finding;
      const count = counts.get(fingerprint) ?? 0;
      counts.set(fingerprint, count + 1);
      return {
        id: count === 0 ? fingerprint : `${fingerprint}.${count}`,
        finding,
        index: standing === "open" ? index : -1,
        standing,
        heading: headingOf(object),
        namespace: namespaceOf(object),
        fix: finding.fix?.safety ?? "none",
        rank: RANKS.get(finding.severity) ?? WORST_FIRST.length,
      };
    };
  const rows = [
    ...report.findings.map(make("open")),
    ...report.excepted.map(make("excepted")),
    ...report.known.map(make("known")),
  ];
  return rows.sort((a, b) => a.rank - b.rank);
}

/** `Deployment shop/web`; `Namespace shop` where there is no namespace. */
function headingOf({ kind, namespace, name }: ObjectName): string {
  const shown = name === "" ? "(no name)" : name;
  return `${kind} ${namespace === null ? shown : `${namespace}/${shown}`}`;
}

/** A Namespace is filed under itself. */
function namespaceOf({ kind, namespace, name }: ObjectName): string {
  return kind === "Namespace" ? name : (namespace ?? "");
}

/** What a search looks in: made when it is first asked for. */
const haystacks = new WeakMap<Row, string>();

export function haystackOf(row: Row): string {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const { check, message, path, container, location, cause } = row.finding;
  const text = [row.heading, check, message, path, container ?? "", location.file, cause, row.id]
    .join("\n")
    .toLowerCase();
  haystacks.set(row, text);
  return text;
}
