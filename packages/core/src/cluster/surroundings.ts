import type { ObjectReference } from "../kubernetes/object.ts";
import { identityOf, ownershipOf } from "../snapshot/ownership.ts";
import { createSnapshot, type Snapshot, type SnapshotObject } from "../snapshot/snapshot.ts";
import { assumedNamespaceOf, inNamespaceOf } from "./namespaces.ts";

/**
 * A world as it would stand in a cluster: its own objects, then what the cluster has besides. An object that the world has too is
 * the world's, and what the cluster's one has made (its ReplicaSets and Pods) goes with it. What is known of the cluster is the cluster's.
 */
export function surroundedBy(
  around: Snapshot,
  world: Snapshot,
  configuredNamespace: string | undefined,
): Snapshot {
  const own = identitiesOf(world, configuredNamespace);
  const gone = new Set(
    ownershipOf(around)
      .filter(({ members }) => members.some((entry) => own.has(identityOf(entry))))
      .flatMap(({ members, owned }) => [...members, ...owned]),
  );
  const kept = around.objects.filter((entry) => !gone.has(entry) && !own.has(identityOf(entry)));
  const { assumptions } = around;
  const base = createSnapshot({ ...world, objects: [], assumptions });
  return base.only([...world.objects, ...kept]);
}

function identitiesOf(
  world: Snapshot,
  configuredNamespace: string | undefined,
): ReadonlySet<string> {
  const namespace = assumedNamespaceOf(world, configuredNamespace)?.value;
  const { objects } = namespace === undefined ? world : inNamespaceOf(world, namespace, new Map());
  const named = objects.filter(({ reference }) => isNamed(reference));
  return new Set(named.map((entry: SnapshotObject) => identityOf(entry)));
}

function isNamed({ name }: ObjectReference): boolean {
  return name !== "";
}
