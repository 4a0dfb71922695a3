import type { EnvFromSource, EnvVar, PodSpec, Volume } from "../kubernetes/api/types.ts";
import { containersOf } from "../kubernetes/containers.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";

/** A name in a PodSpec that the kubelet has to read, and the field of the Pod that says so. */
export interface NamedReference {
  readonly name: string;
  readonly path: FieldPath;
}

/** Every secret that a pod names: `VisitPodSecretNames` of k8s.io/kubernetes/pkg/api/v1/pod/util.go. */
export function secretsOf(spec: PodSpec): readonly NamedReference[] {
  return named([
    ...(spec.imagePullSecrets ?? []).map(
      ({ name }, index) => [name, ["imagePullSecrets", index, "name"]] as const,
    ),
    ...environmentOf(
      spec,
      ({ secretRef }) => [secretRef?.name, ["secretRef", "name"]],
      ({ valueFrom }) => [valueFrom?.secretKeyRef?.name, ["valueFrom", "secretKeyRef", "name"]],
    ),
    ...volumesOf(spec, secretsOfVolume),
  ]);
}

/** Every ConfigMap that a pod names: `VisitPodConfigmapNames`. */
export function configMapsOf(spec: PodSpec): readonly NamedReference[] {
  return named([
    ...environmentOf(
      spec,
      ({ configMapRef }) => [configMapRef?.name, ["configMapRef", "name"]],
      ({ valueFrom }) => [
        valueFrom?.configMapKeyRef?.name,
        ["valueFrom", "configMapKeyRef", "name"],
      ],
    ),
    ...volumesOf(spec, ({ configMap, projected }) => [
      [configMap?.name, ["configMap", "name"]],
      ...(projected?.sources ?? []).map(
        (source, index): Candidate => [
          source.configMap?.name,
          ["projected", "sources", index, "configMap", "name"],
        ],
      ),
    ]),
  ]);
}

/** Every PersistentVolumeClaim that a pod names or that is made for one of its ephemeral volumes. */
export function claimsOf(podName: string, spec: PodSpec): readonly NamedReference[] {
  return named(
    volumesOf(spec, ({ name, persistentVolumeClaim, ephemeral }) => [
      persistentVolumeClaim
        ? [persistentVolumeClaim.claimName, ["persistentVolumeClaim", "claimName"]]
        : [ephemeral && `${podName}-${name}`, ["ephemeral"]],
    ]),
  );
}

type Candidate = readonly [name: string | undefined, path: FieldPath];

// Names that are empty are skipped, as `skipEmptyNames` does.
function named(candidates: readonly Candidate[]): readonly NamedReference[] {
  return candidates.flatMap(([name, path]) =>
    name === undefined || name === "" ? [] : [{ name, path: ["spec", ...path] }],
  );
}

function environmentOf(
  spec: PodSpec,
  fromSource: (source: EnvFromSource) => Candidate,
  fromVariable: (variable: EnvVar) => Candidate,
): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const { container, fieldPath } of containersOf(spec)) {
    for (const [index, source] of (container.envFrom ?? []).entries()) {
      candidates.push(below([...fieldPath, "envFrom", index], fromSource(source)));
    }
    for (const [index, variable] of (container.env ?? []).entries()) {
      candidates.push(below([...fieldPath, "env", index], fromVariable(variable)));
    }
  }
  return candidates;
}

function volumesOf(
  spec: PodSpec,
  candidatesOf: (volume: Volume) => readonly Candidate[],
): readonly Candidate[] {
  return (spec.volumes ?? []).flatMap((volume, index) =>
    candidatesOf(volume).map((candidate) => below(["volumes", index], candidate)),
  );
}

function below(path: FieldPath, [name, rest]: Candidate): Candidate {
  return [name, [...path, ...rest]];
}

function secretsOfVolume(volume: Volume): readonly Candidate[] {
  const { azureFile, csi, projected, secret } = volume;
  const withSecretRef = [
    "cephfs",
    "cinder",
    "flexVolume",
    "iscsi",
    "rbd",
    "scaleIO",
    "storageos",
  ] as const;
  return [
    [azureFile?.secretName, ["azureFile", "secretName"]],
    [secret?.secretName, ["secret", "secretName"]],
    [csi?.nodePublishSecretRef?.name, ["csi", "nodePublishSecretRef", "name"]],
    ...withSecretRef.map(
      (field): Candidate => [volume[field]?.secretRef?.name, [field, "secretRef", "name"]],
    ),
    ...(projected?.sources ?? []).map(
      (source, index): Candidate => [
        source.secret?.name,
        ["projected", "sources", index, "secret", "name"],
      ],
    ),
  ];
}
