import type { Cluster } from "../../cluster/cluster.ts";
import type { SeccompProfile } from "../../kubernetes/api/types.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { kubernetesMinorOf } from "./kubernetes-version.ts";
import type { PodContainer } from "./pod-containers.ts";

/** A seccomp profile that a pod or a container sets for itself. */
export interface SetProfile {
  readonly type: string;
  /** Of the type or the annotation, below the pod template. */
  readonly path: FieldPath;
  /** What stands there; an annotation has words of its own. */
  readonly written: string | undefined;
  readonly by: "field" | "annotation";
}

/** The seccomp profile that the pod sets for all its containers; undefined: none. */
export function podSeccompOf(pod: PodTemplate, cluster: Cluster): SetProfile | undefined {
  const path = ["spec", "securityContext", "seccompProfile", "type"];
  const field = fieldOf(pod.spec.securityContext?.seccompProfile, path);
  return field ?? annotationOf(pod, "seccomp.security.alpha.kubernetes.io/pod", cluster);
}

/** The seccomp profile that a container sets for itself, whatever its pod says; undefined: none. */
export function ownSeccompOf(
  { container, security, securityPath }: PodContainer,
  pod: PodTemplate,
  cluster: Cluster,
): SetProfile | undefined {
  const field = fieldOf(security.seccompProfile, [...securityPath, "seccompProfile", "type"]);
  const key = `container.seccomp.security.alpha.kubernetes.io/${container.name}`;
  return field ?? annotationOf(pod, key, cluster);
}

function fieldOf(profile: SeccompProfile | undefined, path: FieldPath): SetProfile | undefined {
  if (!profile) return undefined;
  return { type: profile.type ?? "", path, written: profile.type, by: "field" };
}

/** The first version in which nobody reads the annotations (kubernetes #114947); before, the API server makes fields of them. */
const ANNOTATIONS_GONE_IN = 27;

function annotationOf(
  { metadata }: PodTemplate,
  key: string,
  cluster: Cluster,
): SetProfile | undefined {
  const written = metadata.annotations[key];
  const minor = kubernetesMinorOf(cluster);
  if (written === undefined || minor === undefined || minor >= ANNOTATIONS_GONE_IN) {
    return undefined;
  }
  const type = typeOfAnnotation(written);
  const path = ["metadata", "annotations", key];
  return type === undefined ? undefined : { type, path, written, by: "annotation" };
}

// seccompFieldForAnnotation of pkg/api/pod: anything else makes no profile.
function typeOfAnnotation(value: string): string | undefined {
  if (value === "unconfined") return "Unconfined";
  if (value === "runtime/default" || value === "docker/default") return "RuntimeDefault";
  return value.startsWith("localhost/") && value !== "localhost/" ? "Localhost" : undefined;
}
