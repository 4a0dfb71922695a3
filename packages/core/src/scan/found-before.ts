import type { OwnershipGroup } from "../snapshot/ownership.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { sameList } from "./everywhere.ts";
import type { PlacedViolation } from "./placed-violation.ts";
import type { ExposureSignal, ExposureSignals } from "./severity/signals.ts";
import type { FoundFinding } from "./worlds.ts";

/** The findings of groups in the worlds before, by the first object of each. */
export type FoundGroups = Map<SnapshotObject, FoundGroup[]>;

/** The findings of a group with all that they were made of. */
interface FoundGroup {
  readonly targets: readonly SnapshotObject[];
  /** How many of the targets are the object itself; the others are owned. */
  readonly members: number;
  readonly violations: readonly (readonly PlacedViolation[] | undefined)[];
  readonly signals: readonly (readonly ExposureSignal[])[];
  readonly found: readonly FoundFinding[];
}

interface Context {
  readonly exposure: ExposureSignals;
  readonly groups?: FoundGroups;
}

/** The very findings that a group had in a world before, where the checks and signals say the same of it; else they are made. */
export function foundBefore(
  { members, owned }: OwnershipGroup,
  placed: ReadonlyMap<SnapshotObject, readonly PlacedViolation[]>,
  { exposure, groups }: Context,
  make: () => readonly FoundFinding[],
): readonly FoundFinding[] {
  const targets = [...members, ...owned];
  const [first] = targets;
  if (!groups || !first) return make();
  const known = groups.get(first) ?? [];
  groups.set(first, known);
  const violations = targets.map((target) => placed.get(target));
  const signals = targets.map(exposure.signalsOf);
  const same = known.find(
    (group) =>
      group.members === members.length &&
      sameList(group.targets, targets, Object.is) &&
      sameList(group.violations, violations, Object.is) &&
      sameList(group.signals, signals, sameSignals),
  );
  if (same) return same.found;
  const found = make();
  known.push({ targets, members: members.length, violations, signals, found });
  return found;
}

export function sameSignals(a: readonly ExposureSignal[], b: readonly ExposureSignal[]): boolean {
  return sameList(
    a,
    b,
    (one, other) =>
      one.signal === other.signal && one.change === other.change && one.because === other.because,
  );
}
