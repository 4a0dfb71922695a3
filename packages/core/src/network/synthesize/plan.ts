import { formatCidr } from "../addresses.ts";
import type { NetworkEndpoint, Workload } from "../endpoint.ts";
import { nameOfWorkload } from "../endpoint.ts";
import { isProtocol, type Protocol } from "../ports.ts";
import { compareText, type Need, type NeedEnd, nameOfEnd } from "./need.ts";
import { type PolicyUnit, titleOf } from "./units.ts";

/** The other end of a rule. */
export type PlannedPeer =
  | { readonly kind: "unit"; readonly unit: PolicyUnit }
  | Exclude<NeedEnd, { readonly kind: "workload" }>;

interface PlannedPort {
  readonly protocol: Protocol;
  readonly port: number;
}

/** Peers that have the same ports open. */
export interface PlannedRule {
  readonly peers: readonly PlannedPeer[];
  readonly ports: readonly PlannedPort[];
}

/** What one unit may do, whatever the kind of policy that says it. */
export interface PolicyPlan {
  readonly unit: PolicyUnit;
  readonly ingress: readonly PlannedRule[];
  readonly egress: readonly PlannedRule[];
}

/** One plan a unit, in the order of the units. */
export function planPolicies(
  needs: readonly Need[],
  units: readonly PolicyUnit[],
): readonly PolicyPlan[] {
  const unitOf = new Map<string, PolicyUnit>();
  for (const unit of units)
    for (const workload of unit.workloads) unitOf.set(nameOfWorkload(workload), unit);
  const ingress = new Map<PolicyUnit, PlannedPair[]>();
  const egress = new Map<PolicyUnit, PlannedPair[]>();
  const peersOf = (end: NeedEnd): readonly PlannedPeer[] => {
    if (end.kind !== "workload") return [end];
    const unit = unitOf.get(nameOfWorkload(end.workload));
    return unit ? [{ kind: "unit", unit }, ...hostAddresses(unit, end.workload)] : [];
  };
  for (const { from, to, protocol, port } of needs) {
    const ends = [
      [from, to, egress],
      [to, from, ingress],
    ] as const;
    for (const [own, other, into] of ends) {
      const unit = own.kind === "workload" && unitOf.get(nameOfWorkload(own.workload));
      if (!unit) continue;
      const pairs = into.get(unit) ?? [];
      into.set(unit, pairs);
      for (const peer of peersOf(other)) pairs.push({ peer, port: { protocol, port } });
    }
  }
  return units.map((unit) => ({
    unit,
    ingress: rulesOf(ingress.get(unit) ?? []),
    egress: rulesOf(egress.get(unit) ?? []),
  }));
}

// Pods on the host's network are met at the addresses of their nodes, which selectors of pods do not see.
function hostAddresses(unit: PolicyUnit, workload: Workload): readonly PlannedPeer[] {
  const name = nameOfWorkload(workload);
  const hosts = unit.members.filter(
    (member: NetworkEndpoint) => member.hostNetwork && nameOfWorkload(member.workload) === name,
  );
  return hosts.flatMap(({ addresses }) =>
    addresses.map(({ family, value }): PlannedPeer => {
      const range = { family, first: value, last: value };
      return { kind: "outside", cidr: formatCidr(range), except: [] };
    }),
  );
}

interface PlannedPair {
  readonly peer: PlannedPeer;
  readonly port: PlannedPort;
}

// By peer, then peers with the same ports together: few rules, and no peer gets another's ports.
function rulesOf(pairs: readonly PlannedPair[]): readonly PlannedRule[] {
  const byPeer = new Map<string, { readonly peer: PlannedPeer; readonly ports: Set<string> }>();
  for (const { peer, port } of pairs) {
    const name = nameOfPeer(peer);
    const known = byPeer.get(name) ?? { peer, ports: new Set() };
    byPeer.set(name, known);
    known.ports.add(`${port.protocol} ${String(port.port).padStart(5, "0")}`);
  }
  const byPorts = new Map<string, PlannedPeer[]>();
  for (const [, { peer, ports }] of [...byPeer].sort(([a], [b]) => compareText(a, b))) {
    const key = [...ports].sort().join();
    byPorts.set(key, [...(byPorts.get(key) ?? []), peer]);
  }
  return [...byPorts].map(([key, peers]) => ({ peers, ports: key.split(",").map(portOf) }));
}

function portOf(text: string): PlannedPort {
  const [protocol = "", port = ""] = text.split(" ");
  return { protocol: isProtocol(protocol) ? protocol : "TCP", port: Number(port) };
}

/** Differs for different peers. */
function nameOfPeer(peer: PlannedPeer): string {
  return peer.kind === "unit"
    ? `${peer.unit.namespace} ${titleOf(peer.unit)}`
    : `~${peer.kind} ${nameOfEnd(peer)}`;
}
