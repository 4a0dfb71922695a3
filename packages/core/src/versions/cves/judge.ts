import type { Evidence } from "../../snapshot/verdict.ts";
import { componentNames, componentsCalled, kubernetesVersionOf } from "./components.ts";
import { type AffectedRange, type CveRecord, CveRecords } from "./read-records.ts";
import { CVE_VERDICTS, type CveVerdict } from "./verdicts.ts";
import {
  type ComponentVersion,
  compareComponentVersions,
  parseComponentVersion,
  printComponentVersion,
} from "./version.ts";

/** A CVE of a component, judged. */
export interface JudgedCve {
  readonly record: CveRecord;
  readonly verdict: CveVerdict;
  /** A clause: why, and what to look at. */
  readonly reason: string;
  /** The fields that decide besides the version. */
  readonly proof: readonly Evidence[];
}

/** All CVEs of the component, or why it cannot be told. */
type JudgedComponent =
  | { readonly component: string; readonly judged: readonly JudgedCve[] }
  | { readonly problem: "component"; readonly names: readonly string[] }
  | { readonly problem: "version" };

/** Answers of the records; they are read once. */
export interface CveJudge {
  readonly judge: (component: string, version: string, facts?: CveFacts) => JudgedComponent;
  /** Every name of a component that records know. */
  readonly knows: (component: string) => boolean;
}

/** A clause with the fields that say it. */
export interface Told {
  readonly because: string;
  readonly proof: readonly Evidence[];
}

/** What a cluster shows of a record besides the version. */
export interface RecordFacts {
  /** Whether what has to be so besides the version is so; absent where it cannot be told. */
  readonly condition?: Told & { readonly holds: boolean };
  /** What keeps it from being exploited here, though the version is affected. */
  readonly mitigation?: Told;
  /** Clauses that decide nothing: what to look at. */
  readonly remarks?: readonly Told[];
}

/** What a cluster shows of a record, where its version is affected. */
export type CveFacts = (record: CveRecord, version: ComponentVersion) => RecordFacts;

const NOTHING_KNOWN: CveFacts = () => ({});

/** Judges components by the records, and what besides the version decides by facts where there are some. */
export function createCveJudge(common: CveFacts = NOTHING_KNOWN): CveJudge {
  const records = new CveRecords();
  const names = componentNames(records.components());
  const known = new Set(names);
  return {
    judge: (component, versionText, facts = common) => {
      const called = componentsCalled(component, known);
      if (called.length === 0) return { problem: "component", names };
      const version = parseComponentVersion(kubernetesVersionOf(component, versionText));
      if (!version) return { problem: "version" };
      const judged = called.flatMap((name) =>
        records.of(name).map((record) => judgeRecord(record, version, facts)),
      );
      return { component: called.join(", "), judged: withoutTwins(judged) };
    },
    knows: (component) => componentsCalled(component, known).length > 0,
  };
}

/** Where a name means several components, a CVE that two of them have is told once, the worse. */
function withoutTwins(judged: readonly JudgedCve[]): readonly JudgedCve[] {
  const byId = new Map<string, JudgedCve>();
  for (const one of judged) {
    const other = byId.get(one.record.id);
    const isWorse =
      other && CVE_VERDICTS.indexOf(one.verdict) < CVE_VERDICTS.indexOf(other.verdict);
    if (!other || isWorse) byId.set(one.record.id, one);
  }
  return [...byId.values()];
}

/** What a record says of a version. */
function judgeRecord(record: CveRecord, version: ComponentVersion, facts: CveFacts): JudgedCve {
  const place = placeIn(record.ranges, version);
  const shown = printComponentVersion(version);
  const plain = { record, proof: [] };
  if (place.is === "outside") {
    return { ...plain, verdict: "not-affected", reason: reasonOutside(record, version) };
  }
  if (place.is === "before-first") {
    const reason = `${shown} is a pre-release of the first affected version, and the record does not speak of pre-releases`;
    return { ...plain, verdict: "unknown", reason };
  }
  if (place.range.isUnclear === true) {
    const reason = `whether ${shown} is affected the record does not tell: for it there are commits or another module path, and no release`;
    return { ...plain, verdict: "unknown", reason };
  }
  return judgeInside(record, version, place.range, facts(record, version));
}

