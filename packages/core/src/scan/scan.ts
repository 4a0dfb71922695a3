import type { Check, ExceptionCheck } from "../checks/check.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Exception } from "../findings/exception.ts";
import type { Finding, ImpliedFinding, Namesakes, Severity } from "../findings/finding.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Location } from "../snapshot/origin.ts";
import { ownershipOf } from "../snapshot/ownership.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { causeOf } from "./cause.ts";
import { annotatedFindings, configuredFindings } from "./exception-findings.ts";
import { type ExceptionBook, type ExceptionSettings, openExceptions } from "./exceptions/book.ts";
import { type Standing, withImplied } from "./implied.ts";
import type { FindingPlace, PlacedFinding } from "./placed-finding.ts";
import { causeKeyOf, type PlacedViolation, type Placing, placedViolations } from "./placing.ts";
import { type CheckRoutes, routeChecks } from "./routes.ts";
import { type AdjustedSeverity, adjustSeverity } from "./severity/adjust.ts";
import { exposureOf } from "./severity/exposure.ts";
import type { ExposureSignals } from "./severity/signals.ts";
import { createNamesakes, joined, worldOf } from "./worlds.ts";

export interface ScanOptions {
  /** Severities that the configuration sets, by check. */
  readonly severities?: Readonly<Record<string, Severity>>;
  /** How exposed objects are, where that is not to be asked of the cluster. */
  readonly exposure?: (cluster: Cluster) => ExposureSignals;
  /** Absent: no exceptions are read, and none is judged. */
  readonly exceptions?: ExceptionSettings;
}

/**
 * Runs the checks over a cluster and yields findings object by object, in order of input, then by position.
 * A weakness that an owned object (a Pod of a Deployment) shares with its owner is reported on the owner only;
 * one that several files show of the same object is reported once, with the other places in `alsoAt`; one that another
 * implies is in that one's `standsFor`; one that is accepted carries its `exception`.
 */
export function* scan(
  cluster: Cluster,
  checks: readonly Check[],
  options: ScanOptions = {},
): Generator<Finding> {
  for (const { finding } of scanPlaces([cluster], checks, options)) yield finding;
}

/** The same findings of one world or several, each with its places. What several worlds show of one object is one finding. */
export function* scanPlaces(
  clusters: readonly Cluster[],
  checks: readonly Check[],
  options: ScanOptions = {},
): Generator<PlacedFinding> {
  const run: ScanRun = {
    checks: routeChecks(checks),
    exceptionChecks: checks.filter((check) => check.on === "exception"),
    book: options.exceptions && openExceptions(options.exceptions),
    severities: options.severities ?? {},
    namesakesOf: createNamesakes(clusters),
    ...(clusters.length > 1 ? { everywhere: new Map() } : {}),
  };
  yield* joined(clusters.map((cluster) => () => findingsOf(cluster, run, options)));
  const { book, exceptionChecks, severities } = run;
  if (!book) return;
  for (const finding of configuredFindings(book, exceptionChecks, severities)) {
    yield { finding, places: [] };
  }
}

function* findingsOf(
  cluster: Cluster,
  run: ScanRun,
  { exposure = exposureOf }: ScanOptions,
): Generator<PlacedFinding> {
  const context: ScanContext = { ...run, cluster, exposure: exposure(cluster) };
  for (const { members, owned } of ownershipOf(cluster.snapshot)) {
    if (!members.some(cluster.judges)) continue;
    const found = findingsOfGroup(members, owned, context).sort(byPosition);
    yield* cluster.namespace ? found.map((each) => placedInInput(each, cluster)) : found;
  }
}

function placedInInput({ finding, places }: PlacedFinding, { inputOf }: Cluster): PlacedFinding {
  return { finding, places: places.map((each) => ({ ...each, target: inputOf(each.target) })) };
}

/** What is the same for all worlds. */
interface ScanRun extends Pick<Placing, "everywhere"> {
  readonly checks: CheckRoutes;
  readonly exceptionChecks: readonly ExceptionCheck[];
  readonly book: ExceptionBook | undefined;
  readonly severities: Readonly<Record<string, Severity>>;
  readonly namesakesOf: (target: SnapshotObject) => Namesakes | undefined;
}

interface ScanContext extends ScanRun {
  readonly cluster: Cluster;
  readonly exposure: ExposureSignals;
}

function findingsOfGroup(
  members: readonly SnapshotObject[],
  owned: readonly SnapshotObject[],
  context: ScanContext,
): PlacedFinding[] {
  const placed = members.map((member) => placedViolations(member, context));
  const { shared, extra } = comparedWithOwner(placed.flat(), members[0], owned, context);
  const ofOwned = groupedBy(extra.flatMap(withImplied), ({ item }) => causeKeyOf(item)).values();
  return [
    ...placedFindings(groupsOf(placed.flatMap(withImplied), members.length === 1), shared, context),
    ...placedFindings(ofOwned, [], context),
    ...exceptionFindings([...members, ...owned], context),
  ];
}

type Standings = readonly Standing<PlacedViolation>[];

/** Violations that are one finding: those of one object all differ. */
function groupsOf(violations: Standings, isOneObject: boolean): Iterable<Standings> {
  if (isOneObject) return violations.map((standing) => [standing]);
  return groupedBy(violations, ({ item }) => item.fingerprint).values();
}

