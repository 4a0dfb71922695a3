import type {
  LabelSelector,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from "../../src/kubernetes/api/types.ts";
import type {
  TestCluster,
  TestClusterPolicy,
  TestClusterRule,
  TestPod,
  TestPods,
  TestPorts,
} from "./cluster.ts";

/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** Addresses outside of every generated cluster. */
export const OUTSIDE = ["10.9.0.1", "192.0.2.1", "203.0.113.7", "2001:db8::1", "fd00::9"] as const;

/** Protocols and ports that policies of generated clusters may tell apart. */
export const ASKED_PORTS = [
  ["TCP", 80],
  ["TCP", 81],
  ["TCP", 85],
  ["TCP", 8080],
  ["TCP", 65_535],
  ["UDP", 53],
  ["UDP", 80],
  ["SCTP", 80],
] as const;

export const NAMESPACES: readonly string[] = ["x", "y", "z"];
const NODES = ["n0", "n1"];
export const CIDRS: readonly string[] = [
  "10.0.0.0/8",
  "10.0.0.0/24",
  "10.0.0.2/31",
  "10.0.1.0/30",
  "0.0.0.0/0",
  "203.0.113.0/24",
  "::/0",
  "fd00::/8",
  "fd00::2/127",
];

/** A small cluster in which policies often meet: few namespaces, labels, ports and ranges of addresses. */
export function randomCluster(random: Random): TestCluster {
  return {
    namespaces: Object.fromEntries(
      NAMESPACES.map((name) => [name, random() < 0.8 ? labels(random) : {}]),
    ),
    pods: several(random, 2, 5, (index) => pod(random, index)),
    networkPolicies: several(random, 0, 4, (index) => ({
      name: `policy-${index}`,
      namespace: pick(random, NAMESPACES),
      spec: networkPolicySpec(random),
    })),
    clusterPolicies: clusterPolicies(random),
  };
}

export function pick<Item>(
  random: Random,
  items: readonly [Item, ...Item[]] | readonly Item[],
): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}

export function several<Item>(
  random: Random,
  least: number,
  most: number,
  make: (index: number) => Item,
): Item[] {
  const count = least + Math.floor(random() * (most - least + 1));
  return Array.from({ length: count }, (_, index) => make(index));
}

export function labels(random: Random): Record<string, string> {
  const all = { app: pick(random, ["a", "b"]), tier: pick(random, ["front", "back", ""]) };
  return Object.fromEntries(Object.entries(all).filter(() => random() < 0.7));
}

function pod(random: Random, index: number): TestPod {
  const node = pick(random, NODES);
  const hostNetwork = random() < 0.15;
  const four = hostNetwork ? `10.0.1.${NODES.indexOf(node) + 1}` : `10.0.0.${index + 1}`;
  const six = hostNetwork ? `fd00::10${NODES.indexOf(node)}` : `fd00::${index + 1}`;
  return {
    name: `pod-${index}`,
    namespace: pick(random, NAMESPACES),
    labels: labels(random),
    node,
    hostNetwork,
    serviceAccount: pick(random, ["default", "robot"]),
    addresses: pick(random, [[four], [four], [four, six], [six]]),
    ports: several(random, 0, 2, (number) => ({
      name: pick(random, ["web", "dns"]),
      protocol: pick(random, ["TCP", "UDP"] as const),
      port: number === 0 ? 80 : 8080,
    })),
  };
}

export function selector(random: Random): LabelSelector {
  if (random() < 0.3) return {};
  if (random() < 0.5) return { matchLabels: labels(random) };
  const operator = pick(random, ["In", "NotIn", "Exists", "DoesNotExist"]);
  const key = pick(random, ["app", "tier", "kubernetes.io/metadata.name"]);
  const values = key === "app" ? ["a"] : ["front", "x"];
  return {
    matchExpressions: [operator.endsWith("In") ? { key, operator, values } : { key, operator }],
  };
}

