import { textAt } from "../kubernetes/json-fields.ts";
import type { Assumption } from "../snapshot/assumptions.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { ciliumConfigOf } from "./cilium-config.ts";
import { createLabelFilter, type LabelFilter } from "./cilium-labels.ts";
import { CNI_NAMES, type CniName } from "./cni-names.ts";
import type { NamedPortsOf } from "./endpoint.ts";
import type { PolicyFamily } from "./policy.ts";

/** What a network plugin does where plugins differ. */
export interface CniProfile {
  readonly name: CniName;
  readonly enforces: readonly PolicyFamily[];
  readonly ipBlocksMatchPods: boolean;
  readonly ipBlocksMatchNodes: boolean;
  /** `undefined`: Kubernetes leaves it open and nothing says which plugin there is. */
  readonly hostNetworkPods: "pod" | "node" | "undefined";
  /**
   * Whose ports have names for policies: those of `spec.containers`; of these the last of each name; or those of every init
   * container too, whether or not it keeps running.
   */
  readonly namedPorts: NamedPortsOf;
  /** Which labels it leaves out of what it knows of pods; absent: none. */
  readonly labelFilter?: LabelFilter;
  /** Whether a pod is open to its own node whatever its policies say, or unless a rule denies it. */
  readonly ownNode: "always" | "unless-denied";
  /** What a cluster-wide policy may name that not every plugin evaluates. */
  readonly clusterPeers: "all" | "standard";
}

const KUBERNETES: readonly PolicyFamily[] = [
  "NetworkPolicy",
  "ClusterNetworkPolicy",
  "AdminNetworkPolicy",
];
const BY_ADDRESS = {
  ipBlocksMatchPods: true,
  ipBlocksMatchNodes: true,
  hostNetworkPods: "node",
  // As kubernetes-sigs/kube-network-policies has it: pkg/podinfo.
  namedPorts: "containers",
  ownNode: "always",
  clusterPeers: "all",
} as const;

/*
 * Which plugin has which API follows site-src/implementations.md of sigs.k8s.io/network-policy-api; what an ipBlock matches
 * follows each plugin's documentation: Cilium knows pods by identity and not by address.
 */
const PROFILES: Readonly<Record<CniName, Omit<CniProfile, "name">>> = {
  /** No plugin enforces anything. */
  unenforced: { enforces: [], ...BY_ADDRESS },
  /** The API as it is written, whatever the plugin. */
  kubernetes: { enforces: KUBERNETES, ...BY_ADDRESS, hostNetworkPods: "undefined" },
  antrea: { enforces: ["NetworkPolicy", "AdminNetworkPolicy", "antrea"], ...BY_ADDRESS },
  "aws-vpc": { enforces: ["NetworkPolicy"], ...BY_ADDRESS },
  "azure-npm": { enforces: ["NetworkPolicy"], ...BY_ADDRESS },
  calico: {
    enforces: [...KUBERNETES, "calico"],
    ...BY_ADDRESS,
    // libcalico-go/lib/backend/k8s/conversion: workload_endpoint_default.go, clusternetworkpolicy.go.
    namedPorts: "init-containers-too",
    clusterPeers: "standard",
  },
  cilium: {
    enforces: ["NetworkPolicy", "cilium"],
    ipBlocksMatchPods: false,
    ipBlocksMatchNodes: false,
    hostNetworkPods: "node",
    // `GetPodMetadata` of pkg/k8s/labels.go, which keeps them by name.
    namedPorts: "last-of-containers",
    // Its own rule for the host comes after all others: `computePolicyEnforcementAndRules` of pkg/policy/repository.go.
    ownNode: "unless-denied",
    clusterPeers: "all",
  },
  flannel: { enforces: [], ...BY_ADDRESS },
  kindnet: { enforces: ["NetworkPolicy"], ...BY_ADDRESS },
  "kube-network-policies": { enforces: KUBERNETES, ...BY_ADDRESS },
  "kube-ovn": { enforces: KUBERNETES, ...BY_ADDRESS },
  "kube-router": { enforces: ["NetworkPolicy"], ...BY_ADDRESS },
  "ovn-kubernetes": { enforces: ["NetworkPolicy", "AdminNetworkPolicy", "ovn"], ...BY_ADDRESS },
  weave: { enforces: ["NetworkPolicy"], ...BY_ADDRESS },
};

export function parseCniName(text: string): CniName | undefined {
  return CNI_NAMES.find((name) => name === text);
}

/** What is said of the plugin beyond the objects. */
interface PluginSettings {
  readonly cni?: CniName;
  readonly ciliumLabels?: readonly string[];
}

