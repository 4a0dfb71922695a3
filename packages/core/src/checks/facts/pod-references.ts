import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { PodSpec, Volume } from "../../kubernetes/api/types.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { asJson, listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { perPod } from "../../kubernetes/per-pod.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { type PodContainer, podContainersOf } from "./pod-containers.ts";

/** A Secret or ConfigMap that a pod names. */
export interface PodReference {
  readonly kind: "Secret" | "ConfigMap";
  readonly name: string;
  /** The keys that it needs; empty where any will do. */
  readonly keys: readonly string[];
  /** Whether the pod starts without it. */
  readonly optional: boolean;
  /** Below the pod template. */
  readonly path: FieldPath;
  /** How messages name the place: `container "web"`, `volume "db"`. */
  readonly label: string;
  readonly container?: string;
}

/** Every Secret and ConfigMap that a pod names, in the order of its fields: containers, volumes, then image pull secrets. */
export const podReferencesOf: (pod: { readonly spec: PodSpec }) => readonly PodReference[] = perPod(
  (spec) => [...referencesIn(spec)],
);

function* referencesIn(spec: PodSpec): Generator<PodReference> {
  for (const each of podContainersOf({ spec })) yield* referencesOfContainer(each);
  const { volumes = [], imagePullSecrets = [] } = spec;
  for (const [index, volume] of volumes.entries())
    yield* referencesOfVolume(volume, ["spec", "volumes", index]);
  for (const [index, { name = "" }] of imagePullSecrets.entries()) {
    const path = ["spec", "imagePullSecrets", index, "name"];
    // The kubelet pulls without a secret that is not there.
    yield { kind: "Secret", name, keys: [], optional: true, path, label: "pod" };
  }
}

function* referencesOfContainer(each: PodContainer): Generator<PodReference> {
  const { container, path, label } = each;
  const place = { label, container: container.name };
  for (const [index, { valueFrom }] of (container.env ?? []).entries()) {
    if (valueFrom === undefined) continue;
    const base = [...path, "env", index, "valueFrom"];
    yield* referencesOfSource(valueFrom, VARIABLE, base, place);
  }
  for (const [index, source] of (container.envFrom ?? []).entries())
    yield* referencesOfSource(source, WHOLE, [...path, "envFrom", index], place);
}

function* referencesOfVolume(volume: Volume, path: FieldPath): Generator<PodReference> {
  const place = { label: `volume "${volume.name}"` };
  yield* referencesOfSource(volume, VOLUME, path, place);
  for (const [index, source] of (volume.projected?.sources ?? []).entries()) {
    const base = [...path, "projected", "sources", index];
    yield* referencesOfSource(source, VOLUME, base, place);
  }
  // Drivers of storage that log in with a Secret.
  for (const [driver, field] of DRIVERS) {
    if (!Object.hasOwn(volume, driver)) continue;
    const named = valueAt(asJson(volume), driver, field);
    const name = typeof named === "string" ? named : textAt(named ?? null, "name");
    if (name === "") continue;
    const base = [...path, driver, field];
    yield { kind: "Secret", name, keys: [], optional: false, path: base, ...place };
  }
}

interface Place {
  readonly label: string;
  readonly container?: string;
}

/** Fields that name one of the two kinds. */
type SourceFields = readonly (readonly [kind: PodReference["kind"], field: string])[];

const VARIABLE: SourceFields = [
  ["Secret", "secretKeyRef"],
  ["ConfigMap", "configMapKeyRef"],
];
const WHOLE: SourceFields = [
  ["Secret", "secretRef"],
  ["ConfigMap", "configMapRef"],
];
const VOLUME: SourceFields = [
  ["Secret", "secret"],
  ["ConfigMap", "configMap"],
];
const DRIVERS = [
  ["csi", "nodePublishSecretRef"],
  ["azureFile", "secretName"],
  ["cephfs", "secretRef"],
  ["cinder", "secretRef"],
  ["flexVolume", "secretRef"],
  ["iscsi", "secretRef"],
  ["rbd", "secretRef"],
  ["scaleIO", "secretRef"],
  ["storageos", "secretRef"],
] as const;

function* referencesOfSource(
  source: object,
  fields: SourceFields,
  base: FieldPath,
  place: Place,
): Generator<PodReference> {
  for (const [kind, field] of fields) {
    if (!Object.hasOwn(source, field)) continue;
    const value = valueAt(asJson(source), field);
    if (!isJsonObject(value)) continue;
    yield {
      kind,
      name: textAt(value, "secretName") || textAt(value, "name"),
      keys: keysOf(value),
      optional: valueAt(value, "optional") === true,
      path: [...base, field],
      ...place,
    };
  }
}

// A variable has one key, a volume may list some; every key will do otherwise.
function keysOf(value: JsonValue): readonly string[] {
  const items = listAt(value, "items").map((item) => textAt(item, "key"));
  return [textAt(value, "key"), ...items].filter((key) => key !== "");
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
    const complete =
      cluster.assumptions.wholeCluster.value && cluster.snapshot.ofKind("", kind).length > 0;
    return { state: complete ? "missing" : "unknown" };
  }
  const lacking = keys.filter((key) => named.every((each) => lacksKey(each, key)));
  if (lacking.length === 0) return { state: "found" };
  return isFilledLater(named, name, cluster)
    ? { state: "unknown" }
    : { state: "lacks-keys", keys: lacking };
}

/** Whether an object may end up in a namespace: where either names none, the command that applies them decides. */
export function mayBeIn(own: string | undefined, wanted: string | undefined): boolean {
  return own === wanted || own === undefined || wanted === undefined;
}

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
