import { hasBit } from "./bits.ts";
import { type NetworkEndpoint, nameOfWorkload } from "./endpoint.ts";
import { ingressBackendsOf } from "./ingress-backends.ts";
import type { Connection, Connections, NetworkAnalysis, Party } from "./model.ts";
import { portsBetween } from "./party.ts";
import { joinedRanges, type PortRange } from "./ports.ts";

const NAME = "{ingress-controller}";

/** Whatever serves Ingresses and Routes: a pod somewhere in the cluster of which nothing is known. */
export const INGRESS_CONTROLLER: NetworkEndpoint = {
  kind: "unidentified",
  workload: { namespace: "", name: NAME, kind: "Pod" },
  namespaceLabels: {},
  labels: {},
  serviceAccount: "",
  serviceAccountLabels: {},
  ports: [],
  hostNetwork: false,
  addresses: [],
  object: { apiVersion: "v1", kind: "Pod", name: NAME },
  labelsPath: ["metadata", "labels"],
};

/** What comes in through Ingresses and Routes: the controller's connections to the pods behind them, where policies let it. */
export function controllerConnectionsOf(analysis: NetworkAnalysis): Connections {
  const { backends, problems } = ingressBackendsOf(analysis);
  const allowed = new Map<string, PortRange[]>();
  const possible = new Map<string, PortRange[]>();
  const source: Party = { kind: "endpoint", endpoint: INGRESS_CONTROLLER };
  const atoms = analysis.possibilities[0]?.reachability.universe.portSets.atoms;
  for (const { party, protocol, port } of backends) {
    if (party.kind !== "endpoint" || !atoms) continue;
    const { yes, unknown } = portsBetween(analysis.possibilities, source, party);
    const atom = atoms.atomOf(protocol, port);
    const name = nameOfWorkload(party.endpoint.workload);
    const range = { protocol, from: port, to: port };
    if (hasBit(yes, atom)) addRange(allowed, name, range);
    else if (hasBit(unknown, atom)) addRange(possible, name, range);
  }
  const assumptions =
    backends.length > 0
      ? [
          "Ingresses and Routes are taken to be served by pods of which neither namespace nor labels are known.",
        ]
      : [];
  return {
    connections: connectionsTo(allowed),
    unknown: connectionsTo(withoutKnown(possible, allowed)),
    assumptions: [...assumptions, ...problems],
  };
}

// Another pod of the same workload may have settled it.
function withoutKnown(
  possible: ReadonlyMap<string, readonly PortRange[]>,
  allowed: ReadonlyMap<string, readonly PortRange[]>,
): ReadonlyMap<string, readonly PortRange[]> {
  const rest = [...possible].map(([name, ranges]): [string, PortRange[]] => {
    const known = new Set((allowed.get(name) ?? []).map(({ from }) => from));
    return [name, ranges.filter(({ from }) => !known.has(from))];
  });
  return new Map(rest.filter(([, ranges]) => ranges.length > 0));
}

function addRange(ranges: Map<string, PortRange[]>, name: string, range: PortRange): void {
  const list = ranges.get(name) ?? [];
  ranges.set(name, list);
  if (!list.some(({ from }) => from === range.from)) list.push(range);
}

function connectionsTo(ranges: ReadonlyMap<string, readonly PortRange[]>): readonly Connection[] {
  return [...ranges].map(([dst, ports]) => ({
    src: NAME,
    dst,
    ports: joinedRanges(ports.toSorted((a, b) => a.from - b.from)),
  }));
}