/** The profile that is configured, else that of the plugin which the objects show, else the API as it is written. */
export function cniProfileOf(
  snapshot: Snapshot,
  { cni: configured, ciliumLabels }: PluginSettings = {},
): Assumption<CniProfile> {
  const known = configured === undefined ? "observed" : "configured";
  const name = configured ?? detectCni(snapshot);
  if (name === undefined) return { value: profileNamed("kubernetes"), known: "defaulted" };
  const profile = profileNamed(name);
  return {
    value: name === "cilium" ? withCiliumConfig(profile, snapshot, ciliumLabels) : profile,
    known,
  };
}

function profileNamed(name: CniName): CniProfile {
  return { name, ...PROFILES[name] };
}

// In order: what enforces stands before what only connects, as both may run, and so do flannel and Calico as Canal.
const WORKLOADS: readonly (readonly [CniName, RegExp])[] = [
  ["cilium", /^(?:cilium|anetd)$/],
  ["calico", /^(?:calico-node|canal|rke2-canal)$/],
  ["antrea", /^antrea-agent$/],
  ["kube-ovn", /^kube-ovn-cni$/],
  ["ovn-kubernetes", /^ovnkube-node$/],
  ["weave", /^weave-net$/],
  ["kube-router", /^kube-router$/],
  ["kube-network-policies", /^kube-network-policies$/],
  ["azure-npm", /^azure-npm$/],
];

const DEFINITIONS: readonly (readonly [CniName, string])[] = [
  ["cilium", "ciliumnetworkpolicies.cilium.io"],
  ["calico", "globalnetworkpolicies.crd.projectcalico.org"],
  ["antrea", "clusternetworkpolicies.crd.antrea.io"],
  ["kube-ovn", "subnets.kubeovn.io"],
  ["ovn-kubernetes", "egressfirewalls.k8s.ovn.org"],
];

/** The network plugin that the objects show; undefined where they show none. */
function detectCni(snapshot: Snapshot): CniName | undefined {
  const daemonSets = snapshot.ofKind("apps", "DaemonSet");
  const runs = (name: RegExp): SnapshotObject | undefined =>
    daemonSets.find(({ reference }) => name.test(reference.name));
  const enforcing = WORKLOADS.find(([, name]) => runs(name));
  if (enforcing) return enforcing[0];
  const definitions = new Set(
    snapshot
      .ofKind("apiextensions.k8s.io", "CustomResourceDefinition")
      .map(({ reference }) => reference.name),
  );
  const defined = DEFINITIONS.find(([, name]) => definitions.has(name));
  if (defined) return defined[0];
  const kindnet = runs(/^kindnet$/);
  if (kindnet) return enforcesByImage(kindnet) ? "kindnet" : "unenforced";
  const aws = runs(/^aws-node$/);
  if (aws) return awsEnforces(aws, snapshot) ? "aws-vpc" : "unenforced";
  return runs(/^kube-flannel/) ? "flannel" : byPolicies(snapshot);
}

// Who writes policies of a plugin has it.
function byPolicies({ ofKind }: Snapshot): CniName | undefined {
  const has = (group: string): boolean =>
    POLICY_KINDS.some((kind) => ofKind(group, kind).length > 0);
  if (has("cilium.io")) return "cilium";
  return has("projectcalico.org") || has("crd.projectcalico.org") ? "calico" : undefined;
}

const POLICY_KINDS = [
  "CiliumNetworkPolicy",
  "CiliumClusterwideNetworkPolicy",
  "NetworkPolicy",
  "GlobalNetworkPolicy",
];

// kindnetd enforces since its image of August 2024, which kind 0.24 brought.
function enforcesByImage({ podTemplates }: SnapshotObject): boolean {
  const images = podTemplates.flatMap(({ spec }) =>
    (spec.containers ?? []).map(({ image = "" }) => image),
  );
  const dates = images.flatMap((image) => /:v(\d{8})-/.exec(image)?.[1] ?? []);
  return dates.every((date) => date >= "20240813");
}

function awsEnforces({ podTemplates }: SnapshotObject, snapshot: Snapshot): boolean {
  const args = podTemplates.flatMap(({ spec }) =>
    (spec.containers ?? []).flatMap((container) => container.args ?? []),
  );
  const configured = snapshot
    .ofKind("", "ConfigMap")
    .filter(({ reference }) => reference.name === "amazon-vpc-cni")
    .some(({ object }) => textAt(object, "data", "enable-network-policy-controller") === "true");
  return configured || args.includes("--enable-network-policy=true");
}

function withCiliumConfig(
  profile: CniProfile,
  snapshot: Snapshot,
  ciliumLabels: readonly string[] | undefined,
): CniProfile {
  const { labels, cidrMatchModes, evaluatesClusterPolicies } = ciliumConfigOf(snapshot);
  return {
    ...profile,
    enforces: evaluatesClusterPolicies
      ? [...profile.enforces, "ClusterNetworkPolicy"]
      : profile.enforces,
    ipBlocksMatchPods: cidrMatchModes.includes("pods"),
    ipBlocksMatchNodes: cidrMatchModes.includes("nodes"),
    labelFilter: createLabelFilter(ciliumLabels ?? labels),
  };
}
