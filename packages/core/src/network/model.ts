import type { FieldPath } from "../kubernetes/field-path.ts";
import type { Assumption } from "../snapshot/assumptions.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Address, AddressRange } from "./addresses.ts";
import type { CniProfile } from "./cni.ts";
import { type CniName } from "./cni-names.ts";
import type { NetworkEndpoint, Workload } from "./endpoint.ts";
import type { CompiledPolicy, PolicyProblem } from "./policy.ts";
import type { PortRange } from "./ports.ts";
import type { Reachability } from "./reachability.ts";

/*
 * What questions are asked of and answered with. Below it are the endpoints and policies that a snapshot shows
 * (endpoint.ts, policy.ts) and what they come to (universe.ts, reachability.ts); above it every question.
 */

/** What may be said about the cluster's network beyond its objects; what is absent follows from the plugin. */
export interface NetworkSettings {
  readonly cni?: CniName;
  /** Whether a range of addresses in a policy matches pods whose addresses lie in it. */
  readonly ipBlocksMatchPods?: boolean;
  /** Whether selectors of pods see pods on the host's network. */
  readonly hostNetworkPods?: "pod" | "node";
  /** Cilium's option `labels`: which labels of pods its policies see beyond its own filter; else what its ConfigMap says. */
  readonly ciliumLabels?: readonly string[];
  /** Where the addresses of pods lie; else those that the nodes say. */
  readonly podRanges?: readonly AddressRange[];
  /** Whether a pod of which nothing is known is among the endpoints, as it is where there are Ingresses. */
  readonly anyPod?: boolean;
  /** Policies of the snapshot that the API server does not take: they hold nobody. */
  readonly refused?: readonly RefusedPolicy[];
}

/** A policy that is not applied, with the first field for which it is not and the clause that says so. */
export interface RefusedPolicy {
  readonly entry: SnapshotObject;
  readonly path: FieldPath;
  readonly message: string;
}

/** A cluster's network, ready for questions. */
export interface NetworkAnalysis {
  readonly snapshot: Snapshot;
  readonly profile: Assumption<CniProfile>;
  readonly settings: NetworkSettings;
  readonly endpoints: readonly NetworkEndpoint[];
  readonly directory: EndpointDirectory;
  /**
   * One for each way in which the cluster may be, where plugins differ and nothing says which there is: a verdict holds if
   * it is the same in all. Nearly always one.
   */
  readonly possibilities: readonly Possibility[];
  /** As it would be if every policy had effect; undefined where all have. */
  readonly ifEnforced: readonly Possibility[] | undefined;
  /** Policies of kinds that the plugin does not know. */
  readonly unenforced: readonly CompiledPolicy[];
  readonly problems: readonly PolicyProblem[];
  /** Whether any object shows IPv6; else the cluster is taken to have IPv4 only. */
  readonly hasIpv6: boolean;
  /** What `build` makes of this analysis, made once. */
  readonly once: <Value>(build: (analysis: NetworkAnalysis) => Value) => Value;
}

/** One way in which the cluster may be. */
export interface Possibility {
  /** It takes what names no namespace to be in another one than it is shown in. */
  readonly elsewhere?: boolean;
  readonly hostNetworkPods: "pod" | "node";
  readonly reachability: Reachability;
}

/** One end of a connection: an endpoint, or addresses outside the cluster. */
export type Party =
  | { readonly kind: "endpoint"; readonly endpoint: NetworkEndpoint }
  | { readonly kind: "addresses"; readonly range: AddressRange };

/** Endpoints by what questions name them by. */
export interface EndpointDirectory {
  /** All of one pod name; several only where the input shows a pod twice. */
  readonly podsNamed: (namespace: string, name: string) => readonly NetworkEndpoint[];
  /** The pods and templates of workloads of a name, whatever their kind. */
  readonly workloadsNamed: (namespace: string, name: string) => readonly NetworkEndpoint[];
  readonly inNamespace: (namespace: string) => readonly NetworkEndpoint[];
  /** Those of a namespace that have a label; others may be among them. */
  readonly labelled: (namespace: string, key: string, value: string) => readonly NetworkEndpoint[];
  /** What has an address: a pod, else a node, else something outside. */
  readonly partyAt: (address: Address) => Party;
}

/** One end of a connection with its text form. */
export type ConnectionEnd =
  /** `ns/name[Kind]`. */
  | { readonly is: "workload"; readonly workload: Workload; readonly name: string }
  /** Outside the cluster, `a-b[External]`. */
  | { readonly is: "addresses"; readonly range: AddressRange; readonly name: string }
  /** Whatever serves Ingresses and Routes, `{ingress-controller}`. */
  | { readonly is: "ingress-controller"; readonly name: string };

/** Ports on which one end may open connections to the other; `all` are all ports of all protocols. */
export interface Connection {
  readonly src: ConnectionEnd;
  readonly dst: ConnectionEnd;
  readonly ports: "all" | readonly PortRange[];
}

/** Who may connect to whom. */
export interface Connections {
  /** Sorted by source, then destination; what is denied and what a workload does with itself is left out. */
  readonly connections: readonly Connection[];
  /** What may pass or not: it hangs on what is not known. */
  readonly unknown: readonly Connection[];
  /** Whole sentences. */
  readonly assumptions: readonly string[];
}
