import type { LabelSelector, NetworkPolicySpec } from "../../src/kubernetes/api/types.ts";
import type { JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";

export type Protocol = "SCTP" | "TCP" | "UDP";

/** Ports of one protocol, both ends included. */
export interface TestPorts {
  readonly protocol: Protocol;
  readonly from: number;
  readonly to: number;
}

/** A small cluster in plain words, for tests: what the objects say, without what they may leave out. */
export interface TestCluster {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pods: readonly TestPod[];
  readonly networkPolicies: readonly TestNetworkPolicy[];
  readonly clusterPolicies: readonly TestClusterPolicy[];
  /** Absent: no plugin is known, and only what Kubernetes' own APIs say counts. */
  readonly plugin?: TestPlugin;
}

/** A network plugin with its own policies, as objects. */
export interface TestPlugin {
  readonly name: "calico" | "cilium";
  readonly policies: readonly TestPluginPolicy[];
  /** What the policies refer to. */
  readonly others: readonly KubernetesObject[];
}

export interface TestPluginPolicy {
  readonly object: KubernetesObject;
  /** Whether the plugin refuses it, so that nobody knows what it does. */
  readonly refused: boolean;
}

export interface TestPod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly node: string;
  readonly hostNetwork: boolean;
  readonly serviceAccount: string;
  readonly addresses: readonly string[];
  readonly ports: readonly {
    readonly name: string;
    readonly protocol: Protocol;
    readonly port: number;
  }[];
}

interface TestNetworkPolicy {
  readonly name: string;
  readonly namespace: string;
  readonly spec: NetworkPolicySpec;
}

/** A policy of the Admin or the Baseline tier, in the words of ClusterNetworkPolicy. */
export interface TestClusterPolicy {
  readonly name: string;
  readonly tier: "Admin" | "Baseline";
  readonly priority: number;
  readonly subject: TestPods;
  readonly ingress: readonly TestClusterRule[];
  readonly egress: readonly TestClusterRule[];
}

export interface TestPods {
  readonly namespaces: LabelSelector;
  /** Absent: all pods of the namespaces. */
  readonly pods?: LabelSelector;
}

export interface TestClusterRule {
  readonly action: "Accept" | "Deny" | "Pass";
  readonly peers: readonly (TestPods | { readonly networks: readonly string[] })[];
  /** Absent: all ports. */
  readonly ports?: readonly (TestPorts | { readonly named: string })[];
}

/** The objects of a cluster; its cluster-wide policies as ClusterNetworkPolicy or as the two kinds before it. */
export function objectsOf(
  { namespaces, pods, networkPolicies, clusterPolicies, plugin }: TestCluster,
  spelling: "v1alpha1" | "v1alpha2" = "v1alpha2",
): readonly KubernetesObject[] {
  return [
    ...Object.entries(namespaces).map(([name, labels]) => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, labels },
    })),
    ...pods.map(podObject),
    ...networkPolicies.map(({ name, namespace, spec }) => ({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name, namespace },
      // A door: the specification is JSON already.
      spec: spec as unknown as JsonValue,
    })),
    ...clusterPolicies.map((policy) =>
      spelling === "v1alpha2" ? clusterNetworkPolicy(policy) : adminNetworkPolicy(policy),
    ),
    ...(plugin?.others ?? []),
    ...(plugin?.policies ?? []).map(({ object }) => object),
  ];
}

function podObject(pod: TestPod): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: pod.name, namespace: pod.namespace, labels: pod.labels },
    spec: {
      nodeName: pod.node,
      hostNetwork: pod.hostNetwork,
      serviceAccountName: pod.serviceAccount,
      containers: [
        {
          name: "main",
          ports: pod.ports.map(({ name, protocol, port }) => ({
            name,
            protocol,
            containerPort: port,
          })),
        },
      ],
    },
    status: { phase: "Running", podIPs: pod.addresses.map((ip) => ({ ip })) },
  };
}

function clusterNetworkPolicy(policy: TestClusterPolicy): KubernetesObject {
  return {
    apiVersion: "policy.networking.k8s.io/v1alpha2",
    kind: "ClusterNetworkPolicy",
    metadata: { name: policy.name },
    spec: {
      tier: policy.tier,
      priority: policy.priority,
      subject: peerOf(policy.subject),
      ingress: policy.ingress.map((rule) => ({
        action: rule.action,
        from: rule.peers.map(peerOf),
        ...(rule.ports && { protocols: rule.ports.map(protocolOf) }),
      })),
      egress: policy.egress.map((rule) => ({
        action: rule.action,
        to: rule.peers.map(peerOf),
        ...(rule.ports && { protocols: rule.ports.map(protocolOf) }),
      })),
    },
  };
}

function adminNetworkPolicy(policy: TestClusterPolicy): KubernetesObject {
  const isAdmin = policy.tier === "Admin";
  const action = (rule: TestClusterRule): string =>
    rule.action === "Accept" ? "Allow" : rule.action;
  return {
    apiVersion: "policy.networking.k8s.io/v1alpha1",
    kind: isAdmin ? "AdminNetworkPolicy" : "BaselineAdminNetworkPolicy",
    metadata: { name: policy.name },
    spec: {
      ...(isAdmin && { priority: policy.priority }),
      subject: peerOf(policy.subject),
      ingress: policy.ingress.map((rule) => ({
        action: action(rule),
        from: rule.peers.map(peerOf),
        ...(rule.ports && { ports: rule.ports.map(portOf) }),
      })),
      egress: policy.egress.map((rule) => ({
        action: action(rule),
        to: rule.peers.map(peerOf),
        ...(rule.ports && { ports: rule.ports.map(portOf) }),
      })),
    },
  };
}

function peerOf(peer: TestPods | { readonly networks: readonly string[] }): JsonValue {
  if ("networks" in peer) return { networks: peer.networks };
  const { namespaces, pods } = peer;
  // A door: selectors are JSON already.
  const selectors = pods
    ? { pods: { namespaceSelector: namespaces, podSelector: pods } }
    : { namespaces };
  return selectors as unknown as JsonValue;
}

function protocolOf(port: TestPorts | { readonly named: string }): JsonValue {
  if ("named" in port) return { destinationNamedPort: port.named };
  const { protocol, from, to } = port;
  const destinationPort = from === to ? { number: from } : { range: { start: from, end: to } };
  return { [protocol.toLowerCase()]: { destinationPort } };
}

function portOf(port: TestPorts | { readonly named: string }): JsonValue {
  if ("named" in port) return { namedPort: port.named };
  const { protocol, from, to } = port;
  return from === to
    ? { portNumber: { protocol, port: from } }
    : { portRange: { protocol, start: from, end: to } };
}
