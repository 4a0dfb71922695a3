import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../../kubernetes/json-fields.ts";
import { isFromCluster, stringMapOf } from "../../kubernetes/object.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { lifecycleOfKind } from "./lifecycles.ts";
import { type ApiUse, type UsesAsked, usesOf } from "./uses.ts";

/**
 * Versions in which objects are written: manifests by their `apiVersion`, objects of a cluster by who wrote them last. The
 * `apiVersion` of the latter is only the one in which they were asked for.
 */
export function writtenUses({ snapshot, target }: UsesAsked): readonly ApiUse[] {
  return snapshot.objects.flatMap((entry) =>
    isOfCluster(entry)
      ? [...lastWriterUses(entry, target), ...lastAppliedUses(entry, target)]
      : manifestUses(entry, target),
  );
}

function isOfCluster({ object, origin }: SnapshotObject): boolean {
  return origin.from === "server" || isFromCluster(object);
}

function manifestUses(
  { object, reference, origin }: SnapshotObject,
  target: number,
): readonly ApiUse[] {
  // Of a part of a kustomization only what is made of it is applied.
  if (origin.from === "file" && origin.isPart) return [];
  const lifecycle = lifecycleOfKind(object.apiVersion, object.kind);
  return usesOf(lifecycle, target, {
    signal: "manifest",
    confidence: "high",
    object: reference,
    path: ["apiVersion"],
    message: `the manifest is written in ${object.apiVersion}`,
  });
}

/** An entry of `metadata.managedFields`. */
interface Writer {
  readonly index: number;
  readonly manager: string;
  readonly operation: string;
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string;
}

// What belongs to Kubernetes is upgraded with it, and then writes another version.
const OF_KUBERNETES: ReadonlySet<string> = new Set([
  "cloud-controller-manager",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-proxy",
  "kube-scheduler",
  "kubelet",
]);

/** Those who wrote an object, without what belongs to Kubernetes. */
function writersOf({ object }: SnapshotObject): readonly Writer[] {
  return listAt(object, "metadata", "managedFields")
    .map((entry, index) => ({
      index,
      manager: textAt(entry, "manager"),
      operation: textAt(entry, "operation"),
      apiVersion: textAt(entry, "apiVersion"),
      subresource: textAt(entry, "subresource"),
      time: textAt(entry, "time"),
    }))
    .filter(({ manager, apiVersion }) => !OF_KUBERNETES.has(manager) && apiVersion !== "");
}

/** The newest of some; undefined where none is, or where two wrote in the same second in different versions. */
function newestOf(writers: readonly Writer[]): Writer | undefined {
  const [newest, next] = [...writers].sort((a, b) => compareTimes(b.time, a.time));
  if (!newest || !next || next.time !== newest.time) return newest;
  return next.apiVersion === newest.apiVersion ? newest : undefined;
}

// Times of one form, in UTC, are in the order of their texts.
function compareTimes(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Of each part of an object (itself, its status) only the last writer counts: who wrote before may have been a client that is long
 * gone, whose version only remained stored.
 */
function lastWriterUses(entry: SnapshotObject, target: number): readonly ApiUse[] {
  const writers = writersOf(entry);
  const parts = new Set(writers.map(({ subresource }) => subresource));
  return [...parts].flatMap((part) => {
    const last = newestOf(writers.filter(({ subresource }) => subresource === part));
    if (!last) return [];
    const { apiVersion, manager, operation, time, index } = last;
    const at = time === "" ? "" : ` on ${time}`;
    return usesOf(lifecycleOfKind(apiVersion, entry.object.kind), target, {
      signal: "managed-fields",
      // Whoever applies owns fields for good, and does it again; another may have come once.
      confidence: operation === "Apply" || isClientSideApply(last) ? "medium" : "low",
      object: entry.reference,
      path: ["metadata", "managedFields", index, "apiVersion"],
      manager,
      message: `${manager || "somebody"} wrote ${part === "" ? "it" : `its ${part}`} last in ${apiVersion}${at}`,
    });
  });
}

function isClientSideApply({ manager }: Writer): boolean {
  return manager.startsWith("kubectl");
}

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * What `kubectl apply` was given last. The annotation goes on to stand where others have taken over, so that it counts only as far as
 * the last writer does not speak against it.
 */
function lastAppliedUses(entry: SnapshotObject, target: number): readonly ApiUse[] {
  const applied = lastAppliedOf(entry);
  if (!applied) return [];
  const lifecycle = lifecycleOfKind(applied.apiVersion, applied.kind);
  if (!lifecycle) return [];
  const writers = writersOf(entry).filter(({ subresource }) => subresource === "");
  const last = newestOf(writers);
  const isDoubted = writers.length > 0 && last?.apiVersion !== applied.apiVersion;
  if (isDoubted) return [];
  return usesOf(lifecycle, target, {
    signal: "last-applied",
    confidence: last === undefined ? "low" : "medium",
    object: entry.reference,
    path: ["metadata", "annotations", LAST_APPLIED],
    message: `kubectl apply was given ${applied.apiVersion} ${applied.kind} last`,
  });
}

function lastAppliedOf({
  object,
}: SnapshotObject): { readonly apiVersion: string; readonly kind: string } | undefined {
  const text = stringMapOf(object, "annotations")[LAST_APPLIED];
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as JsonValue;
    return { apiVersion: textAt(value, "apiVersion"), kind: textAt(value, "kind") };
  } catch {
    return undefined;
  }
}

/** Fields that name an object in a group that goes: what follows them finds nothing any more. */
export function referenceUses({ snapshot, target }: UsesAsked): readonly ApiUse[] {
  return snapshot.ofKind("autoscaling", "HorizontalPodAutoscaler").flatMap((entry) => {
    const scaled = objectAt(entry.object, "spec", "scaleTargetRef");
    const apiVersion = textAt(scaled, "apiVersion");
    const lifecycle = lifecycleOfKind(apiVersion, textAt(scaled, "kind"));
    // Within a group the version says nothing: the autoscaler asks for what is served.
    if (!lifecycle?.replacement?.apiVersion || lifecycle.group !== "extensions") return [];
    return usesOf(lifecycle, target, {
      signal: "reference",
      confidence: "high",
      object: entry.reference,
      path: ["spec", "scaleTargetRef", "apiVersion"],
      message: `scales what it calls ${apiVersion} ${lifecycle.kind}`,
    });
  });
}
