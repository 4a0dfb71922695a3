import type { VerdictValue } from "../snapshot/verdict.ts";
import { PRIVATE_RANGES, reachesInternet } from "./address-scopes.ts";
import { type AddressRange, allAddresses, overlaps, parseCidr } from "./addresses.ts";
import { hasBit } from "./bits.ts";
import type { NetworkAnalysis, Party, Possibility } from "./model.ts";
import { alternativesOf } from "./party.ts";
import type { Backend } from "./services.ts";
import { RANK } from "./verdict-between.ts";

/** Callers outside the cluster: of the internet, of a private network, or of whichever of them reaches the nodes. */
export type OutsideScope = "internet" | "network" | "private";

/** Where callers of a scope come from, apart as far as policies tell their addresses apart. */
export function callersOf(scope: OutsideScope, analysis: NetworkAnalysis): readonly Party[] {
  return analysis.once(CALLERS[scope]);
}

const CALLERS = {
  internet: (analysis: NetworkAnalysis) => atomsOf(analysis).filter(reachesInternet).map(partyOf),
  private: (analysis: NetworkAnalysis) => atomsOf(analysis).filter(isPrivate).map(partyOf),
  network: (analysis: NetworkAnalysis) =>
    familiesOf(analysis).map((family) => partyOf(allAddresses(family))),
} as const;

/** The same, of callers that a load balancer lets in by their addresses. */
export function callersWithin(
  texts: readonly string[],
  scope: "internet" | "private",
  analysis: NetworkAnalysis,
): readonly Party[] {
  const ranges = texts.flatMap((text) => parseCidr(text) ?? []);
  // A range that cannot be read may be any.
  if (ranges.length < texts.length) return callersOf(scope, analysis);
  return ranges.flatMap((range) =>
    scope === "private" || reachesInternet(range) ? [partyOf(range)] : [],
  );
}

/** What policies make of callers by their addresses. */
export interface CallersVerdict {
  /** One of those that come furthest. */
  readonly furthest: Party;
  /** Whether all come equally far. */
  readonly isUniform: boolean;
}

/**
 * How far callers with these addresses come to a port of a pod; undefined where there are none of its families. It looks at sets of ports and
 * not at the rules, for a cluster may tell thousands of ranges apart and have as many ways in: tracing each pair took 20 s on
 * 2,000 Services and 400 policies with a range each.
 */
export function judgeCallers(
  callers: readonly Party[],
  destination: Backend,
  analysis: NetworkAnalysis,
): CallersVerdict | undefined {
  let furthest: AddressRange | undefined;
  let best: VerdictValue = "no";
  let isUniform = true;
  for (const [index, atom] of atomsAmong(callers, analysis)) {
    const verdict = verdictOfAtom(index, destination, analysis);
    // Of another family than the pod's.
    if (verdict === undefined) continue;
    if (furthest !== undefined && verdict !== best) isUniform = false;
    if (furthest !== undefined && RANK[verdict] <= RANK[best]) continue;
    furthest = atom;
    best = verdict;
  }
  return furthest && { furthest: partyOf(furthest), isUniform };
}

type NumberedAtom = readonly [index: number, atom: AddressRange];

const atomsKnown = (): WeakMap<readonly Party[], readonly NumberedAtom[]> => new WeakMap();

function atomsAmong(callers: readonly Party[], analysis: NetworkAnalysis): readonly NumberedAtom[] {
  const known = analysis.once(atomsKnown);
  const before = known.get(callers);
  if (before) return before;
  const atoms = analysis.possibilities[0]?.reachability.universe.addresses.atoms ?? [];
  const ranges = callers.flatMap((party) => (party.kind === "addresses" ? [party.range] : []));
  const found = atoms.flatMap((atom, index): readonly NumberedAtom[] =>
    ranges.some((range) => overlaps(range, atom)) ? [[index, atom]] : [],
  );
  known.set(callers, found);
  return found;
}

function verdictOfAtom(
  atom: number,
  destination: Backend,
  { possibilities }: NetworkAnalysis,
): VerdictValue | undefined {
  const all = possibilities.map((each) => passesFrom(atom, destination, each));
  const [first] = all;
  if (first === "yes" && destination.doubt !== undefined) return "unknown";
  return all.every((each) => each === first) ? first : "unknown";
}

function passesFrom(
  atom: number,
  { party, protocol, port }: Backend,
  possibility: Possibility,
): VerdictValue | undefined {
  if (party.kind !== "endpoint") return "yes";
  const { universe } = possibility.reachability;
  const bit = universe.portSets.atoms.atomOf(protocol, port);
  const from = universe.classes.length + atom;
  const ways = alternativesOf(possibility, party).map((peers) =>
    passesTo(peers, { from, bit }, possibility),
  );
  const [first] = ways;
  return ways.every((each) => each === first) ? first : "unknown";
}

function passesTo(
  peers: readonly number[],
  { from, bit }: { readonly from: number; readonly bit: number },
  { reachability: { universe, oneSide, apart } }: Possibility,
): VerdictValue | undefined {
  let found: VerdictValue | undefined;
  for (const to of peers) {
    if (apart(from, to)) continue;
    const { sure, possible } = oneSide("ingress", to, from);
    if (hasBit(universe.portSets.bitsOf(sure), bit)) return "yes";
    if (hasBit(universe.portSets.bitsOf(possible), bit)) found = "unknown";
    found ??= "no";
  }
  return found;
}

function isPrivate(atom: AddressRange): boolean {
  return PRIVATE_RANGES.some((range) => overlaps(range, atom));
}

function familiesOf({ hasIpv6 }: NetworkAnalysis): readonly (4 | 6)[] {
  return hasIpv6 ? [4, 6] : [4];
}

function atomsOf(analysis: NetworkAnalysis): readonly AddressRange[] {
  const [first] = analysis.possibilities;
  const families = familiesOf(analysis);
  return (first?.reachability.universe.addresses.atoms ?? []).filter(({ family }) =>
    families.includes(family),
  );
}

function partyOf(range: AddressRange): Party {
  return { kind: "addresses", range };
}
