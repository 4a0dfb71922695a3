import type { Edit } from "../../kubernetes/edit.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { removedApiOf } from "../removed-apis.ts";
import { autoscalerBeta1 } from "./autoscaler.ts";
import { customResourceDefinition } from "./custom-resource-definition.ts";
import { ingress } from "./ingress.ts";
import {
  bindingAlpha1,
  disruptionBudget,
  endpointSlice,
  priorityLevelBeta2,
  resourceClaimBeta1,
  resourceClaimTemplateBeta1,
  resourceSliceBeta1,
  runtimeClassAlpha1,
  signingRequest,
  webhooks,
} from "./policies.ts";
import { type Rewriting, unchanged } from "./rewrite.ts";
import {
  appsBeta2,
  deploymentBeta1,
  extensionsDaemonSet,
  extensionsDeployment,
  extensionsReplicaSet,
  statefulSetBeta1,
} from "./workloads.ts";

/** An object in the API version that has it for good. */
export interface RewrittenObject {
  readonly apiVersion: string;
  /** The first minor that serves this version. */
  readonly since: number;
  readonly edits: readonly Edit[];
}

/** Whether objects of a kind in a version can be rewritten without knowing more than they say. */
export function isRewritten(apiVersion: string, kind: string): boolean {
  return (
    rewritings().has(`${apiVersion} ${kind}`) &&
    removedApiOf(apiVersion, kind)?.replacement !== undefined
  );
}

/**
 * The edits that write an object of a version that goes in the one that stays, so that it means the same: what the old version took for
 * granted stands in it then where the new one takes something else for granted. A clause where it does not say enough; undefined where
 * nothing mechanical is known.
 */
export function rewriteOf(
  object: KubernetesObject,
): RewrittenObject | { readonly problem: string } | undefined {
  const { apiVersion, kind } = object;
  const replacement = removedApiOf(apiVersion, kind)?.replacement;
  const rewriting = rewritings().get(`${apiVersion} ${kind}`);
  if (!replacement || !rewriting) return undefined;
  const edits = rewriting(object);
  if ("problem" in edits) return edits;
  return {
    apiVersion: replacement.apiVersion,
    since: replacement.since,
    edits: [{ op: "replace", path: ["apiVersion"], value: replacement.apiVersion }, ...edits],
  };
}

let made: ReadonlyMap<string, Rewriting> | undefined;

function rewritings(): ReadonlyMap<string, Rewriting> {
  made ??= new Map([
    ...UNCHANGED.trim()
      .split("\n")
      .map((line) => [line, unchanged] as const),
    ...CHANGED,
  ]);
  return made;
}

const CHANGED: readonly (readonly [string, Rewriting])[] = [
  ["admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration", webhooks],
  ["admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration", webhooks],
  ["apiextensions.k8s.io/v1beta1 CustomResourceDefinition", customResourceDefinition],
  ["apps/v1beta1 Deployment", deploymentBeta1],
  ["apps/v1beta1 StatefulSet", statefulSetBeta1],
  ["apps/v1beta2 DaemonSet", appsBeta2],
  ["apps/v1beta2 Deployment", appsBeta2],
  ["apps/v1beta2 ReplicaSet", appsBeta2],
  ["apps/v1beta2 StatefulSet", appsBeta2],
  ["autoscaling/v2beta1 HorizontalPodAutoscaler", autoscalerBeta1],
  ["certificates.k8s.io/v1beta1 CertificateSigningRequest", signingRequest],
  ["discovery.k8s.io/v1beta1 EndpointSlice", endpointSlice],
  ["extensions/v1beta1 DaemonSet", extensionsDaemonSet],
  ["extensions/v1beta1 Deployment", extensionsDeployment],
  ["extensions/v1beta1 Ingress", ingress],
  ["extensions/v1beta1 ReplicaSet", extensionsReplicaSet],
  ["flowcontrol.apiserver.k8s.io/v1alpha1 PriorityLevelConfiguration", priorityLevelBeta2],
  ["flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration", priorityLevelBeta2],
  ["flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfiguration", priorityLevelBeta2],
  ["networking.k8s.io/v1beta1 Ingress", ingress],
  ["node.k8s.io/v1alpha1 RuntimeClass", runtimeClassAlpha1],
  ["policy/v1beta1 PodDisruptionBudget", disruptionBudget],
  ["rbac.authorization.k8s.io/v1alpha1 ClusterRoleBinding", bindingAlpha1],
  ["rbac.authorization.k8s.io/v1alpha1 RoleBinding", bindingAlpha1],
  ["resource.k8s.io/v1beta1 ResourceClaim", resourceClaimBeta1],
  ["resource.k8s.io/v1beta1 ResourceClaimTemplate", resourceClaimTemplateBeta1],
  ["resource.k8s.io/v1beta1 ResourceSlice", resourceSliceBeta1],
];

/** Where the version alone differs: no field and no default does. */
const UNCHANGED = `
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBinding
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicyBinding
apiregistration.k8s.io/v1beta1 APIService
audit.k8s.io/v1beta1 Policy
autoscaling/v2beta2 HorizontalPodAutoscaler
batch/v1beta1 CronJob
batch/v2alpha1 CronJob
certificates.k8s.io/v1beta1 ClusterTrustBundle
coordination.k8s.io/v1beta1 Lease
extensions/v1beta1 NetworkPolicy
flowcontrol.apiserver.k8s.io/v1alpha1 FlowSchema
flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema
flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema
flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema
flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration
networking.k8s.io/v1alpha1 IPAddress
networking.k8s.io/v1alpha1 ServiceCIDR
networking.k8s.io/v1beta1 IPAddress
networking.k8s.io/v1beta1 IngressClass
networking.k8s.io/v1beta1 ServiceCIDR
node.k8s.io/v1beta1 RuntimeClass
rbac.authorization.k8s.io/v1alpha1 ClusterRole
rbac.authorization.k8s.io/v1alpha1 Role
rbac.authorization.k8s.io/v1beta1 ClusterRole
rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding
rbac.authorization.k8s.io/v1beta1 Role
rbac.authorization.k8s.io/v1beta1 RoleBinding
resource.k8s.io/v1beta1 DeviceClass
resource.k8s.io/v1beta2 DeviceClass
resource.k8s.io/v1beta2 ResourceClaim
resource.k8s.io/v1beta2 ResourceClaimTemplate
resource.k8s.io/v1beta2 ResourceSlice
scheduling.k8s.io/v1alpha1 PriorityClass
scheduling.k8s.io/v1beta1 PriorityClass
storage.k8s.io/v1beta1 CSIDriver
storage.k8s.io/v1beta1 CSINode
storage.k8s.io/v1beta1 CSIStorageCapacity
storage.k8s.io/v1beta1 StorageClass
storage.k8s.io/v1beta1 VolumeAttachment
storage.k8s.io/v1beta1 VolumeAttributesClass
`;