/** What owned objects share with their owner, and for each what it has of its own. */
function comparedWithOwner(
  ofOwner: readonly PlacedViolation[],
  owner: SnapshotObject | undefined,
  owned: readonly SnapshotObject[],
  context: ScanContext,
): { readonly shared: PlacedViolation[]; readonly extra: readonly PlacedViolation[][] } {
  const shared: PlacedViolation[] = [];
  if (owned.length === 0) return { shared, extra: [] };
  const causes = new Set(ofOwner.map(causeKeyOf));
  const extra = owned.map((member) => {
    const own: PlacedViolation[] = [];
    // A pod is recognised by its owner: its own name changes with every rollout.
    for (const violation of placedViolations(member, context, owner)) {
      (causes.has(causeKeyOf(violation)) ? shared : own).push(violation);
    }
    return own;
  });
  return { shared, extra };
}

function exceptionFindings(
  targets: readonly SnapshotObject[],
  { book, exceptionChecks, severities }: ScanContext,
): readonly PlacedFinding[] {
  if (!book) return [];
  return targets.flatMap((target) =>
    annotatedFindings(target, book, exceptionChecks, severities).map((finding) => ({
      finding,
      places: [{ target }],
    })),
  );
}

function placeOf({ target, fix }: PlacedViolation): FindingPlace {
  return fix ? { target, fix } : { target };
}

/** One finding a group; the places of the others become `alsoAt` of the first. It is accepted where every one of them is. */
function placedFindings(
  groups: Iterable<Standings>,
  shared: readonly PlacedViolation[],
  context: ScanContext,
): PlacedFinding[] {
  const found: PlacedFinding[] = [];
  for (const group of groups) {
    const items = group.map(({ item }) => item);
    const all = shared.length === 0 ? items : [...items, ...sameCause(items, shared)];
    const finding = findingOf(group, context);
    if (finding) found.push({ finding, places: all.map(placeOf) });
  }
  return found;
}

function sameCause(
  items: readonly PlacedViolation[],
  shared: readonly PlacedViolation[],
): readonly PlacedViolation[] {
  if (shared.length === 0) return shared;
  const keys = new Set(items.map(causeKeyOf));
  return shared.filter((each) => keys.has(causeKeyOf(each)));
}

/** Members that not every finding has are added one by one: spreading objects takes three times as long. */
function findingOf(group: Standings, context: ScanContext): Finding | undefined {
  const { at, exception } = shownOf(group, context.book);
  const standing = group[at];
  if (!standing) return undefined;
  const { check, target, violation, field, fix, fingerprint } = standing.item;
  const { severity, steps } = severityOf(standing.item, context);
  const finding: Writable<Finding> = {
    check: check.id,
    severity,
    fingerprint,
    object: target.reference,
    path: field.text,
    message: violation.message,
    location: field.location,
    alsoAt: group.length === 1 ? NONE : locationsBeside(group, at),
    cause: causeOf(standing.item),
  };
  addWorlds(finding, target, context);
  const { container, valueFingerprint } = violation;
  if (container !== undefined) finding.container = container;
  if (fix) finding.fix = fix;
  if (valueFingerprint !== undefined) finding.valueFingerprint = valueFingerprint;
  if (steps.length > 0) finding.severityReason = steps;
  const standsFor = impliedFindings(group);
  if (standsFor.length > 0) finding.standsFor = standsFor;
  if (exception) finding.exception = exception;
  return finding;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

const NONE: readonly never[] = [];

/** The first of a group that is not accepted, else the first; all exceptions are asked, so that each is known to be of use. */
function shownOf(
  group: Standings,
  book: ExceptionBook | undefined,
): { readonly at: number; readonly exception?: Exception | undefined } {
  if (!book) return { at: 0 };
  const exceptions = group.map((standing) => exceptionFor(standing, book));
  const at = Math.max(0, exceptions.indexOf(undefined));
  return { at, exception: exceptions[at] };
}

function locationsBeside(group: Standings, shown: number): readonly Location[] {
  return group.filter((_, index) => index !== shown).map(({ item }) => item.field.location);
}

function addWorlds(
  finding: Writable<Finding>,
  target: SnapshotObject,
  { cluster, namesakesOf }: ScanContext,
): void {
  if (cluster.world !== "") finding.worlds = [worldOf(target, cluster)];
  const namesakes = namesakesOf(target);
  if (namesakes) finding.namesakes = namesakes;
}

/** What the configuration says holds; else the check's own severity, by what is known of the object. */
function severityOf(
  { check, violation, target }: PlacedViolation,
  { severities, exposure }: ScanContext,
): AdjustedSeverity {
  const configured = severities[check.id];
  if (configured !== undefined) return { severity: configured, steps: [] };
  const signals = exposure.signalsOf(target);
  return adjustSeverity(violation.severity ?? check.severity, check, signals);
}

function exceptionFor(
  { item, implied }: Standing<PlacedViolation>,
  book: ExceptionBook,
): Exception | undefined {
  const { file } = item.field.location;
  // An exception for what is implied is of use: the implied one returns when the other goes.
  for (const each of implied) exceptionForItem(each, file, book);
  return exceptionForItem(item, file, book);
}

function exceptionForItem(
  { check, target, violation, field }: PlacedViolation,
  file: string,
  book: ExceptionBook,
): Exception | undefined {
  if (!book.mayExcept(target, check.id)) return undefined;
  const { container, valueFingerprint } = violation;
  return book.exceptionFor(
    { check: check.id, target, container, valueFingerprint, path: field.text, file },
    field.path,
  );
}

function impliedFindings(group: Standings): readonly ImpliedFinding[] {
  if (group.every(({ implied }) => implied.length === 0)) return NONE;
  const found = new Map<string, ImpliedFinding>();
  for (const { check, field, fingerprint } of group.flatMap(({ implied }) => implied)) {
    found.set(fingerprint, { check: check.id, path: field.text, fingerprint });
  }
  return [...found.values()];
}

function byPosition({ finding: a }: PlacedFinding, { finding: b }: PlacedFinding): number {
  return (
    compareText(a.location.file, b.location.file) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    compareText(a.check, b.check) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
