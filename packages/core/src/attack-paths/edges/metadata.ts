import { textAt } from "../../kubernetes/json-fields.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import { parseCidr } from "../../network/addresses.ts";
import { verdictBetween } from "../../network/verdict-between.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import type { AttackBuild } from "../build.ts";
import type { PodGroup } from "../pod-nodes.ts";
import type { StandingPod } from "../standing.ts";
import type { NetworkSide } from "./network.ts";

/** Clouds by the scheme of a Node's providerID, and the labels by which they name groups of nodes. */
const CLOUDS: readonly (readonly [scheme: string, group: string])[] = [
  ["aws", "eks.amazonaws.com/nodegroup"],
  ["azure", "kubernetes.azure.com/agentpool"],
  ["gce", "cloud.google.com/gke-nodepool"],
];

/** Who a node is in its cloud, and what shows it. */
interface CloudNode {
  readonly vertex: number;
  readonly evidence: Evidence;
}

/**
 * The metadata service of the cloud gives whoever asks from a node the credentials of the node: by the node's own network always, from
 * a pod where its policies let it send to that address, and where the service answers pods, which objects do not show.
 */
export function addMetadata(
  build: AttackBuild,
  sides: readonly NetworkSide[],
  groups: ReadonlyMap<StandingPod, PodGroup>,
): void {
  const { places, add } = build;
  const nodes = cloudNodesOf(build);
  if (nodes.size === 0) return;
  for (const [name, { vertex, evidence }] of nodes)
    add(places.idOf({ kind: "Node", namespace: "", name }), vertex, {
      ...{ step: "metadata-service", evidence: [evidence] },
    });
  for (const side of sides) {
    const [first] = side.members;
    if (!first) continue;
    const { verdict, proof } = metadataVerdict(build, first[0]);
    if (verdict === "no") continue;
    for (const [endpoint, each] of side.members)
      addPod(build, each, {
        nodes: cloudNodesUnder(each, nodes, groups),
        proof,
        doubt: endpoint.hostNetwork
          ? undefined
          : verdict === "unknown"
            ? "whether network policies let it pass"
            : "whether the metadata service answers pods",
      });
  }
}

function metadataVerdict({ cluster }: AttackBuild, endpoint: NetworkSide["members"][number][0]) {
  const range = parseCidr("169.254.169.254/32");
  if (!range) return { verdict: "unknown", proof: [] } as const;
  const party = { kind: "addresses", range } as const;
  return verdictBetween(
    { kind: "endpoint", endpoint },
    { party, protocol: "TCP", port: 80 },
    cluster.network,
  );
}

interface Asking {
  readonly nodes: readonly CloudNode[];
  readonly proof: readonly Evidence[];
  readonly doubt: string | undefined;
}

function addPod(
  { add, containerOf }: AttackBuild,
  each: StandingPod,
  { nodes, proof, doubt }: Asking,
): void {
  const identities = new Map(nodes.map((node) => [node.vertex, node]));
  const other =
    identities.size > 1 ? `it may run on nodes of ${identities.size} identities` : undefined;
  for (const { container } of each.containers)
    for (const { vertex, evidence } of identities.values())
      add(containerOf(each, container.name), vertex, {
        step: "metadata-service",
        evidence: [evidence, ...proof],
        unknown: doubt ?? other,
      });
}

/** The nodes on which it runs or may. */
function cloudNodesUnder(
  each: StandingPod,
  nodes: ReadonlyMap<string, CloudNode>,
  groups: ReadonlyMap<StandingPod, PodGroup>,
): readonly CloudNode[] {
  const { nodeName } = each.pod;
  const names =
    nodeName === "" ? (groups.get(each)?.nodes ?? []).map(({ name }) => name) : [nodeName];
  return names.flatMap((name) => nodes.get(name) ?? []);
}

function cloudNodesOf({ cluster, places }: AttackBuild): ReadonlyMap<string, CloudNode> {
  return new Map(
    cluster.applied.ofKind("", "Node").flatMap(({ object, reference }) => {
      const provider = textAt(object, "spec", "providerID");
      const cloud = CLOUDS.find(([scheme]) => provider.startsWith(`${scheme}://`));
      if (!cloud) return [];
      const [scheme, label] = cloud;
      const labels = stringMapOf(object, "labels");
      const group = Object.hasOwn(labels, label) ? (labels[label] ?? "") : "";
      const name = group === "" ? `nodes of ${scheme}` : `nodes of ${scheme} group ${group}`;
      const vertex = places.idOf({ kind: "CloudIdentity", namespace: "", name });
      const evidence = {
        object: reference,
        path: ["spec", "providerID"],
        message: "runs in a cloud, whose metadata service gives its credentials",
      };
      return [[reference.name, { vertex, evidence }] as const];
    }),
  );
}
