import type { AttackPaths } from "@watertight/core/attack-paths";
import {
  compareSeverity,
  type Finding,
  headingOf,
  SEVERITIES,
  type Severity,
} from "@watertight/core/findings";
import type { JsonObject } from "@watertight/core/kubernetes";
import { documentHead } from "../json/document-json.ts";
import { referenceJson } from "../json/evidence-json.ts";
import type { ReportContext, Summary } from "../reporter.ts";
import type { ClusterAnswers } from "./cluster-documents.ts";
import type { FrameworkResults } from "./compliance-json.ts";
import type { ClusterPageInput, EarlierFindings } from "./input.ts";

/** The most that a list of the overview shows; each leads to all of them. */
const MOST_SHOWN = 8;
/** Changes that the page names; of others it has the number. */
const MOST_CHANGES = 200;

export interface OverviewInput {
  readonly input: ClusterPageInput;
  readonly context: ReportContext;
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly ownerOf: (finding: Finding) => string;
  readonly compliance: readonly FrameworkResults[];
  readonly answers: ClusterAnswers | undefined;
}

/** What a person wants to know first: what changed, what matters, what to do, who owns it, what was not looked at. */
export function overviewJson(all: OverviewInput): JsonObject {
  const { input, context, summary, findings, ownerOf, compliance, answers } = all;
  return {
    ...documentHead({ ...summary, snapshot: context.snapshot }),
    tool: { ...context.tool },
    source: input.source,
    time: input.time,
    summary: {
      findings: { ...summary.findings },
      ...{ failOn: summary.failOn, failing: summary.failing, fixable: summary.fixable },
      ...{ excepted: summary.excepted, known: summary.known, gone: summary.gone.length },
    },
    first: firstOf(findings),
    objects: objectsOf(findings, ownerOf),
    checks: checksOf(findings, context),
    owners: ownersOf(findings, ownerOf),
    frameworks: compliance.map(frameworkJson),
    paths: pathCounts(answers?.paths),
    exposed: answers ? { ...answers.exposed } : null,
    since: input.since ? sinceJson(input.since, findings) : null,
    leftOut: answers?.leftOut ?? [],
    isWhole: input.cluster !== undefined,
  };
}

const SAFETY_ORDER = ["safe", "needs-value", "may-break"];

/** What to mend first: the worst, of them what is on most paths of attack, of them what mends itself; one a cause. */
function firstOf(findings: readonly Finding[]): readonly JsonObject[] {
  const order = (finding: Finding): readonly number[] => [
    -SEVERITIES.indexOf(finding.severity),
    -(finding.onPaths?.sure ?? 0),
    -(finding.onPaths?.count ?? 0),
    finding.fix ? SAFETY_ORDER.indexOf(finding.fix.safety) : SAFETY_ORDER.length,
  ];
  const kept = new Map<string, Finding>();
  const sorted = topOf(findings, (a, b) => compareLists(order(a), order(b)), MOST_SHOWN * 8);
  for (const finding of sorted) {
    const key = `${finding.cause}\n${finding.check}`;
    if (!kept.has(key)) kept.set(key, finding);
  }
  const shared = countsBy(findings, ({ cause, check }) => `${cause}\n${check}`);
  return [...kept].slice(0, MOST_SHOWN).map(([key, finding]) => ({
    ...findingJson(finding),
    fix: finding.fix?.safety ?? null,
    paths: { count: finding.onPaths?.count ?? 0, sure: finding.onPaths?.sure ?? 0 },
    others: (shared.get(key) ?? 1) - 1,
  }));
}

