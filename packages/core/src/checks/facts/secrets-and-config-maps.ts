import { type Cluster, clusterFact } from "../../cluster/cluster.ts";

import { objectAt, textAt } from "../../kubernetes/json-fields.ts";
import { labelInPod, type PlacedPod } from "../../kubernetes/label.ts";
import { perPod } from "../../kubernetes/per-pod.ts";
import {
  type DataReference,
  environmentReferencesOf,
  pullSecretsOf,
  variableReferencesOf,
  volumeReferencesOf,
} from "../../kubernetes/reference-fields.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { mayBeIn } from "./may-be-in.ts";
import { podContainersOf } from "./pod-containers.ts";

/** A Secret or ConfigMap that a pod names; the path is below the pod template. */
export interface PodReference extends DataReference {
  /** How messages name the place: `container "web"`, `volume "db"`. */
  readonly label: string;
  readonly container?: string;
}

/** Every Secret and ConfigMap that a pod names, in the order of its fields: containers, volumes, then image pull secrets. */
export const podReferencesOf: (pod: PlacedPod) => readonly PodReference[] = perPod(
  (pod: PlacedPod) => [...referencesIn(pod)],
);

function* referencesIn(pod: PlacedPod): Generator<PodReference> {
  const { spec } = pod;
  for (const { container, path, label } of podContainersOf(pod)) {
    const place = { label, container: container.name };
    for (const each of variableReferencesOf(container, path)) yield { ...each, ...place };
    for (const each of environmentReferencesOf(container, path)) yield { ...each, ...place };
  }
  for (const [index, volume] of (spec.volumes ?? []).entries()) {
    const at = ["spec", "volumes", index];
    const label = labelInPod(pod, "volume", { name: volume.name, at });
    for (const each of volumeReferencesOf(volume, at)) yield { ...each, label };
  }
  for (const each of pullSecretsOf(spec)) yield { ...each, label: "pod" };
}

/**
 * What an input tells about a reference: `found`, `missing` the object or some keys, or `unknown`: only an input that is the
 * whole cluster, and that shows objects of the kind at all, can say that one is missing.
 */
export type ReferenceState =
  | { readonly state: "found" }
  | { readonly state: "unknown" }
  | { readonly state: "missing" }
  | { readonly state: "lacks-keys"; readonly keys: readonly string[] };

/** Looks a reference up in the namespace of the object that makes it; one that names no namespace may go anywhere. */
export function stateOfReference(
  { kind, name, keys }: Pick<PodReference, "kind" | "name" | "keys">,
  namespace: string | undefined,
  cluster: Cluster,
): ReferenceState {
  if (name === "") return { state: "unknown" };
  const named = (byName(cluster).get(`${kind}/${name}`) ?? []).filter(({ reference }) =>
    mayBeIn(reference.namespace, namespace),
  );
  if (named.length === 0) {
    if (kind === "ConfigMap" && name === ROOT_CA) return { state: "found" };
    const complete =
      showsAllIn(cluster.snapshot, namespace) && cluster.snapshot.ofKind("", kind).length > 0;
    return { state: complete ? "missing" : "unknown" };
  }
  const lacking = keys.filter((key) => named.every((each) => lacksKey(each, key)));
  if (lacking.length === 0) return { state: "found" };
  return isFilledLater(named, name, cluster)
    ? { state: "unknown" }
    : { state: "lacks-keys", keys: lacking };
}

/** Kubernetes keeps one in every namespace (pkg/controller/certificates/rootcacertpublisher): no manifest has to hold it. */
const ROOT_CA = "kube-root-ca.crt";

const byName = clusterFact((cluster) =>
  groupedBy(
    [...cluster.snapshot.ofKind("", "Secret"), ...cluster.snapshot.ofKind("", "ConfigMap")],
    ({ reference }) => `${reference.kind}/${reference.name}`,
  ),
);

const DATA = ["data", "stringData", "binaryData"] as const;

function lacksKey({ object }: SnapshotObject, key: string): boolean {
  return DATA.every((field) => !Object.hasOwn(objectAt(object, field), key));
}

// A controller fills it, or it is empty and waits for one.
function isFilledLater(named: readonly SnapshotObject[], name: string, cluster: Cluster): boolean {
  return (
    filledNames(cluster).has(name) ||
    named.some(
      ({ object }) =>
        textAt(object, "type") === "kubernetes.io/service-account-token" ||
        DATA.every((field) => Object.keys(objectAt(object, field)).length === 0),
    )
  );
}

const filledNames = clusterFact(
  (cluster) =>
    new Set([
      ...cluster.snapshot
        .ofKind("external-secrets.io", "ExternalSecret")
        .map(({ object, reference }) => textAt(object, "spec", "target", "name") || reference.name),
      ...cluster.snapshot
        .ofKind("bitnami.com", "SealedSecret")
        .map(({ reference }) => reference.name),
      ...cluster.snapshot
        .ofKind("cert-manager.io", "Certificate")
        .map(({ object }) => textAt(object, "spec", "secretName")),
    ]),
);
