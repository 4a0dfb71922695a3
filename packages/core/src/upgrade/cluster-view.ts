import type { Cluster } from "../cluster/cluster.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import { type Budget, budgetsIn } from "./budgets.ts";
import { type Drain, drainOf } from "./drain.ts";
import { type RunningPod, runningPodsIn } from "./pods.ts";
import { createRooms } from "./rooms.ts";

/** What drains of a cluster are judged by, read once. */
export interface ClusterView {
  readonly pods: readonly RunningPod[];
  readonly budgets: readonly Budget[];
  readonly podsOn: (node: string) => readonly RunningPod[];
  /** The drain of one node, all others being as they are. */
  readonly drain: (node: string) => Drain;
}

export function clusterViewOf({ snapshot, placement }: Cluster): ClusterView {
  const pods = runningPodsIn(snapshot, placement);
  const onNode = groupedBy(pods, ({ node }) => node);
  const budgets = budgetsIn(snapshot, pods);
  const ofPod = new Map<RunningPod, Budget[]>();
  for (const budget of budgets) {
    for (const pod of budget.pods) ofPod.set(pod, [...(ofPod.get(pod) ?? []), budget]);
  }
  const rooms = createRooms(snapshot, placement, pods);
  const budgetsOf = (pod: RunningPod): readonly Budget[] => ofPod.get(pod) ?? [];
  const podsOn = (node: string): readonly RunningPod[] => onNode.get(node) ?? [];
  return {
    pods,
    budgets,
    podsOn,
    drain: (node) => drainOf(node, podsOn(node), { rooms, budgetsOf }),
  };
}
