import type { Check, ObjectCheck, PodCheck } from "../checks/check.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { type ClusterSettings, createCluster } from "../cluster/cluster.ts";
import type { Finding } from "../findings/finding.ts";
import { forgetAffected, type IsAffected, type ObjectChange } from "../snapshot/affected.ts";
import { followSnapshot, type ServerChanges } from "../snapshot/followed.ts";
import { type OwnershipGroup, ownershipOf } from "../snapshot/ownership.ts";
import { noReads, type Reads, recording } from "../snapshot/reads.ts";
import type { SnapshotInput, SnapshotObject } from "../snapshot/snapshot.ts";
import { ownersView } from "../snapshot/views.ts";
import { type Evaluation, evaluate, type Statement } from "./evaluating.ts";
import { sameList, sameViolation } from "./everywhere.ts";
import { configuredFindings } from "./exception-findings.ts";
import { type ExceptionBook, type ExceptionShelf, shelveExceptions } from "./exceptions/book.ts";
import type { ScanContext, ScanRun } from "./finding-of.ts";
import { sameSignals } from "./found-before.ts";
import type { PlacedViolation } from "./placed-violation.ts";
import { placedViolations } from "./placing.ts";
import { foundOfGroup, MOST_TOGETHER, runOf, type ScanOptions, subjectsOf } from "./scan.ts";
import { exposureOf } from "./severity/exposure.ts";
import type { ExposureSignal, ExposureSignals } from "./severity/signals.ts";

/** What became of the findings by some changes of the cluster. */
export interface FindingChanges {
  readonly appeared: readonly Finding[];
  readonly gone: readonly Finding[];
  /** Findings that stay with another severity, message, place or exception. */
  readonly changed: readonly { readonly before: Finding; readonly now: Finding }[];
}

/** The findings of a cluster that is followed: always those that a scan of it as it is would give. */
export interface ContinuousScan {
  /** Object by object, as `scan` yields them. */
  readonly findings: () => readonly Finding[];
  readonly cluster: () => Cluster;
  readonly apply: (changes: ServerChanges) => FindingChanges;
}

type ClusterCheck = ObjectCheck | PodCheck;

/** One scan of all, of which afterwards only that is made again which can have changed: by what each check and fact was seen to read. */
export function scanContinuously(
  input: SnapshotInput,
  checks: readonly Check[],
  options: ScanOptions & { readonly cluster?: ClusterSettings } = {},
): ContinuousScan {
  const followed = followSnapshot(input);
  const make = (): Standing =>
    createStanding(() => createCluster(followed.snapshot, options.cluster), checks, options);
  let standing = make();
  return {
    findings: () => standing.findings(),
    cluster: () => standing.cluster,
    apply: (changes) => {
      const { changed, isAffected } = followed.apply(changes);
      if (changed.length === 0) return NO_CHANGES;
      if (standing.holds(isAffected)) return standing.update(changed, isAffected);
      const before = standing.findings();
      standing = make();
      return findingChanges(before, standing.findings());
    },
  };
}

const NO_CHANGES: FindingChanges = { appeared: [], gone: [], changed: [] };

/** All that was found of a cluster, object by object, with what it rests on. */
interface Standing {
  readonly cluster: Cluster;
  readonly findings: () => readonly Finding[];
  /** Whether the cluster itself stays what it is, so that it is enough to look at what changed. */
  readonly holds: (isAffected: IsAffected) => boolean;
  readonly update: (changed: readonly ObjectChange[], isAffected: IsAffected) => FindingChanges;
}

interface FoundGroup {
  readonly group: OwnershipGroup;
  readonly placed: ReadonlyMap<SnapshotObject, readonly PlacedViolation[]>;
  readonly signals: readonly (readonly ExposureSignal[])[];
  readonly findings: readonly Finding[];
  readonly book: ExceptionBook | undefined;
}

