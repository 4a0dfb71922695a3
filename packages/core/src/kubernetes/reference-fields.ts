import type { Container, EphemeralContainer, KeyToPath, PodSpec, Volume } from "./api/types.ts";
import type { FieldPath } from "./field-path.ts";

/** A field of a pod that refers to a Secret or ConfigMap of the pod's namespace. */
export interface DataReference {
  readonly kind: "Secret" | "ConfigMap";
  /** "" where the field names none. */
  readonly name: string;
  /** The keys that it needs; empty where any will do. */
  readonly keys: readonly string[];
  /** Whether the pod starts without it. */
  readonly optional: boolean;
  /** The field that refers, below the path that was given. */
  readonly path: FieldPath;
  /** The field below `path` that holds the name; empty where `path` is that field. */
  readonly nameField: readonly ("name" | "secretName")[];
}

/** A name that a pod refers to, and the field that holds it, below the pod template. */
export interface NamedReference {
  readonly name: string;
  readonly path: FieldPath;
}

/** Every claim that a pod of a name mounts: by the claim's name, or the one that is made for an ephemeral volume. */
export function claimsOf(podName: string, { volumes = [] }: PodSpec): readonly NamedReference[] {
  return volumes.flatMap(({ name, persistentVolumeClaim, ephemeral }, index) => {
    const path = ["spec", "volumes", index];
    if (persistentVolumeClaim) {
      const { claimName = "" } = persistentVolumeClaim;
      const field = [...path, "persistentVolumeClaim", "claimName"];
      return claimName === "" ? [] : { name: claimName, path: field };
    }
    return ephemeral ? { name: `${podName}-${name}`, path: [...path, "ephemeral"] } : [];
  });
}

/** The Secrets that images are pulled with, below the pod template; the kubelet pulls without one that is not there. */
export function pullSecretsOf({ imagePullSecrets = [] }: PodSpec): readonly DataReference[] {
  return imagePullSecrets.map(({ name = "" }, index) => {
    const path = ["spec", "imagePullSecrets", index, "name"];
    return { kind: "Secret", name, keys: [], optional: true, path, nameField: [] };
  });
}

/** What the variables of a container refer to one by one. */
export function* variableReferencesOf(
  { env = [] }: Container | EphemeralContainer,
  container: FieldPath,
): Generator<DataReference> {
  for (const [index, { valueFrom }] of env.entries()) {
    if (valueFrom === undefined) continue;
    const { secretKeyRef, configMapKeyRef } = valueFrom;
    const at = [...container, "env", index, "valueFrom"];
    yield* referenceBy("Secret", secretKeyRef, [...at, "secretKeyRef"]);
    yield* referenceBy("ConfigMap", configMapKeyRef, [...at, "configMapKeyRef"]);
  }
}

/** What a container takes whole as variables. */
export function* environmentReferencesOf(
  { envFrom = [] }: Container | EphemeralContainer,
  container: FieldPath,
): Generator<DataReference> {
  for (const [index, { secretRef, configMapRef }] of envFrom.entries()) {
    const at = [...container, "envFrom", index];
    yield* referenceBy("Secret", secretRef, [...at, "secretRef"]);
    yield* referenceBy("ConfigMap", configMapRef, [...at, "configMapRef"]);
  }
}

/** Drivers of storage that log in with a Secret, which their field `secretRef` names. */
const DRIVERS = ["cephfs", "cinder", "flexVolume", "iscsi", "rbd", "scaleIO", "storageos"] as const;

/** What a volume of a pod refers to: its content, and the Secrets of drivers. */
export function* volumeReferencesOf(volume: Volume, at: FieldPath): Generator<DataReference> {
  const { azureFile, configMap, csi, projected, secret } = volume;
  yield* referenceBy("Secret", secret, [...at, "secret"], "secretName");
  yield* referenceBy("ConfigMap", configMap, [...at, "configMap"]);
  for (const [index, source] of (projected?.sources ?? []).entries()) {
    const base = [...at, "projected", "sources", index];
    yield* referenceBy("Secret", source.secret, [...base, "secret"]);
    yield* referenceBy("ConfigMap", source.configMap, [...base, "configMap"]);
  }
  yield* referenceBy("Secret", csi?.nodePublishSecretRef, [...at, "csi", "nodePublishSecretRef"]);
  if (azureFile) {
    const path = [...at, "azureFile", "secretName"];
    const { secretName: name = "" } = azureFile;
    yield { kind: "Secret", name, keys: [], optional: false, path, nameField: [] };
  }
  for (const driver of DRIVERS)
    if (volume[driver])
      yield* referenceBy("Secret", volume[driver].secretRef, [...at, driver, "secretRef"]);
}

/** What the fields that refer have in common. */
interface Source {
  readonly name?: string;
  readonly secretName?: string;
  readonly key?: string;
  readonly items?: readonly KeyToPath[];
  readonly optional?: boolean;
}

function* referenceBy(
  kind: DataReference["kind"],
  source: Source | undefined,
  path: FieldPath,
  nameField: "name" | "secretName" = "name",
): Generator<DataReference> {
  if (!source) return;
  const { key = "", items = [], optional = false } = source;
  // A variable has one key, a volume may list some; every key will do otherwise.
  const keys = [key, ...items.map((item) => item.key ?? "")].filter((each) => each !== "");
  yield { kind, name: source[nameField] ?? "", keys, optional, path, nameField: [nameField] };
}
