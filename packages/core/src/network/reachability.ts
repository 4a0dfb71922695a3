import { membersOf } from "./bits.ts";
import type { NetworkEndpoint } from "./endpoint.ts";
import {
  evaluateTiers,
  type PairPorts,
  type PortPeers,
  portsWith,
  type TierRules,
  unrestricted,
} from "./evaluate.ts";
import { createPairs, type Pairs } from "./pairs.ts";
import { type CompiledPolicy, DIRECTIONS, type Direction, isSameTier } from "./policy.ts";
import { createResolution, type ResolvedRule, type ResolveRules } from "./resolve.ts";
import { loosenTies, type PolicyRules } from "./ties.ts";
import { createUniverse, type Universe, type UniverseSettings } from "./universe.ts";

/** All answers about who reaches whom, computed as far as they are asked for. */
export interface Reachability extends Pairs {
  readonly universe: Universe;
  readonly policies: readonly CompiledPolicy[];
  /** The policies that hold for a class in a direction, in the order in which they are asked. */
  readonly policiesOf: (direction: Direction, index: number) => readonly CompiledPolicy[];
  /** The same as sets of this universe, tier by tier. */
  readonly tiersOf: (direction: Direction, index: number) => readonly TierRules[];
  /** The rules of one policy as sets of this universe; none where it does not hold for the class. */
  readonly rulesOf: (
    policy: CompiledPolicy,
    direction: Direction,
    index: number,
  ) => readonly ResolvedRule[];
  /** What one side alone lets through, for a class and any peer. */
  readonly oneSide: (direction: Direction, index: number, peer: number) => PairPorts;
  /** The same question to a cluster in which these policies took the place of those with the same id. */
  readonly withPolicies: (change: PolicyChange) => ChangedReachability;
}

export interface PolicyChange {
  readonly removed?: readonly string[];
  readonly added?: readonly CompiledPolicy[];
}

interface ChangedReachability {
  readonly reachability: Reachability;
  /**
   * Classes whose rows (egress) and columns (ingress) may differ; all others have the same numbers and answers as before.
   * `everything` if the change tells apart what was one class or port before, so that the numbers are new.
   */
  readonly changed: "everything" | Readonly<Record<Direction, readonly number[]>>;
}

export function createReachability(
  endpoints: readonly NetworkEndpoint[],
  policies: readonly CompiledPolicy[],
  settings: UniverseSettings,
): Reachability {
  const universe = createUniverse(endpoints, policies, settings);
  const numberOf = createNumbering();
  const state: State = {
    endpoints,
    universe,
    numberOf,
    resolve: createResolution(universe, numberOf),
    policies: new Map(policies.map((policy) => [policy.id, policy])),
    held: heldBy(policies, universe),
    answers: new Map(),
    answered: { ingress: [], egress: [] },
  };
  return reachabilityOf(state);
}

type Answered = Record<Direction, (readonly PortPeers[] | undefined)[]>;

type Held = Record<Direction, (readonly CompiledPolicy[] | undefined)[]>;

interface State {
  readonly endpoints: readonly NetworkEndpoint[];
  readonly universe: Universe;
  readonly resolve: ResolveRules;
  /** Differs for policies that are different objects, so that what was computed for others stays true after a change. */
  readonly numberOf: (policy: CompiledPolicy) => number;
  readonly policies: ReadonlyMap<string, CompiledPolicy>;
  /** By class: the policies that hold for it, in order; absent where there are none. */
  readonly held: Readonly<Held>;
  /** Classes with the same policies have the same answer. */
  readonly answers: Map<string, readonly PortPeers[]>;
  /** By class, as far as they were asked for. */
  readonly answered: Readonly<Answered>;
}

function subjectsOf({ subject }: CompiledPolicy, universe: Universe): Iterable<number> {
  return membersOf(universe.select(subject.of === "pods" ? "pod" : "host", subject.query));
}

function heldBy(policies: readonly CompiledPolicy[], universe: Universe): Held {
  const held: Record<Direction, (CompiledPolicy[] | undefined)[]> = { ingress: [], egress: [] };
  for (const policy of [...policies].sort(comparePolicies)) {
    const directions = DIRECTIONS.filter((direction) => policy[direction]);
    for (const index of subjectsOf(policy, universe))
      for (const direction of directions) (held[direction][index] ??= []).push(policy);
  }
  return held;
}

