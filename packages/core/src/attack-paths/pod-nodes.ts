import type { PlacementNode } from "../placement/model.ts";
import { placementPodOf } from "../placement/pods.ts";
import type { AttackBuild } from "./build.ts";
import type { StandingPod } from "./standing.ts";

/** Pods that may run on the same nodes, for what the input says of them. */
export interface PodGroup {
  readonly key: string;
  readonly members: readonly StandingPod[];
  /** The nodes on which its pods may run, by the placement engine. */
  readonly nodes: readonly PlacementNode[];
  /** A DaemonSet's pods run on each; of others nobody knows which. */
  readonly onEach: boolean;
  /** Why it is not sure that it runs on a certain one; undefined where it is. */
  readonly doubt: string | undefined;
}

/** The pods of which the input does not say where they run, by where they may; none where it shows no node. */
export function podGroupsOf(build: AttackBuild): readonly PodGroup[] {
  const { placement } = build.cluster;
  if (placement.nodes.length === 0) return [];
  const groups = new Map<string, StandingPod[]>();
  for (const each of build.standing) {
    if (each.pod.nodeName !== "") continue;
    const key = signatureOf(each);
    const known = groups.get(key);
    if (known) known.push(each);
    else groups.set(key, [each]);
  }
  return [...groups].map(([key, members]) => groupOf(build, key, members));
}

function groupOf(
  { cluster: { placement } }: AttackBuild,
  key: string,
  members: readonly StandingPod[],
): PodGroup {
  const [first] = members;
  const pod = first && placementPodOf(first.pod.object.object, first.pod.template);
  const nodes = placement.nodes.filter(
    (node) => pod !== undefined && placement.canRun(pod, node, "ever").verdict !== "no",
  );
  const onEach = first?.vertex.kind === "DaemonSet";
  const isOne = nodes.length === 1 && placement.knowsNodes;
  const doubt = onEach || isOne ? undefined : `it may run on any of ${nodes.length} nodes`;
  return { key, members, nodes, onEach, doubt };
}

/** Equal for pods that placement cannot tell apart, as far as lasts. */
function signatureOf({ pod: { template, namespace, object } }: StandingPod): string {
  const { nodeSelector, affinity, tolerations, runtimeClassName, os, schedulerName } =
    template.spec;
  const isDaemonSet = object.reference.kind === "DaemonSet";
  return JSON.stringify([
    ...[namespace, isDaemonSet, nodeSelector, affinity?.nodeAffinity],
    ...[tolerations, runtimeClassName, os, schedulerName],
  ]);
}
