// Generated from the OpenAPI document of Kubernetes v1.37.0 by tools/generate-kubernetes-api.ts.

/**
 * One structure a line: its name, `!` where it is replaced as a whole, then fields that are merged otherwise than usual: `=*` a list
 * as a set, `=a,b` a list by these keys of its items, `=!` a map as a whole. Lists that are not here are replaced as wholes.
 */
export const MERGES = `
MatchResources !
MutatingAdmissionPolicySpec matchConditions=name
MutatingWebhook matchConditions=name
MutatingWebhookConfiguration webhooks=name
NamedRuleWithOperations !
ParamKind !
ParamRef !
ValidatingAdmissionPolicyBindingSpec validationActions=*
ValidatingAdmissionPolicySpec matchConditions=name variables=name
ValidatingAdmissionPolicyStatus conditions=type
ValidatingWebhook matchConditions=name
ValidatingWebhookConfiguration webhooks=name
Variable !
AdmissionregistrationV1alpha1MatchResources !
AdmissionregistrationV1alpha1MutatingAdmissionPolicySpec matchConditions=name
AdmissionregistrationV1alpha1NamedRuleWithOperations !
AdmissionregistrationV1alpha1ParamKind !
AdmissionregistrationV1alpha1ParamRef !
AdmissionregistrationV1beta1MatchResources !
AdmissionregistrationV1beta1MutatingAdmissionPolicySpec matchConditions=name
AdmissionregistrationV1beta1NamedRuleWithOperations !
AdmissionregistrationV1beta1ParamKind !
AdmissionregistrationV1beta1ParamRef !
AdmissionregistrationV1beta1Variable !
ServerStorageVersion decodableVersions=* servedVersions=*
StorageVersionStatus conditions=type storageVersions=apiServerID
DaemonSetStatus conditions=type
DeploymentStatus conditions=type
ReplicaSetStatus conditions=type
StatefulSetStatus conditions=type
AutoscalingV1CrossVersionObjectReference !
HorizontalPodAutoscalerStatus conditions=type
JobSchedulingConfiguration resourceClaims=name
PodFailurePolicyOnExitCodesRequirement values=*
UncountedTerminatedPods failed=* succeeded=*
CertificateSigningRequestStatus conditions=type
PodCertificateRequestStatus conditions=type
CertificatesV1beta1PodCertificateRequestStatus conditions=type
ComponentStatus conditions=type
ConfigMapKeySelector !
Container env=name ports=containerPort,protocol volumeDevices=devicePath volumeMounts=mountPath
ContainerRestartRuleOnExitCodes values=*
ContainerStatus allocatedResourcesStatus=name volumeMounts=mountPath
EndpointAddress !
EndpointPort !
EphemeralContainer env=name ports=containerPort,protocol volumeDevices=devicePath volumeMounts=mountPath
EvictionResponder !
FileKeySelector !
LocalObjectReference !
NamespaceStatus conditions=type
NodeAllocatableResourceClaimStatus containers=* mapping=name overhead=name
NodePodPreemptionPolicy disableResizePreemption=*
NodeSelector !
NodeSelectorTerm !
NodeSpec podCIDRs=*
NodeStatus addresses=type conditions=type
ObjectFieldSelector !
ObjectReference !
PersistentVolumeClaimStatus conditions=type
PodSpec containers=name ephemeralContainers=name evictionResponders=name hostAliases=ip imagePullSecrets=name initContainers=name nodeSelector=! resourceClaims=name schedulingGates=name topologySpreadConstraints=topologyKey,whenUnsatisfiable volumes=name
PodStatus conditions=type nodeAllocatableResourceClaimStatuses=resourceClaimName podIPs=ip resourceClaimStatuses=name volumeHealth=name
PodVolumeHealth healthConditions=status,reason
ReplicationControllerSpec selector=!
ReplicationControllerStatus conditions=type
ResourceFieldSelector !
ResourceRequirements claims=name
ResourceStatus resources=resourceID
ScopeSelector !
SecretKeySelector !
SecretReference !
ServiceAccount secrets=name
ServiceSpec ports=port,protocol selector=!
ServiceStatus conditions=type
TopologySelectorTerm !
TypedLocalObjectReference !
VolumeHealthStatus healthConditions=status,reason
VolumeMount bindMountOptions=*
Endpoint addresses=*
DiscoveryV1EndpointPort !
FlowSchemaStatus conditions=type
NonResourcePolicyRule nonResourceURLs=* verbs=*
PriorityLevelConfigurationStatus conditions=type
ResourcePolicyRule apiGroups=* namespaces=* resources=* verbs=*
EvictionRequestStatus conditions=type
EvictionStatus conditions=type requesters=name responders=name targetResponders=name
Requester !
TargetResponder !
ServiceBackendPort !
ServiceCIDRStatus conditions=type
Scheduling nodeSelector=!
PodDisruptionBudgetStatus conditions=type
RoleRef !
Subject !
AllocatedDeviceStatus conditions=type
DeviceRequestAllocationResult skipNodeOperations=*
DeviceTaintRuleStatus conditions=type
ResourceClaimStatus devices=driver,device,pool,shareID reservedFor=uid
ResourceSliceSpec skipNodeOperations=*
ResourceV1alpha3DeviceTaintRuleStatus conditions=type
ResourcePoolStatusRequestStatus conditions=type
ResourceV1beta1AllocatedDeviceStatus conditions=type
ResourceV1beta1DeviceRequestAllocationResult skipNodeOperations=*
ResourceV1beta1ResourceClaimStatus devices=driver,device,pool,shareID reservedFor=uid
ResourceV1beta1ResourceSliceSpec skipNodeOperations=*
ResourceV1beta2AllocatedDeviceStatus conditions=type
ResourceV1beta2DeviceRequestAllocationResult skipNodeOperations=*
ResourceV1beta2DeviceTaintRuleStatus conditions=type
ResourceV1beta2ResourceClaimStatus devices=driver,device,pool,shareID reservedFor=uid
ResourceV1beta2ResourceSliceSpec skipNodeOperations=*
CompositePodGroupStatus conditions=type
CompositePodGroupTemplate compositePodGroupTemplates=name podGroupTemplates=name
PodGroupSpec resourceClaims=name
PodGroupStatus conditions=type resourceClaimStatuses=name
PodGroupTemplate resourceClaims=name
WorkloadSpec compositePodGroupTemplates=name podGroupTemplates=name
SchedulingV1beta1CompositePodGroupTemplate compositePodGroupTemplates=name podGroupTemplates=name
SchedulingV1beta1PodGroupSpec resourceClaims=name
SchedulingV1beta1PodGroupStatus conditions=type resourceClaimStatuses=name
SchedulingV1beta1PodGroupTemplate resourceClaims=name
SchedulingV1beta1WorkloadSpec compositePodGroupTemplates=name podGroupTemplates=name
CSIDriverSpec volumeLifecycleModes=*
CSINodeSpec drivers=name
CSINodeStatus storageHealth=name
StorageVersionMigrationStatus conditions=type
StoragemigrationV1beta1StorageVersionMigrationStatus conditions=type
CustomResourceDefinitionStatus conditions=type
JSONSchemaProps x-kubernetes-validations=rule
LabelSelector !
ObjectMeta finalizers=* ownerReferences=uid
OwnerReference !
APIServiceStatus conditions=type
`;
