import type { VerdictValue } from "../../verdict.ts";
import type { NetworkAnalysis } from "../analysis.ts";
import { hasBit } from "../bits.ts";
import { verdictBetween } from "../can-reach.ts";
import { type NetworkEndpoint, nameOfWorkload } from "../endpoint.ts";
import { INGRESS_CONTROLLER } from "../ingress-controller.ts";
import type { Party } from "../party.ts";
import { joinedRanges, type PortRange } from "../ports.ts";
import type { Reachability } from "../reachability.ts";
import type { NetworkExposure } from "./model.ts";

/** What is open to any pod of the cluster, else to which other namespaces of the input. */
export function insideExposures(analysis: NetworkAnalysis): readonly NetworkExposure[] {
  const [possibility] = analysis.possibilities;
  if (!possibility) return [];
  const { reachability } = possibility;
  const exposures = new Map<string, NetworkExposure>();
  for (const opening of openingsOf(reachability))
    for (const exposure of exposuresOf(opening, reachability, analysis)) {
      const { workload, scope, ports } = exposure;
      exposures.set(JSON.stringify([workload, scope, ports]), exposure);
    }
  return [...exposures.values()];
}

/** What a class of pods has open, as sets of ports. */
interface Opening {
  readonly index: number;
  readonly members: readonly NetworkEndpoint[];
  /** To any pod. */
  readonly open: number;
  /** What is open to pods of a namespace beyond that. */
  readonly reached: ReadonlyMap<string, number>;
}

function* openingsOf({ universe, oneSide, between }: Reachability): Generator<Opening> {
  const { classes, portSets } = universe;
  const anyPod = classes.findIndex(({ kind }) => kind === "unidentified");
  const namespacesOf = classes.map(
    ({ kind, members }) =>
      new Set(kind === "pod" ? members.map(({ workload }) => workload.namespace) : []),
  );
  for (const [index, { kind, members }] of classes.entries()) {
    if (kind !== "pod") continue;
    const open = anyPod < 0 ? portSets.none : oneSide("ingress", index, anyPod).sure;
    const reached = new Map<string, number>();
    for (const [from, namespaces] of namespacesOf.entries())
      for (const namespace of namespaces) {
        const extra = portSets.minus(between(from, index).sure, open);
        reached.set(namespace, portSets.or(reached.get(namespace) ?? portSets.none, extra));
      }
    yield { index, members, open, reached };
  }
}

function* exposuresOf(
  opening: Opening,
  reachability: Reachability,
  analysis: NetworkAnalysis,
): Generator<NetworkExposure> {
  const ports = rangesOf(opening.open, reachability);
  for (const endpoint of opening.members) {
    if (ports.length > 0)
      yield {
        ...verdictOf({ kind: "endpoint", endpoint: INGRESS_CONTROLLER }, endpoint, ports, analysis),
        scope: "cluster",
      };
    yield* namespaceExposures(endpoint, opening, reachability, analysis);
  }
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
    const ports = rangesOf(extra, reachability);
    yield {
      ...verdictOf({ kind: "endpoint", endpoint: source }, endpoint, ports, analysis),
      scope: "namespaces",
      namespaces: names,
    };
  }
}

function rangesOf(id: number, { universe: { portSets } }: Reachability): readonly PortRange[] {
  const bits = portSets.bitsOf(id);
  return joinedRanges(portSets.atoms.atoms.filter((_, atom) => hasBit(bits, atom)));
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
    workload: nameOfWorkload(endpoint.workload),
    ports,
    verdict,
    reason,
    proof,
    assumptions,
  };
}
