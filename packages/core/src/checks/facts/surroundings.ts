import { clusterFact } from "../../cluster/cluster.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { PodSurroundings } from "../check.ts";

/** The LimitRanges of the pod's namespace; those that name no namespace for a pod that names none. */
export function limitRangesAround({ cluster, object }: PodSurroundings): readonly SnapshotObject[] {
  return limitRanges(cluster).get(object.reference.namespace) ?? [];
}

const limitRanges = clusterFact((cluster) =>
  groupedBy(cluster.snapshot.ofKind("", "LimitRange"), ({ reference }) => reference.namespace),
);

/** Whether the snapshot shows a Secret of this name in the pod's namespace. */
export function hasSecretAround(name: string, { cluster, object }: PodSurroundings): boolean {
  return secrets(cluster).has(keyOf(object.reference.namespace, name));
}

const secrets = clusterFact(
  ({ snapshot }) =>
    new Set(
      snapshot
        .ofKind("", "Secret")
        .map(({ reference }) => keyOf(reference.namespace, reference.name)),
    ),
);

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ""}/${name}`;
}
