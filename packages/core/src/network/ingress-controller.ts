import { hasBit } from "./bits.ts";
import { workloadEnd } from "./connection-ends.ts";
import type { NetworkEndpoint, Workload } from "./endpoint.ts";
import { ingressBackendsOf } from "./ingress-backends.ts";
import type { Connection, ConnectionEnd, Connections, NetworkAnalysis, Party } from "./model.ts";
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
  const allowed: Entries = new Map();
  const possible: Entries = new Map();
  const source: Party = { kind: "endpoint", endpoint: INGRESS_CONTROLLER };
  const atoms = analysis.possibilities[0]?.reachability.universe.portSets.atoms;
  for (const { party, protocol, port } of backends) {
    if (party.kind !== "endpoint" || !atoms) continue;
    const { yes, unknown } = portsBetween(analysis.possibilities, source, party);
    const atom = atoms.atomOf(protocol, port);
    const { workload } = party.endpoint;
    const range = { protocol, from: port, to: port };
    if (hasBit(yes, atom)) addRange(allowed, workload, range);
    else if (hasBit(unknown, atom)) addRange(possible, workload, range);
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

/** By the name of the workload that it enters. */
type Entries = Map<string, { readonly dst: ConnectionEnd; readonly ports: readonly PortRange[] }>;

// Another pod of the same workload may have settled it.
function withoutKnown(possible: Entries, allowed: Entries): Entries {
  const rest = [...possible].map(([name, { dst, ports }]) => {
    const known = new Set(allowed.get(name)?.ports.map(({ from }) => from));
    return [name, { dst, ports: ports.filter(({ from }) => !known.has(from)) }] as const;
  });
  return new Map(rest.filter(([, { ports }]) => ports.length > 0));
}

function addRange(entries: Entries, workload: Workload, range: PortRange): void {
  const dst = workloadEnd(workload);
  const { ports } = entries.get(dst.name) ?? { ports: [] };
  if (ports.some(({ from }) => from === range.from)) return;
  entries.set(dst.name, { dst, ports: [...ports, range] });
}

function connectionsTo(entries: Entries): readonly Connection[] {
  return [...entries.values()].map(({ dst, ports }) => ({
    src: { is: "ingress-controller", name: NAME },
    dst,
    ports: joinedRanges(ports.toSorted((a, b) => a.from - b.from)),
  }));
}