function comparePolicies(a: CompiledPolicy, b: CompiledPolicy): number {
  return (
    a.tier.order - b.tier.order ||
    compareText(a.tier.name, b.tier.name) ||
    a.order - b.order ||
    compareText(a.rank ?? a.id, b.rank ?? b.id) ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function reachabilityOf(state: State): Reachability {
  const { universe, held } = state;
  const { portSets, everyone, classes } = universe;
  const open = unrestricted(everyone, portSets);
  const policiesOf = (direction: Direction, index: number): readonly CompiledPolicy[] =>
    held[direction][index] ?? [];
  const tiersOf = (direction: Direction, index: number): readonly TierRules[] => {
    const subject = classes[index];
    if (!subject) return [];
    const policies = policiesOf(direction, index).map((policy) => ({
      policy,
      rules: state.resolve(policy, direction, subject),
    }));
    return groupTiers(loosenTies(policies, portSets), direction);
  };
  const evaluate = (direction: Direction, index: number): readonly PortPeers[] => {
    const policies = held[direction][index];
    if (!policies) return open;
    const portsKey = direction === "ingress" ? (classes[index]?.portsKey ?? "") : "";
    const key = `${direction} ${policies.map(state.numberOf).join()} ${portsKey}`;
    const answer =
      state.answers.get(key) ?? evaluateTiers(tiersOf(direction, index), everyone, portSets);
    state.answers.set(key, answer);
    return answer;
  };
  const answerOf = (direction: Direction, index: number): readonly PortPeers[] =>
    (state.answered[direction][index] ??= evaluate(direction, index));
  return {
    universe,
    policies: [...state.policies.values()],
    policiesOf,
    tiersOf,
    rulesOf: (policy, direction, index) => {
      const subject = classes[index];
      const holds = subject && policiesOf(direction, index).includes(policy);
      return holds ? state.resolve(policy, direction, subject) : [];
    },
    oneSide: (direction, index, peer) => portsWith(answerOf(direction, index), peer, portSets),
    withPolicies: (change) => changedBy(change, state),
    ...createPairs(universe, answerOf),
  };
}

function groupTiers(policies: readonly PolicyRules[], direction: Direction): readonly TierRules[] {
  const tiers: (TierRules & { isolates: boolean; readonly rules: ResolvedRule[] })[] = [];
  for (const { policy, rules } of policies) {
    let last = tiers.at(-1);
    if (!last || !isSameTier(last.tier, policy.tier)) {
      last = { tier: policy.tier, isolates: false, rules: [] };
      tiers.push(last);
    }
    last.isolates ||= policy[direction]?.isolates === true;
    last.rules.push(...rules);
  }
  return tiers;
}

function changedBy({ removed = [], added = [] }: PolicyChange, state: State): ChangedReachability {
  const { universe, endpoints } = state;
  const ids = new Set([...removed, ...added.map(({ id }) => id)]);
  const gone = [...ids].flatMap((id) => state.policies.get(id) ?? []);
  const policies = new Map([...state.policies].filter(([id]) => !ids.has(id)));
  for (const policy of added) policies.set(policy.id, policy);
  if (!universe.tellsApart(added)) {
    const reachability = createReachability(endpoints, [...policies.values()], universe.settings);
    return { reachability, changed: "everything" };
  }
  const changed = touchedBy([...gone, ...added], universe);
  const held = heldAfter(changed, { ids, added: heldBy(added, universe) }, state.held);
  // What earlier changes left behind goes before it outgrows the rest.
  const outgrown = state.answers.size > 4 * universe.classes.length + 100;
  const answers = outgrown ? new Map<string, readonly PortPeers[]>() : state.answers;
  const answered = { ingress: [...state.answered.ingress], egress: [...state.answered.egress] };
  for (const direction of DIRECTIONS)
    for (const index of changed[direction]) answered[direction][index] = undefined;
  return { reachability: reachabilityOf({ ...state, policies, held, answers, answered }), changed };
}

function heldAfter(
  changed: Readonly<Record<Direction, readonly number[]>>,
  { ids, added }: { readonly ids: ReadonlySet<string>; readonly added: Held },
  before: Held,
): Held {
  const held: Held = { ingress: [...before.ingress], egress: [...before.egress] };
  for (const direction of DIRECTIONS)
    for (const index of changed[direction]) {
      const kept = (held[direction][index] ?? []).filter(({ id }) => !ids.has(id));
      const list = [...kept, ...(added[direction][index] ?? [])].sort(comparePolicies);
      held[direction][index] = list.length > 0 ? list : undefined;
    }
  return held;
}

function touchedBy(
  policies: readonly CompiledPolicy[],
  universe: Universe,
): Record<Direction, readonly number[]> {
  const held = heldBy(policies, universe);
  return {
    ingress: Object.keys(held.ingress).map(Number),
    egress: Object.keys(held.egress).map(Number),
  };
}

function createNumbering(): State["numberOf"] {
  const numbers = new WeakMap<CompiledPolicy, number>();
  let next = 0;
  return (policy) => {
    const number = numbers.get(policy) ?? next++;
    numbers.set(policy, number);
    return number;
  };
}
