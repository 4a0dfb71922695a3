import type { Check } from "../checks/check.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Finding, Severity } from "../findings/finding.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import { type OwnershipGroup, ownershipOf } from "../snapshot/ownership.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { annotatedFindings, configuredFindings } from "./exception-findings.ts";
import { type ExceptionSettings, openExceptions } from "./exceptions/book.ts";
import { findingOf, type ScanContext, type ScanRun, type Standings } from "./finding-of.ts";
import { foundBefore } from "./found-before.ts";
import { withImplied } from "./implied.ts";
import type { PlacedFinding } from "./placed-finding.ts";
import type { PlacedViolation } from "./placed-violation.ts";
import { causeKeyOf, type PlacingSubject, placedViolations } from "./placing.ts";
import { routeChecks } from "./routes.ts";
import { exposureOf } from "./severity/exposure.ts";
import type { ExposureSignals } from "./severity/signals.ts";
import { createNamesakes, type FoundFinding, joined } from "./worlds.ts";

const NONE: readonly never[] = [];

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
    ...runOf(checks, options),
    book: options.exceptions && openExceptions(options.exceptions),
    namesakesOf: createNamesakes(clusters),
    ...(clusters.length > 1 ? { everywhere: new Map(), groups: new Map() } : {}),
  };
  yield* joined(
    clusters.map((cluster) => ({ cluster, groups: () => findingsOf(cluster, run, options) })),
  );
  const { book, exceptionChecks, severities } = run;
  if (!book) return;
  const judged = book.judgeConfigured();
  for (const finding of configuredFindings(judged, exceptionChecks, severities)) {
    yield { finding, places: [] };
  }
}

/** What is the same for all objects of a scan. */
export function runOf(
  checks: readonly Check[],
  { severities = {} }: ScanOptions,
): Pick<ScanRun, "checks" | "exceptionChecks" | "severities"> {
  return {
    checks: routeChecks(checks),
    exceptionChecks: checks.filter((check) => check.on === "exception"),
    severities,
  };
}

function* findingsOf(
  cluster: Cluster,
  run: ScanRun,
  { exposure = exposureOf }: ScanOptions,
): Generator<readonly FoundFinding[]> {
  const context: ScanContext = { ...run, cluster, exposure: exposure(cluster) };
  const groups = ownershipOf(cluster.snapshot).filter(({ members }) =>
    members.some(cluster.judges),
  );
  for (const batch of batchesOf(groups)) {
    const placed = placedViolations(batch.flatMap(subjectsOf), context);
    for (const group of batch) {
      const found = foundBefore(group, placed, context, () =>
        inInput(findingsOfGroup(group, placed, context).sort(byPosition), cluster),
      );
      yield withExceptionFindings(found, group, context);
    }
  }
}

/** The findings of one group of objects, by position. */
export function foundOfGroup(
  group: OwnershipGroup,
  placed: ReadonlyMap<SnapshotObject, readonly PlacedViolation[]>,
  context: ScanContext,
): readonly FoundFinding[] {
  const found = findingsOfGroup(group, placed, context).sort(byPosition);
  return withExceptionFindings(inInput(found, context.cluster), group, context);
}

function withExceptionFindings(
  found: readonly FoundFinding[],
  { members, owned }: OwnershipGroup,
  context: ScanContext,
): readonly FoundFinding[] {
  const ofExceptions = exceptionFindings([...members, ...owned], context);
  if (ofExceptions.length === 0) return found;
  return [...found, ...inInput(ofExceptions, context.cluster)].sort(byPosition);
}

/** Places as the input has them, without the namespace that their objects are taken to be in. */
function inInput(
  found: readonly FoundFinding[],
  { namespace, inputOf }: Cluster,
): readonly FoundFinding[] {
  if (!namespace) return found;
  return found.map((each) => ({
    ...each,
    places: each.places.map((place) => ({ ...place, target: inputOf(place.target) })),
  }));
}

/** How many objects are examined together: what is said of more does not stay in the processor's cache. */
export const MOST_TOGETHER = 48;

function* batchesOf(groups: readonly OwnershipGroup[]): Generator<readonly OwnershipGroup[]> {
  let batch: OwnershipGroup[] = [];
  let objects = 0;
  for (const group of groups) {
    batch.push(group);
    objects += group.members.length + group.owned.length;
    if (objects < MOST_TOGETHER) continue;
    yield batch;
    batch = [];
    objects = 0;
  }
  yield batch;
}

/** A pod is recognised by its owner: its own name changes with every rollout. */
export function subjectsOf({ members, owned }: OwnershipGroup): readonly PlacingSubject[] {
  const [owner] = members;
  return [
    ...members.map((target) => ({ target })),
    ...owned.map((target) => (owner ? { target, owner } : { target })),
  ];
}

function findingsOfGroup(
  { members, owned }: OwnershipGroup,
  violations: ReadonlyMap<SnapshotObject, readonly PlacedViolation[]>,
  context: ScanContext,
): FoundFinding[] {
  const placed = members.map((member) => violations.get(member) ?? NONE);
  const ofOwned = owned.map((each) => violations.get(each) ?? NONE);
  const { shared, extra } = comparedWithOwner(placed.flat(), ofOwned);
  const further = groupedBy(extra.flatMap(withImplied), ({ item }) => causeKeyOf(item)).values();
  return [
    ...placedFindings(groupsOf(placed.flatMap(withImplied), members.length === 1), shared, context),
    ...placedFindings(further, [], context),
  ];
}

/** Violations that are one finding: those of one object all differ. */
function groupsOf(violations: Standings, isOneObject: boolean): Iterable<Standings> {
  if (isOneObject) return violations.map((standing) => [standing]);
  return groupedBy(violations, ({ item }) => item.fingerprint).values();
}

/** What owned objects share with their owner, and for each what it has of its own. */
function comparedWithOwner(
  ofOwner: readonly PlacedViolation[],
  ofOwned: readonly (readonly PlacedViolation[])[],
): { readonly shared: PlacedViolation[]; readonly extra: readonly PlacedViolation[][] } {
  const shared: PlacedViolation[] = [];
  if (ofOwned.length === 0) return { shared, extra: [] };
  const causes = new Set(ofOwner.map(causeKeyOf));
  const extra = ofOwned.map((violations) => {
    const own: PlacedViolation[] = [];
    for (const violation of violations) {
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

function placedFindings(
  groups: Iterable<Standings>,
  shared: readonly PlacedViolation[],
  context: ScanContext,
): FoundFinding[] {
  const found: FoundFinding[] = [];
  for (const group of groups) {
    const items = group.map(({ item }) => item);
    const places = shared.length === 0 ? items : [...items, ...sameCause(items, shared)];
    const made = findingOf(group, context);
    if (made) found.push({ finding: made.finding, places, shown: made.shown });
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
