import { textsAt } from "../kubernetes/json-fields.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { ClusterView } from "./cluster-view.ts";
import type { Drain } from "./drain.ts";
import { seriesReference } from "./drain-blockers.ts";
import type { Stop } from "./model.ts";
import { localVolumesOf, type RunningPod, secondsOf } from "./pods.ts";
import { workloadsIn } from "./workload-budgets.ts";

/** What is not there for a while when each node is drained, and what is lost with it. */
export function stopsOf(
  drains: readonly Drain[],
  view: ClusterView,
  snapshot: Snapshot,
): readonly Stop[] {
  const healthy = groupedBy(
    view.pods.filter(({ isReady, isBeingDeleted }) => isReady && !isBeingDeleted),
    ({ series }) => series,
  );
  const singles = singleWriterClaims(snapshot);
  return [
    ...drains.flatMap(({ node, evicted, homeless }) => {
      const pinned = new Set(
        homeless.filter(({ candidates }) => candidates === 0).map(({ pod }) => pod),
      );
      const series = groupedBy(
        evicted.filter(({ controller, isReady }) => controller?.kind !== "Job" && isReady),
        (pod) => pod.series,
      );
      return [...series].flatMap(([name, pods]) =>
        stopsOfSeries(node, pods, { all: healthy.get(name) ?? [], pinned, singles }),
      );
    }),
    ...(view.pods.length === 0 ? singlesOf(snapshot) : []),
  ];
}

interface Around {
  readonly all: readonly RunningPod[];
  readonly pinned: ReadonlySet<RunningPod>;
  readonly singles: ReadonlySet<string>;
}

function stopsOfSeries(node: string, pods: readonly RunningPod[], around: Around): readonly Stop[] {
  const [first] = pods;
  if (!first) return [];
  const place = { object: seriesReference(first), node };
  return [
    ...outage(pods, around),
    ...unmovable(pods, around),
    ...lostData(pods),
    ...detached(pods, around),
  ].map((stop) => ({ ...stop, ...place }));
}

type PlacelessStop = Omit<Stop, "object" | "node">;

function outage(pods: readonly RunningPod[], { all, pinned }: Around): readonly PlacelessStop[] {
  if (pods.length < all.length) return [];
  const isOne = all.length === 1;
  return [
    {
      kind: isOne ? "single-replica" : "all-on-one-node",
      reason: isOne
        ? "its one ready pod is on the node"
        : `all ${all.length} of its ready pods are on the node`,
      seconds: pods.some((pod) => pinned.has(pod)) ? null : durationOf(pods),
    },
  ];
}

function unmovable(pods: readonly RunningPod[], { pinned }: Around): readonly PlacelessStop[] {
  const [first, ...others] = pods.filter((pod) => pinned.has(pod));
  if (!first) return [];
  const who =
    others.length === 0 ? `pod ${first.name} may` : `${others.length + 1} of its pods may`;
  return [{ kind: "no-other-node", reason: `${who} run on no other node`, seconds: null }];
}

function lostData(pods: readonly RunningPod[]): readonly PlacelessStop[] {
  const names = [...new Set(pods.flatMap(localVolumesOf))];
  if (names.length === 0) return [];
  const reason = `what is in ${names.join(", ")} goes with the pod`;
  return [{ kind: "local-data", reason, seconds: null }];
}

function detached(pods: readonly RunningPod[], { singles }: Around): readonly PlacelessStop[] {
  const pod = pods.find((each) => claimsOf(each).some((claim) => singles.has(claim)));
  if (!pod) return [];
  const reason = `the volume of pod ${pod.name} is detached here before it is attached elsewhere`;
  return [{ kind: "single-writer-volume", reason, seconds: durationOf(pods) }];
}

function durationOf(pods: readonly RunningPod[]): NonNullable<Stop["seconds"]> {
  const all = pods.map(secondsOf);
  return {
    least: Math.max(...all.map(({ start }) => start)),
    most: Math.max(...all.map(({ start, grace }) => start + grace)),
  };
}

function claimsOf({ placement, namespace }: RunningPod): readonly string[] {
  return (placement.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim ? [`${namespace}/${persistentVolumeClaim.claimName}`] : [],
  );
}

function singleWriterClaims(snapshot: Snapshot): ReadonlySet<string> {
  return new Set(
    snapshot.ofKind("", "PersistentVolumeClaim").flatMap(({ object, reference }) => {
      const modes = textsAt(object, "spec", "accessModes");
      const isSingle = modes.length > 0 && modes.every((mode) => mode.startsWith("ReadWriteOnce"));
      return isSingle ? [`${reference.namespace ?? ""}/${reference.name}`] : [];
    }),
  );
}

/** Where no pods are shown: the workloads that will have one. */
function singlesOf(snapshot: Snapshot): readonly Stop[] {
  return workloadsIn(snapshot)
    .filter(({ replicas }) => replicas === 1)
    .map(({ entry }) => ({
      kind: "single-replica" as const,
      object: entry.reference,
      node: undefined,
      reason: "it runs one pod",
      seconds: null,
    }));
}
