import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
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

/** The pod's service account, as admission fills it in, if the snapshot shows it. */
export function serviceAccountAround(
  { spec }: PodTemplate,
  { cluster, object }: PodSurroundings,
): SnapshotObject | undefined {
  // "" is like an absent field; `serviceAccount` is the older name of the same.
  const name = spec.serviceAccountName || spec.serviceAccount || "default";
  return serviceAccounts(cluster).get(keyOf(object.reference.namespace, name));
}

const serviceAccounts = clusterFact((cluster) => byKey(cluster, "ServiceAccount"));

/** Whether the snapshot shows a Secret of this name in the pod's namespace. */
export function hasSecretAround(name: string, { cluster, object }: PodSurroundings): boolean {
  return secrets(cluster).has(keyOf(object.reference.namespace, name));
}

const secrets = clusterFact((cluster) => byKey(cluster, "Secret"));

function byKey(cluster: Cluster, kind: string): ReadonlyMap<string, SnapshotObject> {
  return new Map(
    cluster.snapshot
      .ofKind("", kind)
      .map((object) => [keyOf(object.reference.namespace, object.reference.name), object]),
  );
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ""}/${name}`;
}
