import { isHarmless } from "./coverage.ts";
import type { Snapshot, SnapshotObject } from "./snapshot.ts";

/** Kubernetes' own namespaces: what runs in them comes with the cluster and stands in nobody's manifests. */
export const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set([
  "kube-system",
  "kube-public",
  "kube-node-lease",
]);

/** Whether all of a resource, `GROUP/PLURAL`, could be listed of the cluster that a snapshot is of; files list nothing. */
export function isListed({ coverage }: Snapshot, resource: string): boolean {
  return coverage.notExamined.every((part) => part.resource !== resource);
}

/** Whether what is not shown does not exist: the input is said to be the whole cluster, and all of it could be read. */
export function showsAll({ assumptions, coverage }: Snapshot): boolean {
  return assumptions.wholeCluster.value && coverage.notExamined.every(isHarmless);
}

/**
 * The same of what belongs into a namespace. That the input is the whole cluster says nothing about a namespace of which it
 * shows nothing, and about one of Kubernetes' own only where it shows what runs there.
 */
export function showsAllIn(snapshot: Snapshot, namespace: string | undefined): boolean {
  if (!showsAll(snapshot)) return false;
  if (namespace === undefined) return true;
  const { withObjects, withPods } = snapshot.once(shownNamespaces);
  if (SYSTEM_NAMESPACES.has(namespace)) return withPods.has(namespace);
  return withObjects.has(namespace);
}

/** The namespaces of which a snapshot shows something: themselves, or what is in them. */
function shownNamespaces({ viewed, ofKind }: Snapshot): {
  readonly withObjects: ReadonlySet<string | undefined>;
  readonly withPods: ReadonlySet<string | undefined>;
} {
  const entries = viewed(describesPods);
  return {
    withObjects: new Set([
      ...entries.map(({ reference }) => reference.namespace),
      ...ofKind("", "Namespace").map(({ reference }) => reference.name),
    ]),
    withPods: new Set(entries.filter(describesPods).map(({ reference }) => reference.namespace)),
  };
}

function describesPods({ podTemplates }: SnapshotObject): boolean {
  return podTemplates.length > 0;
}

/** The same of what may be in any namespace: the cluster's own parts are shown too. */
export function showsAllEverywhere(snapshot: Snapshot): boolean {
  return showsAllIn(snapshot, "kube-system");
}
