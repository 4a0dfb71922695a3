import type { LabelSelector } from "../kubernetes/api/types.ts";
import { decodeStructure } from "../kubernetes/decode.ts";
import { textAt, valueAt } from "../kubernetes/json-fields.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import { selectsLabels } from "../kubernetes/selectors.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";

const GROUP = "k8s.ovn.org";

/** OVN-Kubernetes gives pods another network than the cluster's only where their namespace asks for one. */
const NAMESPACE_LABEL = "k8s.ovn.org/primary-user-defined-network";

/**
 * The network of its own that a namespace's pods are in, as a UserDefinedNetwork or ClusterUserDefinedNetwork with the role
 * Primary gives it; undefined for the cluster's network.
 */
export function primaryNetworksOf(
  snapshot: Snapshot,
): (namespace: string, labels: Labels) => string | undefined {
  const own = new Map<string, string>();
  for (const network of snapshot.ofKind(GROUP, "UserDefinedNetwork"))
    if (isPrimary(valueAt(network.object, "spec"))) {
      const namespace = namespaceOf(network.reference);
      own.set(namespace, `${namespace}/${network.reference.name}`);
    }
  const shared = snapshot
    .ofKind(GROUP, "ClusterUserDefinedNetwork")
    .filter(({ object }) => isPrimary(valueAt(object, "spec", "network")))
    .map((network) => ({ name: network.reference.name, selector: selectorOf(network) }));
  const exists = new Set(snapshot.ofKind("", "Namespace").map(({ reference }) => reference.name));
  return (namespace, labels) => {
    if (exists.has(namespace) && !Object.hasOwn(labels, NAMESPACE_LABEL)) return undefined;
    return (
      own.get(namespace) ?? shared.find(({ selector }) => selectsLabels(selector, labels))?.name
    );
  };
}

function isPrimary(network: ReturnType<typeof valueAt>): boolean {
  return ["layer2", "layer3"].some((layer) => textAt(network, layer, "role") === "Primary");
}

function selectorOf({ object }: SnapshotObject): LabelSelector {
  return decodeStructure("LabelSelector", valueAt(object, "spec", "namespaceSelector") ?? {}).value;
}
