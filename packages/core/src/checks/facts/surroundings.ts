import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import type { PodSurroundings } from "../check.ts";
import { groupedBy, perSnapshot } from "./per-snapshot.ts";

/** The LimitRanges of the pod's namespace; those that name no namespace for a pod that names none. */
export function limitRangesAround({
  snapshot,
  object,
}: PodSurroundings): readonly SnapshotObject[] {
  return limitRanges(snapshot).get(object.reference.namespace) ?? [];
}

const limitRanges = perSnapshot((snapshot) =>
  groupedBy(snapshot.ofKind("", "LimitRange"), ({ reference }) => reference.namespace),
);

/** The pod's service account, as admission fills it in, if the snapshot shows it. */
export function serviceAccountAround(
  { spec }: PodTemplate,
  { snapshot, object }: PodSurroundings,
): SnapshotObject | undefined {
  // "" is like an absent field; `serviceAccount` is the older name of the same.
  const name = spec.serviceAccountName || spec.serviceAccount || "default";
  return serviceAccounts(snapshot).get(keyOf(object.reference.namespace, name));
}

const serviceAccounts = perSnapshot((snapshot) => byKey(snapshot, "ServiceAccount"));

/** Whether the snapshot shows a Secret of this name in the pod's namespace. */
export function hasSecretAround(name: string, { snapshot, object }: PodSurroundings): boolean {
  return secrets(snapshot).has(keyOf(object.reference.namespace, name));
}

const secrets = perSnapshot((snapshot) => byKey(snapshot, "Secret"));

function byKey(snapshot: Snapshot, kind: string): ReadonlyMap<string, SnapshotObject> {
  return new Map(
    snapshot
      .ofKind("", kind)
      .map((object) => [keyOf(object.reference.namespace, object.reference.name), object]),
  );
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ""}/${name}`;
}
