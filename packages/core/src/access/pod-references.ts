import type { PodSpec } from "../kubernetes/api/types.ts";
import { containersOf } from "../kubernetes/containers.ts";
import {
  type DataReference,
  environmentReferencesOf,
  type NamedReference,
  pullSecretsOf,
  variableReferencesOf,
  volumeReferencesOf,
} from "../kubernetes/reference-fields.ts";

/** Every secret that a pod names: `VisitPodSecretNames` of k8s.io/kubernetes/pkg/api/v1/pod/util.go. */
export function secretsOf(spec: PodSpec): readonly NamedReference[] {
  return namesOf("Secret", spec);
}

/** Every ConfigMap that a pod names: `VisitPodConfigmapNames`. */
export function configMapsOf(spec: PodSpec): readonly NamedReference[] {
  return namesOf("ConfigMap", spec);
}

// Names that are empty are skipped, as `skipEmptyNames` does.
function namesOf(wanted: DataReference["kind"], spec: PodSpec): readonly NamedReference[] {
  return [...visited(spec)].flatMap(({ kind, name, path, nameField }) =>
    kind === wanted && name !== "" ? { name, path: [...path, ...nameField] } : [],
  );
}

/** In upstream's order: what stands first is the way that a proof names. */
function* visited(spec: PodSpec): Generator<DataReference> {
  yield* pullSecretsOf(spec);
  for (const { container, fieldPath } of containersOf(spec)) {
    yield* environmentReferencesOf(container, ["spec", ...fieldPath]);
    yield* variableReferencesOf(container, ["spec", ...fieldPath]);
  }
  for (const [index, volume] of (spec.volumes ?? []).entries())
    yield* volumeReferencesOf(volume, ["spec", "volumes", index]);
}
