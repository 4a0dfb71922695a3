import type { VerdictValue } from "../../snapshot/verdict.ts";
import { hasBit } from "../bits.ts";
import { UNDECIDABLE_TIER } from "../compile/tiers.ts";
import { workloadEnd } from "../connection-ends.ts";
import type { NetworkEndpoint } from "../endpoint.ts";
import { INGRESS_CONTROLLER } from "../ingress-controller.ts";
import type { NetworkAnalysis, Party } from "../model.ts";
import { portsBetween } from "../party.ts";
import { isSameTier } from "../policy.ts";
import { joinedRanges, type PortRange } from "../ports.ts";
import type { Reachability } from "../reachability.ts";
import { verdictBetween } from "../verdict-between.ts";
import type { NetworkExposure } from "./model.ts";

/** What is open to any pod of the cluster, else to which other namespaces of the input. */
export function insideExposures(analysis: NetworkAnalysis): readonly NetworkExposure[] {
  const [possibility] = analysis.possibilities;
  if (!possibility) return [];
  const { reachability } = possibility;
  const exposures = new Map<string, NetworkExposure>();
  for (const opening of openingsOf(reachability))
    for (const exposure of exposuresOf(opening, reachability, analysis)) {
      const { target, scope, ports } = exposure;
      exposures.set(JSON.stringify([target.name, scope, ports]), exposure);
    }
  return [...exposures.values()];
}

/** What a class of pods has open, as sets of ports. */
interface Opening {
  readonly index: number;
  readonly members: readonly NetworkEndpoint[];
  /** To any pod. */
  readonly open: number;
  /** To any pod, where a policy for it cannot be read: nobody knows. */
  readonly undecided: number;
  /** What is open to pods of a namespace beyond that. */
  readonly reached: ReadonlyMap<string, number>;
}

function* openingsOf(reachability: Reachability): Generator<Opening> {
  const { universe, oneSide, between } = reachability;
  const { classes, portSets } = universe;
  const anyPod = classes.findIndex(({ kind }) => kind === "unidentified");
  const namespacesOf = classes.map(
    ({ kind, members }) =>
      new Set(kind === "pod" ? members.map(({ workload }) => workload.namespace) : []),
  );
  for (const [index, { kind, members }] of classes.entries()) {
    if (kind !== "pod") continue;
    const { sure: open, possible } =
      anyPod < 0
        ? { sure: portSets.none, possible: portSets.none }
        : oneSide("ingress", index, anyPod);
    const undecided = isUndecidable(reachability, index)
      ? portSets.minus(possible, open)
      : portSets.none;
    const reached = new Map<string, number>();
    for (const [from, namespaces] of namespacesOf.entries())
      for (const namespace of namespaces) {
        const extra = portSets.minus(between(from, index).sure, open);
        reached.set(namespace, portSets.or(reached.get(namespace) ?? portSets.none, extra));
      }
    yield { index, members, open, undecided, reached };
  }
}

function isUndecidable({ policiesOf }: Reachability, index: number): boolean {
  return policiesOf("ingress", index).some(({ tier }) => isSameTier(tier, UNDECIDABLE_TIER));
}

function* exposuresOf(
  opening: Opening,
  reachability: Reachability,
  analysis: NetworkAnalysis,
): Generator<NetworkExposure> {
  const anyPod: Party = { kind: "endpoint", endpoint: INGRESS_CONTROLLER };
  for (const endpoint of opening.members) {
    for (const id of [opening.open, opening.undecided])
      for (const ports of partsOf(id, { source: anyPod, endpoint, reachability }, analysis))
        yield { ...verdictOf(anyPod, endpoint, ports, analysis), scope: "cluster" };
    yield* namespaceExposures(endpoint, opening, reachability, analysis);
  }
}

interface Between {
  readonly source: Party;
  readonly endpoint: NetworkEndpoint;
  readonly reachability: Reachability;
}

/** Ports that are open however the network plugin takes pods on the host's network, and those that are not in every way. */
function partsOf(
  id: number,
  { source, endpoint, reachability }: Between,
  { possibilities }: NetworkAnalysis,
): readonly (readonly PortRange[])[] {
  const { portSets } = reachability.universe;
  const bits = portSets.bitsOf(id);
  const { yes } = portsBetween(possibilities, source, { kind: "endpoint", endpoint });
  return [true, false]
    .map((isSure) =>
      joinedRanges(
        portSets.atoms.atoms.filter(
          (_, atom) => hasBit(bits, atom) && hasBit(yes, atom) === isSure,
        ),
      ),
    )
    .filter((ports) => ports.length > 0);
}

function* namespaceExposures(
  endpoint: NetworkEndpoint,
  { index, reached }: Opening,
  reachability: Reachability,
  analysis: NetworkAnalysis,
): Generator<NetworkExposure> {
  const { none } = reachability.universe.portSets;
  const others = [...reached].filter(
    ([namespace, extra]) => namespace !== endpoint.workload.namespace && extra !== none,
  );
  for (const [extra, names] of groupedByPorts(others)) {
    const source = sourceIn(names[0] ?? "", index, reachability);
    if (!source) continue;
    const from: Party = { kind: "endpoint", endpoint: source };
    for (const ports of partsOf(extra, { source: from, endpoint, reachability }, analysis))
      yield {
        ...verdictOf(from, endpoint, ports, analysis),
        scope: "namespaces",
        namespaces: names,
      };
  }
}

function sourceIn(
  namespace: string,
  to: number,
  { universe: { classes, portSets }, between }: Reachability,
): NetworkEndpoint | undefined {
  for (const [from, { kind, members }] of classes.entries()) {
    if (kind !== "pod" || between(from, to).sure === portSets.none) continue;
    const found = members.find(({ workload }) => workload.namespace === namespace);
    if (found) return found;
  }
  return undefined;
}

function groupedByPorts(
  pairs: readonly (readonly [namespace: string, ports: number])[],
): ReadonlyMap<number, readonly string[]> {
  const groups = new Map<number, string[]>();
  for (const [namespace, ports] of pairs)
    groups.set(ports, [...(groups.get(ports) ?? []), namespace].sort());
  return groups;
}

function verdictOf(
  source: Party,
  endpoint: NetworkEndpoint,
  ports: readonly PortRange[],
  analysis: NetworkAnalysis,
): Omit<NetworkExposure, "scope"> {
  const [first] = ports;
  const { protocol, from } = first ?? { protocol: "TCP" as const, from: 1 };
  const found = verdictBetween(
    source,
    { party: { kind: "endpoint", endpoint }, protocol, port: from },
    analysis,
  );
  const verdict: VerdictValue = found.verdict;
  const { reason, proof, assumptions } = found;
  return {
    target: workloadEnd(endpoint.workload),
    ports,
    verdict,
    reason,
    proof,
    assumptions,
  };
}