function createStanding(
  makeCluster: () => Cluster,
  checks: readonly Check[],
  options: ScanOptions,
): Standing {
  /** What is read whatever the checks ask; if that changes, everything is made again. */
  const base = noReads();
  const readsOf = new Map<ClusterCheck, Reads>();
  const exposureReads = noReads();
  const cluster = recording(base, makeCluster);
  const shelf = options.exceptions && shelveExceptions(options.exceptions);
  const run = runOf(checks, options);
  const { exposure = exposureOf } = options;
  let groups = ownershipOf(cluster.snapshot);
  let found = new Map<SnapshotObject | undefined, FoundGroup>();

  const around = (check: ClusterCheck, ask: () => void): void => {
    const reads = readsOf.get(check) ?? noReads();
    readsOf.set(check, reads);
    recording(reads, ask);
  };
  const observed = (): ExposureSignals => {
    const signals = exposure(cluster);
    return { signalsOf: (target) => recording(exposureReads, () => signals.signalsOf(target)) };
  };
  const look = (those: readonly OwnershipGroup[], signals: ExposureSignals): FoundGroup[] =>
    recording(base, () => {
      const placing = { cluster, checks: run.checks, around };
      const placed = placedViolations(those.flatMap(subjectsOf), placing);
      return those.map((group) => foundIn(group, placed, contextOf(cluster, run, shelf, signals)));
    });

  found = foundByRoot(inBatches(groups).flatMap((batch) => look(batch, observed())));

  /** The objects of which a check that may say something else now does so. */
  const otherwise = (dirty: ReadonlySet<ClusterCheck>): ReadonlySet<SnapshotObject> => {
    for (const check of dirty) readsOf.delete(check);
    const others = new Set<SnapshotObject>();
    const all = [...found.values()].flatMap(({ placed }) => [...placed]);
    const selection = (check: ClusterCheck): boolean => dirty.has(check);
    for (const those of inBatches(all)) {
      const evaluations = recording(base, () =>
        evaluate(
          those.map(([target]) => target),
          cluster,
          run.checks,
          { selection, around },
        ),
      );
      for (const [index, evaluation] of evaluations.entries()) {
        const [target, placed = []] = those[index] ?? [];
        if (target && !saysSame(evaluation, placed, dirty)) others.add(target);
      }
    }
    return others;
  };

  return {
    cluster,
    findings: () => [
      ...groups.flatMap((group) => found.get(rootOf(group))?.findings ?? []),
      ...ofConfiguration(found, shelf, run),
    ],
    holds: (isAffected) => !isAffected(base),
    update: (changed, isAffected) => {
      const before = ofConfiguration(found, shelf, run);
      forgetAffected(base, isAffected);
      for (const reads of readsOf.values()) forgetAffected(reads, isAffected);
      forgetAffected(exposureReads, isAffected);
      if (changed.some(isRegrouped)) groups = ownershipOf(cluster.snapshot);
      const dirty = new Set(
        [...readsOf].flatMap(([check, reads]) => (isAffected(reads) ? check : [])),
      );
      const isExposureAffected = isAffected(exposureReads);
      const concerned = new Set([
        ...changed.flatMap(({ after }) => after ?? []),
        ...(dirty.size > 0 ? otherwise(dirty) : []),
      ]);
      const signals = observed();
      const anew = groups.filter((group) => {
        const known = found.get(rootOf(group));
        if (!known || !isSameGroup(known.group, group)) return true;
        if (targetsOf(group).some((target) => concerned.has(target))) return true;
        return isExposureAffected && !isSameExposure(known, signals);
      });
      const made = foundByRoot(inBatches(anew).flatMap((batch) => look(batch, signals)));
      const previous = found;
      const roots = new Set(groups.map(rootOf));
      const old: Finding[] = [];
      for (const [root, { findings }] of previous) {
        if (made.has(root) || !roots.has(root)) old.push(...findings);
      }
      found = new Map([...previous].filter(([root]) => roots.has(root)));
      for (const [root, each] of made) found.set(root, each);
      const now = [...made.values()].flatMap(({ findings }) => findings);
      return findingChanges([...old, ...before], [...now, ...ofConfiguration(found, shelf, run)]);
    },
  };
}

type Run = ReturnType<typeof runOf>;

