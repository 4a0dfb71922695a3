import { type DecodedStructures, decodeStructure } from "../kubernetes/decode.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import {
  validateMutatingPolicy,
  validateMutatingPolicyBinding,
  validateValidatingPolicy,
  validateValidatingPolicyBinding,
} from "./admission/policies.ts";
import { validateMutatingWebhooks, validateValidatingWebhooks } from "./admission/webhooks.ts";
import { validateAutoscaler, validateAutoscalerV1 } from "./autoscaler/autoscaler.ts";
import { validateConfigMap, validateSecret } from "./data-objects.ts";
import type { Decoded } from "./decoded.ts";
import { validateDisruptionBudget } from "./disruption-budget.ts";
import type { FieldError } from "./field-error.ts";
import { validateIngress } from "./ingress.ts";
import { validateNetworkPolicy } from "./network-policy.ts";
import { Place } from "./place.ts";
import { validateNamespace, validateServiceAccount } from "./plain-objects.ts";
import { validatePod } from "./pod/pod.ts";
import { validateLimitRange } from "./quotas/limit-range.ts";
import { validateResourceQuota } from "./quotas/resource-quota.ts";
import {
  validateClusterRole,
  validateClusterRoleBinding,
  validateRole,
  validateRoleBinding,
} from "./rbac.ts";
import { validateService } from "./service/service.ts";
import { validateCronJob } from "./workloads/cron-job.ts";
import { validateDaemonSet } from "./workloads/daemon-set.ts";
import { validateJob } from "./workloads/job.ts";
import {
  validateDeployment,
  validateReplicaSet,
  validateReplicationController,
} from "./workloads/replicated.ts";
import { validateStatefulSet } from "./workloads/stateful-set.ts";

type Validate = (object: KubernetesObject) => readonly FieldError[];

const ADMISSION = "admissionregistration.k8s.io/v1";
const RBAC = "rbac.authorization.k8s.io/v1";

const VALIDATIONS: ReadonlyMap<string, Validate> = new Map([
  [`${RBAC} Role`, validation("Role", validateRole)],
  [`${RBAC} ClusterRole`, validation("ClusterRole", validateClusterRole)],
  [`${RBAC} RoleBinding`, validation("RoleBinding", validateRoleBinding)],
  [`${RBAC} ClusterRoleBinding`, validation("ClusterRoleBinding", validateClusterRoleBinding)],
  ["v1 Pod", validation("Pod", validatePod)],
  ["v1 Service", validation("Service", validateService)],
  [
    `${ADMISSION} ValidatingWebhookConfiguration`,
    validation("ValidatingWebhookConfiguration", validateValidatingWebhooks),
  ],
  [
    `${ADMISSION} MutatingWebhookConfiguration`,
    validation("MutatingWebhookConfiguration", validateMutatingWebhooks),
  ],
  [
    `${ADMISSION} ValidatingAdmissionPolicy`,
    validation("ValidatingAdmissionPolicy", validateValidatingPolicy),
  ],
  [
    `${ADMISSION} ValidatingAdmissionPolicyBinding`,
    validation("ValidatingAdmissionPolicyBinding", validateValidatingPolicyBinding),
  ],
  [
    `${ADMISSION} MutatingAdmissionPolicy`,
    validation("MutatingAdmissionPolicy", validateMutatingPolicy),
  ],
  [
    `${ADMISSION} MutatingAdmissionPolicyBinding`,
    validation("MutatingAdmissionPolicyBinding", validateMutatingPolicyBinding),
  ],
  ["v1 ConfigMap", validation("ConfigMap", validateConfigMap)],
  ["v1 LimitRange", validation("LimitRange", validateLimitRange)],
  ["v1 Namespace", validation("Namespace", validateNamespace)],
  ["v1 ResourceQuota", validation("ResourceQuota", validateResourceQuota)],
  ["v1 Secret", validation("Secret", validateSecret)],
  ["v1 ServiceAccount", validation("ServiceAccount", validateServiceAccount)],
  [
    "autoscaling/v1 HorizontalPodAutoscaler",
    validation("AutoscalingV1HorizontalPodAutoscaler", validateAutoscalerV1),
  ],
  [
    "autoscaling/v2 HorizontalPodAutoscaler",
    validation("HorizontalPodAutoscaler", validateAutoscaler),
  ],
  ["networking.k8s.io/v1 Ingress", validation("Ingress", validateIngress)],
  ["policy/v1 PodDisruptionBudget", validation("PodDisruptionBudget", validateDisruptionBudget)],
  ["v1 ReplicationController", validation("ReplicationController", validateReplicationController)],
  ["apps/v1 DaemonSet", validation("DaemonSet", validateDaemonSet)],
  ["apps/v1 Deployment", validation("Deployment", validateDeployment)],
  ["apps/v1 ReplicaSet", validation("ReplicaSet", validateReplicaSet)],
  ["apps/v1 StatefulSet", validation("StatefulSet", validateStatefulSet)],
  ["batch/v1 CronJob", validation("CronJob", validateCronJob)],
  ["batch/v1 Job", validation("Job", validateJob)],
  ["networking.k8s.io/v1 NetworkPolicy", validation("NetworkPolicy", validateNetworkPolicy)],
]);

/**
 * Why the API server of Kubernetes 1.36.3 with its default feature gates refuses to create an object: what the decoder does
 * not take, else what validation finds after defaulting. Nothing of kinds and versions that are not known here, of what
 * admission plugins or a cluster's settings forbid, and of fields that no kind has, which the API server leaves out.
 */
export function validateObject(object: KubernetesObject): readonly FieldError[] {
  return VALIDATIONS.get(`${object.apiVersion} ${object.kind}`)?.(object) ?? [];
}

/** Whether objects of this kind and version are validated here. */
export function isValidated({
  apiVersion,
  kind,
}: Pick<KubernetesObject, "apiVersion" | "kind">): boolean {
  return VALIDATIONS.has(`${apiVersion} ${kind}`);
}

function validation<Name extends keyof DecodedStructures>(
  name: Name,
  validate: (decoded: Decoded<DecodedStructures[Name]>, at: Place) => void,
): Validate {
  return (object) => {
    const errors: FieldError[] = [];
    const root = new Place(errors);
    const { value, problems } = decodeStructure(name, object);
    for (const { kind, path, message } of problems) {
      if (kind === "wrong-type") root.typeInvalid(message, path);
    }
    if (errors.length === 0) {
      // A door: what the decoder leaves lacks required fields where the object does.
      validate(value as Decoded<DecodedStructures[Name]>, root);
    }
    return errors;
  };
}