/** The first of a list by an order, without sorting all of it: there may be hundreds of thousands. */
function topOf<Item>(
  items: readonly Item[],
  order: (a: Item, b: Item) => number,
  most: number,
): readonly Item[] {
  let top: Item[] = [];
  // Of those that were kept at the last sorting, the one that comes last: what is not before it is none of the first.
  let bound: Item | undefined;
  for (const item of items) {
    if (bound !== undefined && order(item, bound) >= 0) continue;
    top.push(item);
    if (top.length < most * 4) continue;
    top = top.sort(order).slice(0, most);
    bound = top.at(-1);
  }
  return top.sort(order).slice(0, most);
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (const [index, each] of a.entries()) {
    const difference = each - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function findingJson({
  check,
  severity,
  fingerprint,
  object,
  message,
  location,
}: Finding): JsonObject {
  return {
    ...{ check, severity, fingerprint, object: referenceJson(object), message },
    ...{ file: location.file, line: location.line },
  };
}

type Counts = Readonly<Record<Severity, number>>;

function severitiesOf(findings: readonly Finding[]): Counts {
  const counts: Record<Severity, number> = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

function groupedBy(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string,
): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}

function countsBy(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const key = keyOf(finding);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function compareCounts(a: Counts, b: Counts): number {
  return compareLists(
    SEVERITIES.toReversed().map((each) => b[each]),
    SEVERITIES.toReversed().map((each) => a[each]),
  );
}

function objectsOf(
  findings: readonly Finding[],
  ownerOf: OverviewInput["ownerOf"],
): readonly JsonObject[] {
  const groups = groupedBy(
    findings,
    ({ object, location }) => `${headingOf(object)}\n${object.apiVersion}\n${location.file}`,
  );
  return ranked(groups).flatMap(({ group, counts }) => {
    const [first] = group;
    if (!first) return [];
    const worst = group.reduce((a, b) => (compareSeverity(b.severity, a.severity) > 0 ? b : a));
    const onPaths = group.reduce((most, each) => Math.max(most, each.onPaths?.count ?? 0), 0);
    return {
      object: referenceJson(first.object),
      file: first.location.file,
      owner: ownerOf(first) || null,
      counts: { ...counts },
      worst: worst.message,
      paths: onPaths,
    };
  });
}

function ranked(groups: ReadonlyMap<string, readonly Finding[]>) {
  const all = [...groups].map(([key, group]) => ({ key, group, counts: severitiesOf(group) }));
  return topOf(all, (a, b) => compareCounts(a.counts, b.counts), MOST_SHOWN);
}

function checksOf(findings: readonly Finding[], { checks }: ReportContext): readonly JsonObject[] {
  const titles = new Map(checks.map(({ id, title }) => [id, title]));
  return ranked(groupedBy(findings, ({ check }) => check)).map(({ key, group, counts }) => ({
    ...{ check: key, title: titles.get(key) ?? key, counts: { ...counts } },
    objects: new Set(group.map(({ object }) => headingOf(object))).size,
  }));
}

function ownersOf(
  findings: readonly Finding[],
  ownerOf: OverviewInput["ownerOf"],
): readonly JsonObject[] {
  const groups = [...groupedBy(findings, ownerOf)].map(([owner, group]) => ({
    ...{ owner, counts: severitiesOf(group) },
    objects: new Set(group.map(({ object }) => headingOf(object))).size,
  }));
  return groups
    .sort((a, b) => compareCounts(a.counts, b.counts))
    .map(({ owner, counts, objects }) => ({ owner, counts: { ...counts }, objects }));
}

function frameworkJson({ id, title, controls }: FrameworkResults): JsonObject {
  const count = (status: string): number =>
    controls.filter((control) => control.status === status).length;
  return {
    ...{ id, title, controls: controls.length },
    ...{ pass: count("pass"), fail: count("fail") },
    ...{ manual: count("manual"), notAssessable: count("not-assessable") },
  };
}

function pathCounts(found: AttackPaths | undefined): JsonObject | null {
  if (!found) return null;
  const sure = found.paths.filter(({ certainty }) => certainty === "yes").length;
  return { sure, unknown: found.paths.length - sure, truncated: found.truncated };
}

function sinceJson({ label, compare }: EarlierFindings, findings: readonly Finding[]): JsonObject {
  const { new: news, gone, unchanged } = compare(findings);
  const worstFirst = (a: { severity: Severity }, b: { severity: Severity }): number =>
    compareSeverity(b.severity, a.severity);
  return {
    ...{ label, new: news.length, gone: gone.length, unchanged },
    newFindings: topOf(news, worstFirst, MOST_CHANGES).map(findingJson),
    newFingerprints: [...new Set(news.map(({ fingerprint }) => fingerprint))],
    goneFindings: topOf(gone, worstFirst, MOST_CHANGES).map(
      ({ check, severity, object, message }) => ({
        ...{ check, severity, object: referenceJson(object), message },
      }),
    ),
  };
}
