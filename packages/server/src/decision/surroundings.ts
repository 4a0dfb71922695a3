import { type Cluster, type ClusterSettings, createCluster } from "@watertight/core/cluster";
import {
  type KubernetesObject,
  objectAt,
  referenceOf,
  sameJson,
} from "@watertight/core/kubernetes";
import { createSnapshot, type SnapshotInput, type SourceObject } from "@watertight/core/snapshot";

/** What is known of the cluster around a request: the few objects that decisions rest on, as they are now. */
export interface Surroundings {
  /** A cluster that holds the namespace, what is in it and what is in none; "" for what is in none. */
  readonly clusterOf: (namespace: string) => Cluster;
  readonly namespace: (name: string) => KubernetesObject | undefined;
  /** All objects, in no order. */
  readonly objects: () => Iterable<KubernetesObject>;
  /** As `v1.36`. */
  readonly kubernetesVersion: string;
  readonly put: (object: KubernetesObject) => void;
  readonly remove: (object: KubernetesObject) => void;
}

/** What holds for the whole of a cluster, however its objects change. */
interface SurroundingsSettings {
  readonly kubernetesVersion: SnapshotInput["assumptions"]["kubernetesVersion"];
  /** What could not be read: what is missing there says nothing. */
  readonly notExamined?: SnapshotInput["coverage"]["notExamined"];
  readonly cluster?: ClusterSettings;
}

/** Most namespaces whose clusters are kept: each is made in less than a millisecond. */
const KEPT = 256;

export function createSurroundings(settings: SurroundingsSettings): Surroundings {
  const byNamespace = new Map<string, Map<string, KubernetesObject>>();
  const clusters = new Map<string, Cluster>();
  const inPlace = (namespace: string): Map<string, KubernetesObject> => {
    const known = byNamespace.get(namespace) ?? new Map<string, KubernetesObject>();
    byNamespace.set(namespace, known);
    return known;
  };
  const forget = (namespace: string): void => {
    // What is in no namespace is around all of them.
    if (namespace === "") clusters.clear();
    else clusters.delete(namespace);
  };
  return {
    kubernetesVersion: settings.kubernetesVersion.value,
    clusterOf: (namespace) => {
      const known = clusters.get(namespace);
      if (known) return known;
      const around = [...inPlaceOf(byNamespace, "")];
      const own = namespace === "" ? [] : [...inPlaceOf(byNamespace, namespace)];
      const cluster = createCluster(createSnapshot(inputOf([...around, ...own], settings)), {
        ...settings.cluster,
      });
      if (clusters.size >= KEPT) clusters.clear();
      clusters.set(namespace, cluster);
      return cluster;
    },
    namespace: (name) => byNamespace.get(name)?.get(NAMESPACE_KEY),
    objects: function* objects() {
      for (const place of byNamespace.values()) yield* place.values();
    },
    put: (object) => {
      const { namespace, key } = placeOf(object);
      const place = inPlace(namespace);
      const before = place.get(key);
      place.set(key, object);
      if (!before || !isOnlyUsed(before, object)) forget(namespace);
    },
    remove: (object) => {
      const { namespace, key } = placeOf(object);
      const place = byNamespace.get(namespace);
      place?.delete(key);
      if (place?.size === 0) byNamespace.delete(namespace);
      forget(namespace);
    },
  };
}

/** Of a quota the API server writes with each Pod how much of it is used, which no check reads. */
function isOnlyUsed(before: KubernetesObject, object: KubernetesObject): boolean {
  if (object.kind !== "ResourceQuota") return false;
  return sameJson(objectAt(before, "spec"), objectAt(object, "spec"));
}

const NAMESPACE_KEY = "v1/Namespace";

function inPlaceOf(
  byNamespace: ReadonlyMap<string, ReadonlyMap<string, KubernetesObject>>,
  namespace: string,
): Iterable<KubernetesObject> {
  return byNamespace.get(namespace)?.values() ?? [];
}

/** A Namespace is kept with what is in it. */
function placeOf(object: KubernetesObject): { readonly namespace: string; readonly key: string } {
  const { apiVersion, kind, namespace = "", name } = referenceOf(object);
  return apiVersion === "v1" && kind === "Namespace"
    ? { namespace: name, key: NAMESPACE_KEY }
    : { namespace, key: `${apiVersion}/${kind}/${name}` };
}

function inputOf(
  objects: readonly KubernetesObject[],
  { kubernetesVersion, notExamined = [] }: SurroundingsSettings,
): SnapshotInput {
  return {
    objects: objects.map(sourceOf),
    coverage: { files: 0, documents: 0, objects: objects.length, notExamined, unknownKinds: [] },
    diagnostics: [],
    assumptions: {
      kubernetesVersion,
      // It shows what decisions rest on, and of everything else nothing.
      wholeCluster: { value: false, known: "observed" },
    },
    sourceOf: () => undefined,
  };
}

/** An object that stands nowhere yet. */
export function sourceOf(object: KubernetesObject): SourceObject {
  return { object, origin: { from: "computed" } };
}
