import { componentNames, componentsCalled, kubernetesVersionOf } from "./components.ts";
import { type AffectedRange, type CveRecord, readCveRecords } from "./read-records.ts";
import {
  type ComponentVersion,
  compareComponentVersions,
  parseComponentVersion,
  printComponentVersion,
} from "./version.ts";

/** What is known of a CVE where only the version of a component is: `unknown` where a condition decides. */
type CveVerdict = "affected" | "unfixed" | "unknown" | "not-affected";

/** A CVE of a component, judged. */
export interface JudgedCve {
  readonly record: CveRecord;
  readonly verdict: CveVerdict;
  /** A clause: why, and what to look at. */
  readonly reason: string;
}

/** All CVEs of the component, or why it cannot be told. */
type JudgedComponent =
  | { readonly component: string; readonly judged: readonly JudgedCve[] }
  | { readonly problem: "component"; readonly names: readonly string[] }
  | { readonly problem: "version" };

/** Answers of the records; they are read once. */
export interface CveJudge {
  readonly judge: (component: string, version: string) => JudgedComponent;
}

/** Whether a condition of a record is so, with the clause that says why; undefined where it cannot be told. */
export type ConditionAnswer = { readonly holds: boolean; readonly because: string } | undefined;

/** Answers conditions, by their text in the records. */
export type ConditionFacts = (condition: string) => ConditionAnswer;

const NOTHING_KNOWN: ConditionFacts = () => undefined;

/** Judges components by the records, and their conditions by facts where there are some. */
export function createCveJudge(facts: ConditionFacts = NOTHING_KNOWN): CveJudge {
  const records = readCveRecords();
  const byComponent = grouped(records);
  const names = componentNames(byComponent.keys());
  const known = new Set(names);
  return {
    judge: (component, versionText) => {
      const called = componentsCalled(component, known);
      if (called.length === 0) return { problem: "component", names };
      const version = parseComponentVersion(kubernetesVersionOf(component, versionText));
      if (!version) return { problem: "version" };
      const judged = called.flatMap((name) =>
        (byComponent.get(name) ?? []).map((record) => judgeRecord(record, version, facts)),
      );
      return { component: called.join(", "), judged: withoutTwins(judged) };
    },
  };
}

function grouped(records: readonly CveRecord[]): ReadonlyMap<string, readonly CveRecord[]> {
  const byComponent = new Map<string, CveRecord[]>();
  for (const record of records) {
    for (const component of record.components) {
      const list = byComponent.get(component);
      if (list) list.push(record);
      else byComponent.set(component, [record]);
    }
  }
  return byComponent;
}

const WORST_FIRST: readonly CveVerdict[] = ["affected", "unfixed", "unknown", "not-affected"];

/** Where a name means several components, a CVE that two of them have is told once, the worse. */
function withoutTwins(judged: readonly JudgedCve[]): readonly JudgedCve[] {
  const byId = new Map<string, JudgedCve>();
  for (const one of judged) {
    const other = byId.get(one.record.id);
    const isWorse = other && WORST_FIRST.indexOf(one.verdict) < WORST_FIRST.indexOf(other.verdict);
    if (!other || isWorse) byId.set(one.record.id, one);
  }
  return [...byId.values()];
}

/** What a record says of a version. */
function judgeRecord(
  record: CveRecord,
  version: ComponentVersion,
  facts: ConditionFacts,
): JudgedCve {
  const place = placeIn(record.ranges, version);
  const shown = printComponentVersion(version);
  if (place.is === "outside") {
    return { record, verdict: "not-affected", reason: reasonOutside(record, version) };
  }
  if (place.is === "before-first") {
    const reason = `${shown} is a pre-release of the first affected version, and the record does not speak of pre-releases`;
    return { record, verdict: "unknown", reason };
  }
  const answer = record.condition === null ? undefined : facts(record.condition);
  if (answer?.holds === false) {
    return { record, verdict: "not-affected", reason: answer.because };
  }
  const why = [reasonInside(place.range, shown), ...besides(record, version, answer)];
  return { record, verdict: verdictInside(record, place.range, answer), reason: why.join("; ") };
}

function verdictInside(
  { condition }: CveRecord,
  { end }: AffectedRange,
  answer: ConditionAnswer,
): CveVerdict {
  if (end === undefined) return "unfixed";
  return condition === null || answer?.holds === true ? "affected" : "unknown";
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
  record: CveRecord,
  { vendor }: ComponentVersion,
  answer: ConditionAnswer,
): readonly string[] {
  const { condition, mitigation } = record;
  const patches = vendor && vendor !== "k3s" && vendor !== "RKE2";
  const who = vendor === "other" ? "the vendor of this build" : vendor;
  return [
    ...(condition === null ? [] : [answer?.because ?? `it depends on: ${condition}`]),
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
