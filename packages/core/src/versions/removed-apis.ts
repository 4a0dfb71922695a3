/** A kind in a version of its API group that Kubernetes stopped, or will stop, to serve. Numbers are minor versions. */
export interface RemovedApi {
  readonly apiVersion: string;
  readonly kind: string;
  readonly deprecatedIn: number;
  readonly removedIn: number;
  /** The API version that has the kind for good, and since when. */
  readonly replacement?: { readonly apiVersion: string; readonly since: number };
}

/** What is known of a kind in a version of its API group; undefined where it is served for good, or is none of Kubernetes. */
export function removedApiOf(apiVersion: string, kind: string): RemovedApi | undefined {
  parsed ??= parse();
  return parsed.get(`${apiVersion} ${kind}`);
}

/** Everything that is known. */
export function removedApis(): readonly RemovedApi[] {
  parsed ??= parse();
  return [...parsed.values()];
}

let parsed: ReadonlyMap<string, RemovedApi> | undefined;

function parse(): ReadonlyMap<string, RemovedApi> {
  return new Map(
    ROWS.trim()
      .split("\n")
      .map((row) => {
        const [apiVersion = "", kind = "", deprecated, removed, newer, since] = row.split(" ");
        const api = {
          apiVersion,
          kind,
          deprecatedIn: Number(deprecated),
          removedIn: Number(removed),
          ...(newer === undefined
            ? {}
            : { replacement: { apiVersion: newer, since: Number(since) } }),
        };
        return [`${apiVersion} ${kind}`, api];
      }),
  );
}

/**
 * apiVersion, kind, deprecated in, removed in, replacement, replacement since. From the prerelease-lifecycle functions of
 * k8s.io/api (v0.19 to v0.37), which the API server warns by; the kinds of other modules and those that were dropped earlier
 * from Kubernetes' deprecation guide. Future removals are upstream's plan.
 */