function contextOf(
  cluster: Cluster,
  run: Run,
  shelf: ExceptionShelf | undefined,
  exposure: ExposureSignals,
): ScanContext {
  const book: ScanRun["book"] = shelf?.open();
  // A followed cluster is one world, in which no two objects share a name.
  return { ...run, book, namesakesOf: () => undefined, cluster, exposure };
}

function foundIn(
  group: OwnershipGroup,
  placed: ReadonlyMap<SnapshotObject, readonly PlacedViolation[]>,
  context: ScanContext,
): FoundGroup {
  const targets = targetsOf(group);
  return {
    group,
    placed: new Map(targets.map((target) => [target, placed.get(target) ?? []])),
    signals: targets.map(context.exposure.signalsOf),
    findings: foundOfGroup(group, placed, context).map(({ finding }) => finding),
    book: context.book,
  };
}

function foundByRoot(all: readonly FoundGroup[]): Map<SnapshotObject | undefined, FoundGroup> {
  return new Map(all.map((each) => [rootOf(each.group), each]));
}

/** What is wrong with the exceptions of the configuration, by what all groups used of them. */
function ofConfiguration(
  found: ReadonlyMap<SnapshotObject | undefined, FoundGroup>,
  shelf: ExceptionShelf | undefined,
  { exceptionChecks, severities }: Run,
): readonly Finding[] {
  if (!shelf) return [];
  const books = [...found.values()].flatMap(({ book }) => book ?? []);
  return [...configuredFindings(shelf.judgeConfigured(books), exceptionChecks, severities)];
}

function inBatches<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / MOST_TOGETHER) }, (_, index) =>
    items.slice(index * MOST_TOGETHER, (index + 1) * MOST_TOGETHER),
  );
}

function targetsOf({ members, owned }: OwnershipGroup): readonly SnapshotObject[] {
  return [...members, ...owned];
}

/** What a group is known by; none is empty. */
function rootOf(group: OwnershipGroup): SnapshotObject | undefined {
  return targetsOf(group)[0];
}

function isSameGroup(a: OwnershipGroup, b: OwnershipGroup): boolean {
  return a.members.length === b.members.length && sameList(targetsOf(a), targetsOf(b), Object.is);
}

/** Whether objects may be grouped otherwise than before. */
function isRegrouped({ before, after }: ObjectChange): boolean {
  return (
    !before || !after || JSON.stringify(ownersView(before)) !== JSON.stringify(ownersView(after))
  );
}

function isSameExposure({ group, signals }: FoundGroup, now: ExposureSignals): boolean {
  return sameList(signals, targetsOf(group).map(now.signalsOf), sameSignals);
}

/** Whether some checks say of an object what they said before. */
function saysSame(
  { ofObject, ofPods }: Evaluation,
  placed: readonly PlacedViolation[],
  dirty: ReadonlySet<ClusterCheck>,
): boolean {
  const said: readonly Statement[] = [
    ...ofObject,
    ...ofPods.flatMap(({ statements }) => statements),
  ];
  const before = placed.flatMap(({ check, violation }): readonly Statement[] =>
    check.on !== "exception" && dirty.has(check) ? [{ check, violation }] : [],
  );
  return sameList(
    before,
    said,
    (one, other) => one.check === other.check && sameViolation(one.violation, other.violation),
  );
}

/** What differs between the findings of before and of now, those of one fingerprint in their order. */
export function findingChanges(
  before: readonly Finding[],
  now: readonly Finding[],
): FindingChanges {
  const left = new Map<string, Finding[]>();
  for (const finding of before) {
    const key = keyOf(finding);
    const list = left.get(key);
    if (list) list.push(finding);
    else left.set(key, [finding]);
  }
  const appeared: Finding[] = [];
  const changed: FindingChanges["changed"][number][] = [];
  for (const finding of now) {
    const old = left.get(keyOf(finding))?.shift();
    if (!old) appeared.push(finding);
    else if (JSON.stringify(old) !== JSON.stringify(finding)) {
      changed.push({ before: old, now: finding });
    }
  }
  return { appeared, gone: [...left.values()].flat(), changed };
}

function keyOf({ check, fingerprint }: Finding): string {
  return `${check} ${fingerprint}`;
}