function judgeInside(
  record: CveRecord,
  version: ComponentVersion,
  range: AffectedRange,
  known: RecordFacts,
): JudgedCve {
  const { condition, mitigation, remarks = [] } = known;
  if (condition?.holds === false) {
    const { because: reason, proof } = condition;
    return { record, verdict: "not-affected", reason, proof };
  }
  const inside = reasonInside(range, printComponentVersion(version));
  if (mitigation) {
    const reason = `mitigated: ${mitigation.because}; ${inside}`;
    return { record, verdict: "mitigated", reason, proof: mitigation.proof };
  }
  const why = [inside, ...besides(record, version, known)];
  const proof = [...(condition?.proof ?? []), ...remarks.flatMap((remark) => remark.proof)];
  return { record, verdict: verdictInside(record, range, known), reason: why.join("; "), proof };
}

function verdictInside(
  record: CveRecord,
  { end }: AffectedRange,
  { condition }: RecordFacts,
): CveVerdict {
  if (end === undefined) return "unfixed";
  return record.condition === null || condition?.holds === true ? "affected" : "unknown";
}

type Place =
  | { readonly is: "inside"; readonly range: AffectedRange }
  | { readonly is: "outside" }
  | { readonly is: "before-first" };

function placeIn(ranges: readonly AffectedRange[], version: ComponentVersion): Place {
  for (const [index, range] of ranges.entries()) {
    if (isBeyond(range, version)) continue;
    if (isFrom(range, version)) return { is: "inside", range };
    if (!isPreOfFirst(range, version)) return { is: "outside" };
    // A range begins anew with a minor because the one before got the fix later: what went before the release lacks it too.
    return index > 0 ? { is: "inside", range } : { is: "before-first" };
  }
  return { is: "outside" };
}

function isFrom({ introduced }: AffectedRange, version: ComponentVersion): boolean {
  return introduced === undefined || compareComponentVersions(introduced, version) <= 0;
}

function isBeyond({ end }: AffectedRange, version: ComponentVersion): boolean {
  if (!end) return false;
  const order = compareComponentVersions(version, end.version);
  return end.is === "fixed" ? order >= 0 : order > 0;
}

/** A pre-release of `X.Y.0`, with which the range begins. */
function isPreOfFirst({ introduced }: AffectedRange, { numbers, pre }: ComponentVersion): boolean {
  if (!introduced || pre.length === 0 || introduced.pre.length > 0) return false;
  return (
    introduced.numbers[2] === 0 &&
    introduced.numbers.every((number, index) => number === numbers[index])
  );
}

function reasonInside({ introduced, end }: AffectedRange, shown: string): string {
  const since = introduced ? `${printComponentVersion(introduced)} and later` : "all versions";
  if (!end) return `${shown}: ${since} are affected, and none has a fix`;
  const until = printComponentVersion(end.version);
  return end.is === "fixed"
    ? `${shown} comes before ${until}, which has the fix`
    : `${shown} is not above ${until}, the last affected`;
}

function besides(
  { condition, mitigation }: CveRecord,
  { vendor }: ComponentVersion,
  known: RecordFacts,
): readonly string[] {
  const patches = vendor && vendor !== "k3s" && vendor !== "RKE2";
  const who = vendor === "other" ? "the vendor of this build" : vendor;
  const open = condition === null ? [] : [`it depends on: ${condition}`];
  return [
    ...(known.condition ? [known.condition.because] : open),
    ...(known.remarks ?? []).map(({ because }) => because),
    ...(mitigation === null ? [] : [`what helps: ${mitigation}`]),
    ...(patches ? [`${who} may have put a fix into this build: its bulletins say`] : []),
  ];
}

function reasonOutside({ ranges }: CveRecord, version: ComponentVersion): string {
  const shown = printComponentVersion(version);
  const passed = ranges.findLast((range) => isBeyond(range, version))?.end;
  if (!passed) {
    const first = ranges[0]?.introduced;
    return `${shown} comes before ${first ? printComponentVersion(first) : "the first version"}, the first affected`;
  }
  const end = printComponentVersion(passed.version);
  return passed.is === "fixed"
    ? `${shown} has the fix of ${end}`
    : `${shown} is above ${end}, the last affected`;
}