function networkPolicySpec(random: Random): NetworkPolicySpec {
  const ingress = several(random, 0, 2, () => ({
    ...(random() < 0.8 && { from: several(random, 0, 2, () => peer(random)) }),
    ...(random() < 0.7 && { ports: several(random, 0, 2, () => port(random)) }),
  }));
  const egress = several(random, 0, 2, () => ({
    ...(random() < 0.8 && { to: several(random, 0, 2, () => peer(random)) }),
    ...(random() < 0.7 && { ports: several(random, 0, 2, () => port(random)) }),
  }));
  const types = pick(random, [["Ingress"], ["Egress"], ["Ingress", "Egress"], []]);
  return {
    podSelector: selector(random),
    ...(types.length > 0 && { policyTypes: types }),
    ...(random() < 0.7 && { ingress }),
    ...(random() < 0.7 && { egress }),
  };
}

function peer(random: Random): NetworkPolicyPeer {
  if (random() < 0.35) {
    const cidr = pick(random, CIDRS);
    const smaller = cidr === "10.0.0.0/8" || cidr === "0.0.0.0/0" ? ["10.0.0.2/31"] : [];
    return { ipBlock: random() < 0.5 ? { cidr, except: smaller } : { cidr } };
  }
  const both = random();
  if (both < 0.4) return { podSelector: selector(random) };
  if (both < 0.7) return { namespaceSelector: selector(random) };
  return { namespaceSelector: selector(random), podSelector: selector(random) };
}

function port(random: Random): NetworkPolicyPort {
  const protocol = pick(random, ["TCP", "TCP", "UDP", "SCTP"]);
  return pick(random, [
    { port: 80 },
    { port: 80, protocol },
    { port: 80, endPort: 85, protocol },
    { port: "web" },
    { port: "dns", protocol: "UDP" },
    { protocol },
  ]);
}

function clusterPolicies(random: Random): TestClusterPolicy[] {
  const admin = several(random, 0, 2, (index) => ({
    ...clusterPolicy(random, "Admin", index),
    priority: index * 10,
  }));
  const baseline = random() < 0.5 ? [clusterPolicy(random, "Baseline", 0)] : [];
  return [...admin, ...baseline];
}

function clusterPolicy(
  random: Random,
  tier: TestClusterPolicy["tier"],
  index: number,
): TestClusterPolicy {
  return {
    name: tier === "Baseline" ? "default" : `${tier.toLowerCase()}-${index}`,
    tier,
    priority: index,
    subject: pods(random),
    ingress: several(random, 0, 3, () => clusterRule(random, "ingress", tier)),
    egress: several(random, 0, 3, () => clusterRule(random, "egress", tier)),
  };
}

function pods(random: Random): TestPods {
  const namespaces = selector(random);
  return random() < 0.5 ? { namespaces } : { namespaces, pods: selector(random) };
}

function clusterRule(
  random: Random,
  direction: "ingress" | "egress",
  tier: TestClusterPolicy["tier"],
): TestClusterRule {
  const byAddress = direction === "egress" && random() < 0.4;
  const named = { named: pick(random, ["web", "dns"]) };
  const ranges: TestPorts[] = [
    { protocol: "TCP", from: 80, to: 80 },
    { protocol: "TCP", from: 81, to: 8080 },
    { protocol: "UDP", from: 53, to: 53 },
    { protocol: "SCTP", from: 80, to: 80 },
  ];
  return {
    // The Baseline tier of v1alpha1 cannot pass.
    action: pick(random, tier === "Admin" ? ["Accept", "Deny", "Pass"] : ["Accept", "Deny"]),
    peers: byAddress
      ? [{ networks: several(random, 1, 2, () => pick(random, CIDRS)) }]
      : several(random, 1, 2, () => pods(random)),
    ...(random() < 0.6 && {
      ports: several(random, 1, 2, () =>
        !byAddress && random() < 0.3 ? named : pick(random, ranges),
      ),
    }),
  };
}
