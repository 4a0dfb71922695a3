import type { Cluster } from "@watertight/core/cluster";
import { headingOf } from "@watertight/core/findings";
import {
  containersOf,
  groupOf,
  kubernetesVersionOf,
  objectAt,
  parseImageReference,
  textAt,
} from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";

/** What the objects show of their cluster. */
export interface Sights {
  readonly objects: number;
  /** The version that nodes say they run, with the node. */
  readonly version: { readonly value: string; readonly of: string } | undefined;
  /** The network plugin that the objects show. */
  readonly cni: string | undefined;
  /** `OpenShift`, `Amazon EKS` … with what shows it. */
  readonly platforms: readonly { readonly name: string; readonly by: string }[];
  /** Namespaces that objects name, sorted. */
  readonly namespaces: readonly string[];
  /** Where the objects are that name none, where other objects say so. */
  readonly assumedNamespace: string | undefined;
  /** Registries, or Docker Hub's accounts, that images come from, the most frequent first. */
  readonly registries: readonly string[];
  /** Whether it looks like a dump of a whole cluster: it has nodes. */
  readonly hasNodes: boolean;
}

export function sightsOf(snapshot: Snapshot, cluster: Cluster | undefined): Sights {
  const plugin = cluster?.network.profile;
  const namespaces = snapshot.objects.flatMap(({ reference }) => reference.namespace ?? []);
  const nodes = snapshot.ofKind("", "Node");
  return {
    objects: snapshot.objects.length,
    version: versionIn(snapshot),
    cni: plugin?.known === "observed" ? plugin.value.name : undefined,
    platforms: platformsIn(snapshot),
    namespaces: [...new Set(namespaces)].sort(),
    assumedNamespace: cluster?.namespace?.value,
    registries: registriesIn(snapshot),
    hasNodes: nodes.length > 0,
  };
}

function versionIn(snapshot: Snapshot): Sights["version"] {
  for (const { object, reference } of snapshot.ofKind("", "Node")) {
    const value = kubernetesVersionOf(textAt(object, "status", "nodeInfo", "kubeletVersion"));
    if (value !== undefined) return { value, of: headingOf(reference) };
  }
  return undefined;
}

/** API groups, or their ends, that only one platform's own controllers serve. */
const GROUPS: readonly (readonly [platform: string, group: RegExp])[] = [
  ["OpenShift", /(?:^|\.)openshift\.io$/],
  ["Amazon EKS", /^(?:eks\.amazonaws\.com|vpcresources\.k8s\.aws|crd\.k8s\.amazonaws\.com)$/],
  ["Google GKE", /(?:^|\.)(?:cloud\.google\.com|gke\.io)$/],
  ["Azure AKS", /^acn\.azure\.com$/],
  ["Rancher", /(?:^|\.)cattle\.io$/],
];

/** Of what platform a node is, by the scheme of its `spec.providerID`, which the cloud provider of each sets. */
const PROVIDERS: readonly (readonly [platform: string, scheme: string])[] = [
  ["Amazon EKS", "aws://"],
  ["Google GKE", "gce://"],
  ["Azure AKS", "azure://"],
  ["kind", "kind://"],
  ["k3s", "k3s://"],
];

function platformsIn(snapshot: Snapshot): Sights["platforms"] {
  const shown = new Map<string, string>();
  for (const { object, reference } of snapshot.objects) {
    const name = platformOf(object);
    if (name !== undefined && !shown.has(name)) shown.set(name, headingOf(reference));
  }
  return [...shown].map(([name, by]) => ({ name, by }));
}

function platformOf(object: Snapshot["objects"][number]["object"]): string | undefined {
  const group = groupOf(object);
  const byGroup = GROUPS.find(([, own]) => own.test(group))?.[0];
  if (byGroup !== undefined || object.kind !== "Node") return byGroup;
  const provider = textAt(objectAt(object, "spec"), "providerID");
  return PROVIDERS.find(([, scheme]) => provider.startsWith(scheme))?.[0];
}

function registriesIn(snapshot: Snapshot): readonly string[] {
  const counts = new Map<string, number>();
  const specs = snapshot.objects.flatMap(({ podTemplates }) =>
    podTemplates.map(({ spec }) => spec),
  );
  const containers = specs.flatMap((spec) => [...containersOf(spec)]);
  for (const { container } of containers) {
    if (!container.image) continue;
    const registry = registryOf(container.image);
    counts.set(registry, (counts.get(registry) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([name]) => name);
}

/** On Docker Hub everybody has images: there it is the account. */
function registryOf(image: string): string {
  const [host = "", account = ""] = parseImageReference(image).name.split("/");
  return host === "docker.io" ? `${host}/${account}` : host;
}
