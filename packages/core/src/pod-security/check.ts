import type { PodSpec } from "../kubernetes/api/types.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";

/** What a check reads of a pod; a `PodTemplate` is one. */
export interface PodSecurityPod {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

/** Why a check refuses a pod, in the words of pod-security-admission. */
export interface Refusal {
  readonly reason: string;
  readonly detail: string;
  /** The fields at fault, below the pod; a field that must be set and is absent has its path here too. */
  readonly paths: readonly FieldPath[];
}

/** One revision of a check, in force from `since` until the next one. */
export interface PodSecurityRevision {
  readonly since: `v1.${number}`;
  /** Names of baseline checks that need not run where this one does, for it forbids all that they forbid. */
  readonly overrides?: readonly string[];
  readonly evaluate: (pod: PodSecurityPod) => Refusal | undefined;
}

/** A control of the Pod Security Standards, in all its versions. */
export interface PodSecurityCheck {
  /** Kebab-case, equal to the file name. */
  readonly id: string;
  /** Upstream's id, by which results are named and ordered. */
  readonly name: string;
  readonly level: "baseline" | "restricted";
  /** In rising order of `since`. */
  readonly versions: readonly [PodSecurityRevision, ...PodSecurityRevision[]];
}