const ROWS = `
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy 35 38 admissionregistration.k8s.io/v1 36
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicyBinding 35 38 admissionregistration.k8s.io/v1 36
admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicy 29 32 admissionregistration.k8s.io/v1 30
admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicyBinding 29 32 admissionregistration.k8s.io/v1 30
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy 37 40 admissionregistration.k8s.io/v1 36
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBinding 37 40 admissionregistration.k8s.io/v1 36
admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration 16 22 admissionregistration.k8s.io/v1 16
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy 31 34 admissionregistration.k8s.io/v1 30
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicyBinding 31 34 admissionregistration.k8s.io/v1 30
admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration 16 22 admissionregistration.k8s.io/v1 16
apiextensions.k8s.io/v1beta1 CustomResourceDefinition 16 22 apiextensions.k8s.io/v1 16
apiregistration.k8s.io/v1beta1 APIService 19 22 apiregistration.k8s.io/v1 10
apps/v1beta1 ControllerRevision 8 16 apps/v1 9
apps/v1beta1 Deployment 8 16 apps/v1 9
apps/v1beta1 StatefulSet 8 16 apps/v1 9
apps/v1beta2 ControllerRevision 9 16 apps/v1 9
apps/v1beta2 DaemonSet 9 16 apps/v1 9
apps/v1beta2 Deployment 9 16 apps/v1 9
apps/v1beta2 ReplicaSet 9 16 apps/v1 9
apps/v1beta2 StatefulSet 9 16 apps/v1 9
audit.k8s.io/v1alpha1 Policy 21 24 audit.k8s.io/v1 12
audit.k8s.io/v1beta1 Policy 21 24 audit.k8s.io/v1 12
auditregistration.k8s.io/v1alpha1 AuditSink 18 19
autoscaling/v2beta1 HorizontalPodAutoscaler 22 25 autoscaling/v2 23
autoscaling/v2beta2 HorizontalPodAutoscaler 23 26 autoscaling/v2 23
batch/v1beta1 CronJob 21 25 batch/v1 21
batch/v2alpha1 CronJob 8 21 batch/v1 21
certificates.k8s.io/v1alpha1 ClusterTrustBundle 34 37 certificates.k8s.io/v1 37
certificates.k8s.io/v1alpha1 PodCertificateRequest 35 35 certificates.k8s.io/v1 37
certificates.k8s.io/v1beta1 CertificateSigningRequest 19 22 certificates.k8s.io/v1 19
certificates.k8s.io/v1beta1 ClusterTrustBundle 37 40 certificates.k8s.io/v1 37
certificates.k8s.io/v1beta1 PodCertificateRequest 37 40 certificates.k8s.io/v1 37
coordination.k8s.io/v1alpha1 LeaseCandidate 32 32
coordination.k8s.io/v1alpha2 LeaseCandidate 35 38
coordination.k8s.io/v1beta1 Lease 19 22 coordination.k8s.io/v1 14
coordination.k8s.io/v1beta1 LeaseCandidate 36 39
discovery.k8s.io/v1alpha1 EndpointSlice 17 22 discovery.k8s.io/v1 21
discovery.k8s.io/v1beta1 EndpointSlice 21 25 discovery.k8s.io/v1 21
events.k8s.io/v1beta1 Event 22 25 events.k8s.io/v1 19
extensions/v1beta1 DaemonSet 8 16 apps/v1 9
extensions/v1beta1 Deployment 8 16 apps/v1 9
extensions/v1beta1 Ingress 14 22 networking.k8s.io/v1 19
extensions/v1beta1 NetworkPolicy 9 16 networking.k8s.io/v1 7
extensions/v1beta1 PodSecurityPolicy 11 16
extensions/v1beta1 ReplicaSet 8 16 apps/v1 9
flowcontrol.apiserver.k8s.io/v1alpha1 FlowSchema 20 21 flowcontrol.apiserver.k8s.io/v1 29
flowcontrol.apiserver.k8s.io/v1alpha1 PriorityLevelConfiguration 20 21 flowcontrol.apiserver.k8s.io/v1 29
flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema 23 26 flowcontrol.apiserver.k8s.io/v1 29
flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration 23 26 flowcontrol.apiserver.k8s.io/v1 29
flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema 26 29 flowcontrol.apiserver.k8s.io/v1 29
flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfiguration 26 29 flowcontrol.apiserver.k8s.io/v1 29
flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema 29 32 flowcontrol.apiserver.k8s.io/v1 29
flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration 29 32 flowcontrol.apiserver.k8s.io/v1 29
kubelet.config.k8s.io/v1alpha1 CredentialProviderConfig 26 28 kubelet.config.k8s.io/v1 26
networking.k8s.io/v1alpha1 ClusterCIDR 28 29
networking.k8s.io/v1alpha1 IPAddress 30 33 networking.k8s.io/v1 33
networking.k8s.io/v1alpha1 ServiceCIDR 30 33 networking.k8s.io/v1 33
networking.k8s.io/v1beta1 IPAddress 34 37 networking.k8s.io/v1 33
networking.k8s.io/v1beta1 Ingress 19 22 networking.k8s.io/v1 19
networking.k8s.io/v1beta1 IngressClass 19 22 networking.k8s.io/v1 19
networking.k8s.io/v1beta1 ServiceCIDR 34 37 networking.k8s.io/v1 33
node.k8s.io/v1alpha1 RuntimeClass 20 24 node.k8s.io/v1 20
node.k8s.io/v1beta1 RuntimeClass 22 25 node.k8s.io/v1 20
policy/v1beta1 PodDisruptionBudget 21 25 policy/v1 21
policy/v1beta1 PodSecurityPolicy 21 25
rbac.authorization.k8s.io/v1alpha1 ClusterRole 17 22 rbac.authorization.k8s.io/v1 8
rbac.authorization.k8s.io/v1alpha1 ClusterRoleBinding 17 22 rbac.authorization.k8s.io/v1 8
rbac.authorization.k8s.io/v1alpha1 Role 17 22 rbac.authorization.k8s.io/v1 8
rbac.authorization.k8s.io/v1alpha1 RoleBinding 17 22 rbac.authorization.k8s.io/v1 8
rbac.authorization.k8s.io/v1beta1 ClusterRole 17 22 rbac.authorization.k8s.io/v1 8
rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding 17 22 rbac.authorization.k8s.io/v1 8
rbac.authorization.k8s.io/v1beta1 Role 17 22 rbac.authorization.k8s.io/v1 8
rbac.authorization.k8s.io/v1beta1 RoleBinding 17 22 rbac.authorization.k8s.io/v1 8
resource.k8s.io/v1alpha3 DeviceClass 34 34 resource.k8s.io/v1 34
resource.k8s.io/v1alpha3 DeviceTaintRule 36 39 resource.k8s.io/v1 37
resource.k8s.io/v1alpha3 ResourceClaim 34 34 resource.k8s.io/v1 34
resource.k8s.io/v1alpha3 ResourceClaimTemplate 34 34 resource.k8s.io/v1 34
resource.k8s.io/v1alpha3 ResourcePoolStatusRequest 39 42
resource.k8s.io/v1alpha3 ResourceSlice 34 34 resource.k8s.io/v1 34
resource.k8s.io/v1beta1 DeviceClass 35 38 resource.k8s.io/v1 34
resource.k8s.io/v1beta1 ResourceClaim 35 38 resource.k8s.io/v1 34
resource.k8s.io/v1beta1 ResourceClaimTemplate 35 38 resource.k8s.io/v1 34
resource.k8s.io/v1beta1 ResourceSlice 35 38 resource.k8s.io/v1 34
resource.k8s.io/v1beta2 DeviceClass 36 39 resource.k8s.io/v1 34
resource.k8s.io/v1beta2 DeviceTaintRule 39 42 resource.k8s.io/v1 37
resource.k8s.io/v1beta2 ResourceClaim 36 39 resource.k8s.io/v1 34
resource.k8s.io/v1beta2 ResourceClaimTemplate 36 39 resource.k8s.io/v1 34
resource.k8s.io/v1beta2 ResourceSlice 36 39 resource.k8s.io/v1 34
scheduling.k8s.io/v1alpha1 PriorityClass 14 22 scheduling.k8s.io/v1 14
scheduling.k8s.io/v1beta1 PodGroup 40 43
scheduling.k8s.io/v1beta1 PriorityClass 14 22 scheduling.k8s.io/v1 14
scheduling.k8s.io/v1beta1 Workload 40 43
settings.k8s.io/v1alpha1 PodPreset 19 20
storage.k8s.io/v1alpha1 CSIStorageCapacity 21 24 storage.k8s.io/v1 24
storage.k8s.io/v1alpha1 VolumeAttachment 21 24 storage.k8s.io/v1 13
storage.k8s.io/v1alpha1 VolumeAttributesClass 32 35 storage.k8s.io/v1 34
storage.k8s.io/v1beta1 CSIDriver 19 22 storage.k8s.io/v1 18
storage.k8s.io/v1beta1 CSINode 17 22 storage.k8s.io/v1 17
storage.k8s.io/v1beta1 CSIStorageCapacity 24 27 storage.k8s.io/v1 24
storage.k8s.io/v1beta1 StorageClass 19 22 storage.k8s.io/v1 6
storage.k8s.io/v1beta1 VolumeAttachment 19 22 storage.k8s.io/v1 13
storage.k8s.io/v1beta1 VolumeAttributesClass 34 37 storage.k8s.io/v1 34
storagemigration.k8s.io/v1alpha1 StorageVersionMigration 33 35 storagemigration.k8s.io/v1 37
storagemigration.k8s.io/v1beta1 StorageVersionMigration 37 40 storagemigration.k8s.io/v1 37
`;
