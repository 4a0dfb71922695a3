import { type Bits, hasBit, setBit, word } from "./bits.ts";
import type { PolicyTier } from "./policy.ts";
import type { PortSets } from "./port-sets.ts";
import type { ResolvedRule } from "./resolve.ts";

/** The rules that hold for an endpoint in one direction, tier by tier in order. */
export interface TierRules {
  readonly tier: PolicyTier;
  readonly isolates: boolean;
  readonly rules: readonly ResolvedRule[];
}

/** Ids of the sets of ports that surely and that possibly pass. */
export interface PairPorts {
  readonly sure: number;
  readonly possible: number;
}

/** Peers with which one direction of an endpoint lets the same ports through. */
export interface PortPeers extends PairPorts {
  /** No peer is in two of an answer; those in none have no ports. */
  readonly peers: Bits;
}

/** Where the ports of a connection with one peer are: still undecided, passed on to the next tier, or with an outcome. */
interface PortStates {
  readonly live: number;
  readonly pass: number;
  readonly allow: number;
  readonly deny: number;
}

/**
 * Runs all peers through the tiers at once. What may but need not match leaves ports where they are and notes the outcome, so
 * that a port may end with both outcomes: then it is unknown. Peers of the same history share a state, of which there are
 * few, so that a rule costs one look for each peer that it matches.
 */
export function evaluateTiers(
  tiers: readonly TierRules[],
  everyone: Bits,
  portSets: PortSets,
): readonly PortPeers[] {
  const { all, none } = portSets;
  const states = createStates(portSets);
  const size = everyone.length * 32;
  const stateOf = new Int32Array(size).fill(
    states.idOf({ live: all, pass: none, allow: none, deny: none }),
  );
  for (const { tier, isolates, rules } of tiers) {
    for (const rule of rules) applyRule(stateOf, rule, states);
    const end = states.moving((state) => endTier(state, isolates ? tier.end : "pass", portSets));
    for (let peer = 0; peer < size; peer++) stateOf[peer] = end(stateOf[peer] ?? 0);
  }
  return answerOf(stateOf, everyone, states, portSets);
}

interface States {
  readonly idOf: (state: PortStates) => number;
  readonly known: readonly PortStates[];
  /** A step as a function of ids, which computes the step for each state once. */
  readonly moving: (step: (state: PortStates) => PortStates) => (id: number) => number;
  readonly portSets: PortSets;
}

function createStates(portSets: PortSets): States {
  const known: PortStates[] = [];
  const ids = new Map<string, number>();
  const idOf = (state: PortStates): number => {
    const key = `${state.live} ${state.pass} ${state.allow} ${state.deny}`;
    const id = ids.get(key) ?? known.length;
    if (id === known.length) known.push(state);
    ids.set(key, id);
    return id;
  };
  return {
    idOf,
    known,
    portSets,
    moving: (step) => {
      const moved: number[] = [];
      return (id) => {
        const state = known[id];
        return (moved[id] ??= state ? idOf(step(state)) : id);
      };
    },
  };
}

function applyRule(stateOf: Int32Array, rule: ResolvedRule, { moving, portSets }: States): void {
  const { action, sure, possible, ports } = rule;
  const { and, or, minus } = portSets;
  const note = (state: PortStates): PortStates => ({
    ...state,
    [action]: or(state[action], and(state.live, ports)),
  });
  const matching = moving((state) => ({ ...note(state), live: minus(state.live, ports) }));
  const mayMatch = moving(note);
  for (let index = 0; index < possible.length; index++) {
    const certain = word(sure, index);
    for (let rest = word(possible, index); rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const peer = index * 32 + 31 - Math.clz32(bit);
      const before = stateOf[peer] ?? 0;
      stateOf[peer] = (certain & bit) === 0 ? mayMatch(before) : matching(before);
    }
  }
}

function endTier(state: PortStates, end: PolicyTier["end"], { or, none }: PortSets): PortStates {
  const { live, pass } = state;
  if (end === "pass") return { ...state, live: or(live, pass), pass: none };
  return { ...state, [end]: or(state[end], live), live: pass, pass: none };
}

// What is undecided after the last tier is allowed.
function answerOf(
  stateOf: Int32Array,
  everyone: Bits,
  { known }: States,
  { or, minus, none }: PortSets,
): readonly PortPeers[] {
  const parts = new Map<string, PortPeers>();
  const partOf = known.map(({ live, allow, deny }): PortPeers | undefined => {
    const possible = or(allow, live);
    if (possible === none) return undefined;
    const sure = minus(possible, deny);
    const key = `${sure} ${possible}`;
    const part = parts.get(key) ?? { sure, possible, peers: new Uint32Array(everyone.length) };
    parts.set(key, part);
    return part;
  });
  for (let peer = 0; peer < stateOf.length; peer++) {
    const part = partOf[stateOf[peer] ?? 0];
    if (part && hasBit(everyone, peer)) setBit(part.peers, peer);
  }
  return [...parts.values()];
}

/** The ports of one peer. */
export function portsWith(
  answer: readonly PortPeers[],
  peer: number,
  { none }: PortSets,
): PairPorts {
  return answer.find(({ peers }) => hasBit(peers, peer)) ?? { sure: none, possible: none };
}

/** No policy: everything with everyone. */
export function unrestricted(everyone: Bits, { all }: PortSets): readonly PortPeers[] {
  return [{ sure: all, possible: all, peers: everyone }];
}
