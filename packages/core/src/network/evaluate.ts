import { addAll, type Bits, hasBit, isEmpty, word } from "./bits.ts";
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
 * few, and a state holds its peers as bits, so that a rule costs little more than a look for each 32 peers.
 */
export function evaluateTiers(
  tiers: readonly TierRules[],
  everyone: Bits,
  portSets: PortSets,
): readonly PortPeers[] {
  const { all, none } = portSets;
  const states = createStates(portSets);
  let grounds: Ground[] = [];
  grounds[states.idOf({ live: all, pass: none, allow: none, deny: none })] = everyone.slice();
  for (const { tier, isolates, rules } of tiers) {
    for (const rule of rulesWithoutOrder(rules, portSets)) applyRule(grounds, rule, states);
    const end = states.moving((state) => endTier(state, isolates ? tier.end : "pass", portSets));
    grounds = moved(grounds, end);
  }
  return answerOf(grounds, states, portSets);
}

/** The peers of a state, by the number of the state; absent: none. */
type Ground = Bits | undefined;

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
      const to: number[] = [];
      return (id) => {
        const state = known[id];
        return (to[id] ??= state ? idOf(step(state)) : id);
      };
    },
  };
}

type MatchingRule = Pick<ResolvedRule, "action" | "sure" | "possible" | "ports">;

/**
 * Rules that follow each other with the same action may stand in any order: those for the same ports become one, and those
 * for all ports stand first, after which the others change nothing for their peers.
 */
function rulesWithoutOrder(
  rules: readonly ResolvedRule[],
  { all }: PortSets,
): readonly MatchingRule[] {
  const ordered: MatchingRule[] = [];
  for (let from = 0; from < rules.length; ) {
    const action = rules[from]?.action;
    const byPorts = new Map<number, MatchingRule[]>();
    for (; rules[from]?.action === action; from++) {
      const rule = rules[from];
      if (!rule) break;
      const alike = byPorts.get(rule.ports);
      if (alike) alike.push(rule);
      else byPorts.set(rule.ports, [rule]);
    }
    const first = byPorts.get(all);
    if (first) ordered.push(unionOf(first));
    for (const [ports, alike] of byPorts) if (ports !== all) ordered.push(unionOf(alike));
  }
  return ordered;
}

function unionOf(alike: readonly MatchingRule[]): MatchingRule {
  const [first] = alike as readonly [MatchingRule, ...MatchingRule[]];
  if (alike.length === 1) return first;
  const exact = alike.every(({ sure, possible }) => sure === possible);
  const sure = first.sure.slice();
  const possible = exact ? sure : first.possible.slice();
  for (const rule of alike.slice(1)) {
    addAll(sure, rule.sure);
    if (!exact) addAll(possible, rule.possible);
  }
  return { ...first, sure, possible };
}

function applyRule(
  grounds: Ground[],
  { action, sure, possible, ports }: MatchingRule,
  { moving, portSets }: States,
): void {
  const { and, or, minus } = portSets;
  const note = (state: PortStates): PortStates => ({
    ...state,
    [action]: or(state[action], and(state.live, ports)),
  });
  const matching = moving((state) => ({ ...note(state), live: minus(state.live, ports) }));
  const mayMatch = sure === possible ? matching : moving(note);
  const states = grounds.length;
  for (let index = 0; index < possible.length; index++) {
    const certain = word(sure, index);
    let rest = word(possible, index);
    // Plain and dense: once for every rule of every class and each 32 peers.
    for (let state = 0; rest !== 0 && state < states; state++) {
      const ground = grounds[state];
      if (!ground) continue;
      const here = word(ground, index) & rest;
      if (here === 0) continue;
      rest &= ~here;
      move(grounds, { from: state, to: matching(state), index, peers: here & certain });
      move(grounds, { from: state, to: mayMatch(state), index, peers: here & ~certain });
    }
  }
}

interface Move {
  readonly from: number;
  readonly to: number;
  readonly index: number;
  readonly peers: number;
}

function move(grounds: Ground[], { from, to, index, peers }: Move): void {
  const source = grounds[from];
  if (peers === 0 || from === to || !source) return;
  const target = (grounds[to] ??= new Uint32Array(source.length));
  source[index] = word(source, index) & ~peers;
  target[index] = word(target, index) | peers;
}

function moved(grounds: readonly Ground[], step: (id: number) => number): Ground[] {
  const after: Ground[] = [];
  for (const [id, ground] of grounds.entries()) {
    if (!ground) continue;
    const to = step(id);
    const there = after[to];
    if (there) addAll(there, ground);
    else after[to] = ground;
  }
  return after;
}

function endTier(state: PortStates, end: PolicyTier["end"], { or, none }: PortSets): PortStates {
  const { live, pass } = state;
  if (end === "pass") return { ...state, live: or(live, pass), pass: none };
  return { ...state, [end]: or(state[end], live), live: pass, pass: none };
}

// What is undecided after the last tier is allowed.
function answerOf(
  grounds: readonly Ground[],
  { known }: States,
  { or, minus, none }: PortSets,
): readonly PortPeers[] {
  const parts = new Map<string, PortPeers>();
  for (const [id, { live, allow, deny }] of known.entries()) {
    const peers = grounds[id];
    const possible = or(allow, live);
    if (!peers || possible === none) continue;
    const sure = minus(possible, deny);
    const key = `${sure} ${possible}`;
    const part = parts.get(key);
    if (part) addAll(part.peers, peers);
    else if (!isEmpty(peers)) parts.set(key, { sure, possible, peers });
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
