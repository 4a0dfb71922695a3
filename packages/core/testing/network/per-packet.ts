import type {
  LabelSelector,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from "../../src/kubernetes/api/types.ts";
import { textAt, textsAt } from "../reference-json.ts";
import type {
  Protocol,
  TestCluster,
  TestClusterPolicy,
  TestClusterRule,
  TestPod,
  TestPods,
} from "./cluster.ts";

/*
 * The semantics of network policies once more, one packet at a time and in plain loops, for tests to hold the engine
 * against. It follows the comments of the API types and shares nothing with the engine.
 */

/** Whether something is so; `unknown` where a question does not say what decides it. */
export type Answer = "no" | "unknown" | "yes";

/** One end of a packet: a pod or nothing that the cluster knows, with the address that the packet bears. */
export interface PacketEnd {
  readonly pod?: TestPod;
  readonly address: string;
}

export interface Packet {
  readonly from: PacketEnd;
  readonly to: PacketEnd;
  readonly protocol: Protocol;
  readonly port: number;
}

export function podWithPolicies({ pod }: PacketEnd): TestPod | undefined {
  return pod?.hostNetwork === true ? undefined : pod;
}

export interface Judgement {
  readonly direction: "ingress" | "egress";
  readonly pod: TestPod;
  readonly packet: Packet;
  readonly cluster: TestCluster;
}

/** Whether one side lets the packet through, by the policies that Kubernetes itself has. */
export function isLetThrough(judgement: Judgement): boolean {
  const admin = tierDecides("Admin", judgement);
  if (admin !== undefined) return admin;
  const isolating = isolatingPolicies(judgement);
  if (isolating.length === 0) return tierDecides("Baseline", judgement) ?? true;
  return isolating.some((policy) => policyAllows(policy, judgement));
}

export type TestNetworkPolicy = TestCluster["networkPolicies"][number];

export function isolatingPolicies({ direction, pod, cluster }: Judgement): TestNetworkPolicy[] {
  return cluster.networkPolicies.filter(
    ({ namespace, spec }) =>
      namespace === pod.namespace &&
      selects(spec.podSelector ?? {}, pod.labels) &&
      hasType(spec, direction),
  );
}

type Spec = TestCluster["networkPolicies"][number]["spec"];

function hasType(spec: Spec, direction: Judgement["direction"]): boolean {
  const types = spec.policyTypes ?? [];
  if (types.length > 0) return types.includes(direction === "ingress" ? "Ingress" : "Egress");
  return direction === "ingress" || (spec.egress ?? []).length > 0;
}

interface Rule {
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

function rulesOf(spec: Spec, direction: Judgement["direction"]): readonly Rule[] {
  if (direction === "ingress")
    return (spec.ingress ?? []).map(({ from = [], ports = [] }) => ({ peers: from, ports }));
  return (spec.egress ?? []).map(({ to = [], ports = [] }) => ({ peers: to, ports }));
}

export function policyAllows(
  { namespace, spec }: TestNetworkPolicy,
  { direction, packet, cluster }: Judgement,
): boolean {
  const end = otherEnd(direction, packet);
  for (const { peers, ports } of rulesOf(spec, direction)) {
    const isPeer = peers.length === 0 || peers.some((peer) => isEnd(peer, namespace, end, cluster));
    const isPort = ports.length === 0 || ports.some((port) => isPortOf(port, packet, cluster));
    if (isPeer && isPort) return true;
  }
  return false;
}

export function otherEnd(direction: Judgement["direction"], { from, to }: Packet): PacketEnd {
  return direction === "ingress" ? from : to;
}

function isEnd(
  { ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer,
  namespace: string,
  end: PacketEnd,
  cluster: TestCluster,
): boolean {
  if (ipBlock) return isInBlock(ipBlock, end, cluster);
  const pod = podWithPolicies(end);
  if (!pod) return false;
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, labelsOf(pod.namespace, cluster))
    : pod.namespace === namespace;
  return inNamespace && (!podSelector || selects(podSelector, pod.labels));
}

function isInBlock(
  { cidr = "", except = [] }: NonNullable<NetworkPolicyPeer["ipBlock"]>,
  { pod, address }: PacketEnd,
  { plugin }: TestCluster,
): boolean {
  // Cilium knows pods and nodes by what they are and not by their addresses.
  if (plugin?.name === "cilium" && pod) return false;
  return liesIn(address, cidr) && !except.some((hole) => liesIn(address, hole));
}

function isPortOf(
  { port, endPort, protocol = "TCP" }: NetworkPolicyPort,
  packet: Packet,
  cluster: TestCluster,
): boolean {
  if (protocol !== packet.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === "string") return isNamed(port, packet, cluster);
  return packet.port >= port && packet.port <= (endPort ?? port);
}

export function isNamed(
  name: string,
  { to, port, protocol }: Packet,
  { plugin }: TestCluster,
): boolean {
  const all = (podWithPolicies(to)?.ports ?? []).filter((each) => each.name === name);
  // Cilium keeps one port of a name, whatever the protocol.
  const known = plugin?.name === "cilium" ? all.slice(-1) : all;
  return known.some((each) => each.port === port && each.protocol === protocol);
}

// undefined: the tier leaves it to the next one.
export function tierDecides(
  tier: TestClusterPolicy["tier"],
  { direction, pod, packet, cluster }: Judgement,
): boolean | undefined {
  const policies = cluster.clusterPolicies
    .filter((policy) => policy.tier === tier && arePods(policy.subject, pod, cluster))
    .toSorted((a, b) => a.priority - b.priority);
  for (const rule of policies.flatMap((policy) => policy[direction])) {
    if (!ruleMatches(rule, otherEnd(direction, packet), packet, cluster)) continue;
    if (rule.action === "Pass") return undefined;
    return rule.action === "Accept";
  }
  return undefined;
}

function ruleMatches(
  { peers, ports }: TestClusterRule,
  end: PacketEnd,
  packet: Packet,
  cluster: TestCluster,
): boolean {
  const isPeer = peers.some((peer) => {
    if ("networks" in peer) return peer.networks.some((cidr) => liesIn(end.address, cidr));
    const pod = podWithPolicies(end);
    return (pod !== undefined && arePods(peer, pod, cluster)) || isInSet(peer, end, cluster);
  });
  if (!isPeer || !ports) return isPeer;
  return ports.some((port) =>
    "named" in port
      ? isNamed(port.named, packet, cluster)
      : port.protocol === packet.protocol && packet.port >= port.from && packet.port <= port.to,
  );
}

// Calico finds the sets of addresses in namespaces too.
function isInSet(
  { namespaces, pods }: TestPods,
  { address }: PacketEnd,
  cluster: TestCluster,
): boolean {
  if (pods || cluster.plugin?.name !== "calico") return false;
  return cluster.plugin.others
    .filter(({ kind }) => kind === "NetworkSet")
    .filter((set) => selects(namespaces, labelsOf(textAt(set, "metadata.namespace"), cluster)))
    .some((set) => textsAt(set, "spec.nets").some((net) => liesIn(address, net)));
}

function arePods({ namespaces, pods }: TestPods, pod: TestPod, cluster: TestCluster): boolean {
  return (
    selects(namespaces, labelsOf(pod.namespace, cluster)) && (!pods || selects(pods, pod.labels))
  );
}

export function labelsOf(
  namespace: string,
  { namespaces }: TestCluster,
): Readonly<Record<string, string>> {
  return { ...namespaces[namespace], "kubernetes.io/metadata.name": namespace };
}

export function selects(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {}))
    if (labels[key] !== value) return false;
  return (selector.matchExpressions ?? []).every(({ key = "", operator = "", values = [] }) => {
    const value = labels[key];
    const isIn = value !== undefined && values.includes(value);
    const selected = new Map([
      ["In", isIn],
      ["NotIn", !isIn],
      ["Exists", value !== undefined],
      ["DoesNotExist", value === undefined],
    ]);
    return selected.get(operator) === true;
  });
}

// Bit by bit, as text: nothing of the engine's arithmetic.
export function liesIn(address: string, cidr: string): boolean {
  const [network = "", length = "128"] = cidr.split("/");
  if (address.includes(":") !== network.includes(":")) return false;
  return bitsOf(address).startsWith(bitsOf(network).slice(0, Number(length)));
}

function bitsOf(address: string): string {
  const hex = address.includes(":");
  const [head = "", tail] = address.split("::");
  const groups = (text: string): string[] => (text === "" ? [] : text.split(hex ? ":" : "."));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const missing = hex && tail !== undefined ? 8 - before.length - after.length : 0;
  return [...before, ...Array.from({ length: missing }, () => "0"), ...after]
    .map((group) =>
      Number.parseInt(group, hex ? 16 : 10)
        .toString(2)
        .padStart(hex ? 16 : 8, "0"),
    )
    .join("");
}
