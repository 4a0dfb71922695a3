import type { JsonValue } from "../kubernetes/json.ts";
import {
  at,
  items,
  namespaceIn,
  namespaceLabels,
  type Objects,
  ofKind,
  selects,
  text,
  texts,
} from "./json.ts";
import type { NaivePod } from "./pods.ts";

/** Kinds of policies that this reading does not know: with any of them it says nothing. */
const UNKNOWN_POLICIES: readonly (readonly [group: string, kind: string])[] = [
  ["cilium.io", "CiliumNetworkPolicy"],
  ["cilium.io", "CiliumClusterwideNetworkPolicy"],
  ["crd.projectcalico.org", "NetworkPolicy"],
  ["crd.projectcalico.org", "GlobalNetworkPolicy"],
  ["projectcalico.org", "NetworkPolicy"],
  ["projectcalico.org", "GlobalNetworkPolicy"],
  ["policy.networking.k8s.io", "AdminNetworkPolicy"],
  ["policy.networking.k8s.io", "BaselineAdminNetworkPolicy"],
  ["policy.networking.k8s.io", "ClusterNetworkPolicy"],
];

export function unknownPolicy(objects: Objects): string | undefined {
  const found = UNKNOWN_POLICIES.find(([group, kind]) => ofKind(objects, group, kind).length > 0);
  return found && `${found[1]} of ${found[0]}`;
}

export interface NaivePacket {
  readonly from: NaivePod;
  readonly to: NaivePod;
  readonly protocol: string;
  readonly port: number;
}

/** Whether NetworkPolicies let one packet from one pod to another; `unknown` where an address decides that is not told. */
export function passes(objects: Objects, packet: NaivePacket): "no" | "unknown" | "yes" {
  const egress = side(objects, packet, "egress");
  const ingress = side(objects, packet, "ingress");
  if (egress === "no" || ingress === "no") return "no";
  return egress === "yes" && ingress === "yes" ? "yes" : "unknown";
}

type Direction = "egress" | "ingress";

function side(
  objects: Objects,
  packet: NaivePacket,
  direction: Direction,
): "no" | "unknown" | "yes" {
  const pod = direction === "egress" ? packet.from : packet.to;
  if (at(pod.spec, "hostNetwork") === true) return "yes";
  const policies = ofKind(objects, "networking.k8s.io", "NetworkPolicy").filter(
    (policy) =>
      namespaceIn(policy) === pod.namespace &&
      selects(at(policy, "spec.podSelector") ?? {}, pod.labels) &&
      isFor(policy, direction),
  );
  if (policies.length === 0) return "yes";
  let best: "no" | "unknown" = "no";
  for (const policy of policies) {
    for (const rule of items(policy, `spec.${direction}`)) {
      if (!portMatches(rule, packet)) continue;
      const peer = peerMatches(objects, rule, { policy, packet, direction });
      if (peer === "yes") return "yes";
      if (peer === "unknown") best = "unknown";
    }
  }
  return best;
}

function isFor(policy: JsonValue, direction: Direction): boolean {
  const types = texts(policy, "spec.policyTypes");
  if (types.length > 0) return types.includes(direction === "egress" ? "Egress" : "Ingress");
  return direction === "ingress" || items(policy, "spec.egress").length > 0;
}

function portMatches(rule: JsonValue, { protocol, port, to }: NaivePacket): boolean {
  const ports = items(rule, "ports");
  if (ports.length === 0) return true;
  return ports.some((each) => {
    if ((text(each, "protocol") || "TCP") !== protocol) return false;
    const wanted = at(each, "port");
    if (wanted === undefined) return true;
    if (typeof wanted === "string") return portsNamed(to, wanted, protocol).includes(port);
    const last = at(each, "endPort") ?? wanted;
    return typeof wanted === "number" && typeof last === "number" && port >= wanted && port <= last;
  });
}

function portsNamed({ spec }: NaivePod, name: string, protocol: string): readonly number[] {
  return [...items(spec, "containers"), ...items(spec, "initContainers")].flatMap((container) =>
    items(container, "ports").flatMap((port) => {
      const number = at(port, "containerPort");
      const isMeant = text(port, "name") === name && (text(port, "protocol") || "TCP") === protocol;
      return isMeant && typeof number === "number" ? [number] : [];
    }),
  );
}

interface Ruled {
  readonly policy: JsonValue;
  readonly packet: NaivePacket;
  readonly direction: Direction;
}

function peerMatches(
  objects: Objects,
  rule: JsonValue,
  { policy, packet, direction }: Ruled,
): "no" | "unknown" | "yes" {
  const peers = items(rule, direction === "egress" ? "to" : "from");
  if (peers.length === 0) return "yes";
  const other = direction === "egress" ? packet.to : packet.from;
  let best: "no" | "unknown" = "no";
  for (const peer of peers) {
    if (at(peer, "ipBlock") !== undefined) {
      const found = blockMatches(peer, other);
      if (found === "yes") return "yes";
      if (found === "unknown") best = "unknown";
    } else if (podMatches(objects, peer, { other, own: namespaceIn(policy) })) return "yes";
  }
  return best;
}

function podMatches(
  objects: Objects,
  peer: JsonValue,
  { other, own }: { readonly other: NaivePod; readonly own: string },
): boolean {
  if (at(other.spec, "hostNetwork") === true) return false;
  const byNamespace = at(peer, "namespaceSelector");
  const inNamespace =
    byNamespace === undefined
      ? other.namespace === own
      : selects(byNamespace, namespaceLabels(objects, other.namespace));
  const byLabels = at(peer, "podSelector");
  return inNamespace && (byLabels === undefined || selects(byLabels, other.labels));
}

function blockMatches(peer: JsonValue, { addresses }: NaivePod): "no" | "unknown" | "yes" {
  if (addresses.length === 0) return "unknown";
  const cidr = text(peer, "ipBlock.cidr");
  const holes = texts(peer, "ipBlock.except");
  const isIn = addresses.some(
    (address) => liesIn(address, cidr) && !holes.some((hole) => liesIn(address, hole)),
  );
  return isIn ? "yes" : "no";
}

/** IPv4 alone; of IPv6 the texts have to be the same. */
function liesIn(address: string, cidr: string): boolean {
  const [network = "", length = "32"] = cidr.split("/");
  const [one, other] = [numberOf(address), numberOf(network)];
  if (one === undefined || other === undefined) return address === network;
  const bits = Number(length);
  return bits === 0 || one >>> (32 - bits) === other >>> (32 - bits);
}

function numberOf(address: string): number | undefined {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return undefined;
  return parts.reduce((sum, part) => ((sum << 8) | part) >>> 0, 0);
}

/** The ports at which anything can change: those of policies and pods, with their neighbours. */
export function portsToTry(objects: Objects, to: NaivePod): readonly number[] {
  const named = ofKind(objects, "networking.k8s.io", "NetworkPolicy").flatMap((policy) =>
    ["ingress", "egress"].flatMap((direction) =>
      items(policy, `spec.${direction}`).flatMap((rule) =>
        items(rule, "ports").flatMap((port) => [at(port, "port"), at(port, "endPort")]),
      ),
    ),
  );
  const own = items(to.spec, "containers").flatMap((container) =>
    items(container, "ports").map((port) => at(port, "containerPort")),
  );
  const numbers = [...named, ...own].filter((port): port is number => typeof port === "number");
  const tried = numbers.flatMap((port) => [port - 1, port, port + 1]);
  return [...new Set([1, 65_535, ...tried])].filter((port) => port >= 1 && port <= 65_535);
}
