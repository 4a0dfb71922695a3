import type { VerdictValue } from "../../verdict.ts";
import type { NetworkAnalysis } from "../analysis.ts";
import { hasBit } from "../bits.ts";
import { verdictBetween } from "../can-reach.ts";
import { type NetworkEndpoint, nameOfWorkload } from "../endpoint.ts";
import { INGRESS_CONTROLLER } from "../ingress-controller.ts";
import type { Party } from "../party.ts";
import { joinedRanges, type PortRange } from "../ports.ts";
import type { NetworkExposure } from "./model.ts";

/** What is open to any pod of the cluster, else to which other namespaces of the input. */
export function insideExposures(analysis: NetworkAnalysis): readonly NetworkExposure[] {
  const [possibility] = analysis.possibilities;
  if (!possibility) return [];
  const { universe, oneSide, between } = possibility.reachability;
  const { classes, portSets } = universe;
  const anyPod = classes.findIndex(({ kind }) => kind === "unidentified");
  const namespacesOf = classes.map(
    ({ kind, members }) =>
      new Set(kind === "pod" ? members.map(({ workload }) => workload.namespace) : []),
  );
  const exposures = new Map<string, NetworkExposure>();
  for (const [index, { kind, members }] of classes.entries()) {
    if (kind !== "pod") continue;
    const open = anyPod < 0 ? portSets.none : oneSide("ingress", index, anyPod).sure;
    const ports = rangesOf(open);
    const reached = new Map<string, number>();
    for (const [from, namespaces] of namespacesOf.entries())
      for (const namespace of namespaces) {
        const extra = portSets.minus(between(from, index).sure, open);
        reached.set(namespace, portSets.or(reached.get(namespace) ?? portSets.none, extra));
      }
    for (const endpoint of members) {
      const workload = nameOfWorkload(endpoint.workload);
      const add = (exposure: NetworkExposure): void => {
        exposures.set(JSON.stringify([workload, exposure.scope, exposure.ports]), exposure);
      };
      if (ports.length > 0)
        add({
          ...verdictOf(
            { kind: "endpoint", endpoint: INGRESS_CONTROLLER },
            endpoint,
            ports,
            analysis,
          ),
          scope: "cluster",
        });
      const others = [...reached].filter(
        ([namespace, extra]) =>
          namespace !== endpoint.workload.namespace && extra !== portSets.none,
      );
      for (const [extra, names] of groupedByPorts(others)) {
        const source = sourceIn(names[0] ?? "", index);
        if (source)
          add({
            ...verdictOf(
              { kind: "endpoint", endpoint: source },
              endpoint,
              rangesOf(extra),
              analysis,
            ),
            scope: "namespaces",
            namespaces: names,
          });
      }
    }
  }
  return [...exposures.values()];

  function rangesOf(id: number): readonly PortRange[] {
    const bits = portSets.bitsOf(id);
    return joinedRanges(portSets.atoms.atoms.filter((_, atom) => hasBit(bits, atom)));
  }

  function sourceIn(namespace: string, to: number): NetworkEndpoint | undefined {
    for (const [from, { kind, members }] of classes.entries()) {
      if (kind !== "pod" || between(from, to).sure === portSets.none) continue;
      const found = members.find(({ workload }) => workload.namespace === namespace);
      if (found) return found;
    }
    return undefined;
  }
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
