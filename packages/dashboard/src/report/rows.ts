import { SEVERITIES, type Severity } from "@watertight/core/findings";
import type { FindingJson, ObjectName, ReportDocument } from "../documents/documents.ts";
import type { ObjectsDocument } from "../documents/objects.ts";
import type { SinceJson } from "../documents/overview.ts";
import { nameOfObject } from "../objects/names.ts";
import { headingOf, keyOfObject } from "../parts/names.ts";

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
  /** Whom to ask; "" where nobody is named. */
  readonly owner: string;
  /** Against an earlier scan; "" where there is none. */
  readonly change: "" | "new" | "there before";
  readonly fix: string;
  /** 0 is the worst. */
  readonly rank: number;
}

export const WORST_FIRST: readonly Severity[] = SEVERITIES.toReversed();
const RANKS: ReadonlyMap<string, number> = new Map(WORST_FIRST.map((each, rank) => [each, rank]));

/** What a page knows of findings beside its report. */
export interface Beside {
  readonly since?: SinceJson | undefined;
  readonly objects?: ObjectsDocument | undefined;
}

/** Every finding of a report, the worst first; those of equal severity stay in the order of the report. */
export function rowsOf(report: ReportDocument, beside: Beside = {}): readonly Row[] {
  const ownerOf = ownersIn(beside.objects);
  const changeOf = changesIn(beside.since);
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
        owner: ownerOf(object),
        change: changeOf(fingerprint),
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

function ownersIn(objects: ObjectsDocument | undefined): (object: ObjectName) => string {
  const owners = new Map<string, string>();
  for (const row of objects?.objects ?? []) owners.set(keyOfObject(nameOfObject(row)), row.owner);
  return (object) => owners.get(keyOfObject(object)) ?? "";
}

function changesIn(since: SinceJson | undefined): (fingerprint: string) => Row["change"] {
  if (!since) return () => "";
  const fresh = new Set(since.newFingerprints);
  return (fingerprint) => (fresh.has(fingerprint) ? "new" : "there before");
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
  const text = [
    row.heading,
    row.owner,
    check,
    message,
    path,
    container ?? "",
    location.file,
    cause,
    row.id,
  ]
    .join("\n")
    .toLowerCase();
  haystacks.set(row, text);
  return text;
}
