// Generated from the OpenAPI document of Kubernetes v1.37.0 by tools/generate-kubernetes-api.ts.

/** The release that the schema describes. */
export const SCHEMA_VERSION = "v1.37.0";

/**
 * One structure a line: its name, then `field:type`. Types: s string, b boolean, i int32, l int64, n double, y bytes in
 * base64, q quantity, x int-or-string, j any JSON, `[T` list of T, `{T` map of T, `#N` the structure on line N (from 0).
 */
export const STRUCTURES = `
ApplyConfiguration expression:s
AuditAnnotation key:s valueExpression:s
ExpressionWarning fieldRef:s warning:s
JSONPatch expression:s
MatchCondition expression:s name:s
MatchResources excludeResourceRules:[#16 matchPolicy:s namespaceSelector:#814 objectSelector:#814 resourceRules:[#16
MutatingAdmissionPolicy apiVersion:s kind:s metadata:#818 spec:#11
MutatingAdmissionPolicyBinding apiVersion:s kind:s metadata:#818 spec:#9
MutatingAdmissionPolicyBindingList apiVersion:s items:[#7 kind:s metadata:#816
MutatingAdmissionPolicyBindingSpec matchResources:#5 paramRef:#18 policyName:s
MutatingAdmissionPolicyList apiVersion:s items:[#6 kind:s metadata:#816
MutatingAdmissionPolicySpec failurePolicy:s matchConditions:[#4 matchConstraints:#5 mutations:[#15 paramKind:#17 reinvocationPolicy:s variables:[#33
MutatingWebhook admissionReviewVersions:[s clientConfig:#34 failurePolicy:s matchConditions:[#4 matchPolicy:s name:s namespaceSelector:#814 objectSelector:#814 reinvocationPolicy:s rules:[#19 sideEffects:s timeoutSeconds:i
MutatingWebhookConfiguration apiVersion:s kind:s metadata:#818 webhooks:[#12
MutatingWebhookConfigurationList apiVersion:s items:[#13 kind:s metadata:#816
Mutation applyConfiguration:#0 jsonPatch:#3 patchType:s
NamedRuleWithOperations apiGroups:[s apiVersions:[s operations:[s resourceNames:[s resources:[s scope:s
ParamKind apiVersion:s kind:s
ParamRef name:s namespace:s parameterNotFoundAction:s selector:#814
RuleWithOperations apiGroups:[s apiVersions:[s operations:[s resources:[s scope:s
ServiceReference name:s namespace:s path:s port:i
TypeChecking expressionWarnings:[#2
ValidatingAdmissionPolicy apiVersion:s kind:s metadata:#818 spec:#27 status:#28
ValidatingAdmissionPolicyBinding apiVersion:s kind:s metadata:#818 spec:#25
ValidatingAdmissionPolicyBindingList apiVersion:s items:[#23 kind:s metadata:#816
ValidatingAdmissionPolicyBindingSpec matchResources:#5 paramRef:#18 policyName:s validationActions:[s
ValidatingAdmissionPolicyList apiVersion:s items:[#22 kind:s metadata:#816
ValidatingAdmissionPolicySpec auditAnnotations:[#1 failurePolicy:s matchConditions:[#4 matchConstraints:#5 paramKind:#17 validations:[#32 variables:[#33
ValidatingAdmissionPolicyStatus conditions:[#809 observedGeneration:l typeChecking:#21
ValidatingWebhook admissionReviewVersions:[s clientConfig:#34 failurePolicy:s matchConditions:[#4 matchPolicy:s name:s namespaceSelector:#814 objectSelector:#814 rules:[#19 sideEffects:s timeoutSeconds:i
ValidatingWebhookConfiguration apiVersion:s kind:s metadata:#818 webhooks:[#29
ValidatingWebhookConfigurationList apiVersion:s items:[#30 kind:s metadata:#816
Validation expression:s message:s messageExpression:s reason:s
Variable expression:s name:s
WebhookClientConfig caBundle:y service:#20 url:s
AdmissionregistrationV1alpha1ApplyConfiguration expression:s
AdmissionregistrationV1alpha1JSONPatch expression:s
AdmissionregistrationV1alpha1MatchCondition expression:s name:s
AdmissionregistrationV1alpha1MatchResources excludeResourceRules:[#46 matchPolicy:s namespaceSelector:#814 objectSelector:#814 resourceRules:[#46
AdmissionregistrationV1alpha1MutatingAdmissionPolicy apiVersion:s kind:s metadata:#818 spec:#44
AdmissionregistrationV1alpha1MutatingAdmissionPolicyBinding apiVersion:s kind:s metadata:#818 spec:#42
AdmissionregistrationV1alpha1MutatingAdmissionPolicyBindingList apiVersion:s items:[#40 kind:s metadata:#816
AdmissionregistrationV1alpha1MutatingAdmissionPolicyBindingSpec matchResources:#38 paramRef:#48 policyName:s
AdmissionregistrationV1alpha1MutatingAdmissionPolicyList apiVersion:s items:[#39 kind:s metadata:#816
AdmissionregistrationV1alpha1MutatingAdmissionPolicySpec failurePolicy:s matchConditions:[#37 matchConstraints:#38 mutations:[#45 paramKind:#47 reinvocationPolicy:s variables:[#49
AdmissionregistrationV1alpha1Mutation applyConfiguration:#35 jsonPatch:#36 patchType:s
AdmissionregistrationV1alpha1NamedRuleWithOperations apiGroups:[s apiVersions:[s operations:[s resourceNames:[s resources:[s scope:s
AdmissionregistrationV1alpha1ParamKind apiVersion:s kind:s
AdmissionregistrationV1alpha1ParamRef name:s namespace:s parameterNotFoundAction:s selector:#814
AdmissionregistrationV1alpha1Variable expression:s name:s
AdmissionregistrationV1beta1ApplyConfiguration expression:s
AdmissionregistrationV1beta1JSONPatch expression:s
AdmissionregistrationV1beta1MatchCondition expression:s name:s
AdmissionregistrationV1beta1MatchResources excludeResourceRules:[#61 matchPolicy:s namespaceSelector:#814 objectSelector:#814 resourceRules:[#61
AdmissionregistrationV1beta1MutatingAdmissionPolicy apiVersion:s kind:s metadata:#818 spec:#59
AdmissionregistrationV1beta1MutatingAdmissionPolicyBinding apiVersion:s kind:s metadata:#818 spec:#57
AdmissionregistrationV1beta1MutatingAdmissionPolicyBindingList apiVersion:s items:[#55 kind:s metadata:#816
AdmissionregistrationV1beta1MutatingAdmissionPolicyBindingSpec matchResources:#53 paramRef:#63 policyName:s
AdmissionregistrationV1beta1MutatingAdmissionPolicyList apiVersion:s items:[#54 kind:s metadata:#816
AdmissionregistrationV1beta1MutatingAdmissionPolicySpec failurePolicy:s matchConditions:[#52 matchConstraints:#53 mutations:[#60 paramKind:#62 reinvocationPolicy:s variables:[#64
AdmissionregistrationV1beta1Mutation applyConfiguration:#50 jsonPatch:#51 patchType:s
AdmissionregistrationV1beta1NamedRuleWithOperations apiGroups:[s apiVersions:[s operations:[s resourceNames:[s resources:[s scope:s
AdmissionregistrationV1beta1ParamKind apiVersion:s kind:s
AdmissionregistrationV1beta1ParamRef name:s namespace:s parameterNotFoundAction:s selector:#814
AdmissionregistrationV1beta1Variable expression:s name:s
ServerStorageVersion apiServerID:s decodableVersions:[s encodingVersion:s servedVersions:[s
StorageVersion apiVersion:s kind:s metadata:#818 spec:j status:#69
StorageVersionCondition lastTransitionTime:s message:s observedGeneration:l reason:s status:s type:s
StorageVersionList apiVersion:s items:[#66 kind:s metadata:#816
StorageVersionStatus commonEncodingVersion:s conditions:[#67 storageVersions:[#65
ControllerRevision apiVersion:s data:j kind:s metadata:#818 revision:l
ControllerRevisionList apiVersion:s items:[#70 kind:s metadata:#816
DaemonSet apiVersion:s kind:s metadata:#818 spec:#75 status:#76
DaemonSetCondition lastTransitionTime:s message:s reason:s status:s type:s
DaemonSetList apiVersion:s items:[#72 kind:s metadata:#816
DaemonSetSpec minReadySeconds:i revisionHistoryLimit:i selector:#814 template:#360 updateStrategy:#77
DaemonSetStatus collisionCount:i conditions:[#73 currentNumberScheduled:i desiredNumberScheduled:i numberAvailable:i numberMisscheduled:i numberReady:i numberUnavailable:i observedGeneration:l updatedNumberScheduled:i
DaemonSetUpdateStrategy rollingUpdate:#89 type:s
Deployment apiVersion:s kind:s metadata:#818 spec:#81 status:#82
DeploymentCondition lastTransitionTime:s lastUpdateTime:s message:s reason:s status:s type:s
DeploymentList apiVersion:s items:[#78 kind:s metadata:#816
DeploymentSpec minReadySeconds:i paused:b progressDeadlineSeconds:i replicas:i revisionHistoryLimit:i selector:#814 strategy:#83 template:#360
DeploymentStatus availableReplicas:i collisionCount:i conditions:[#79 observedGeneration:l readyReplicas:i replicas:i terminatingReplicas:i unavailableReplicas:i updatedReplicas:i
DeploymentStrategy rollingUpdate:#90 type:s
ReplicaSet apiVersion:s kind:s metadata:#818 spec:#87 status:#88
ReplicaSetCondition lastTransitionTime:s message:s reason:s status:s type:s
ReplicaSetList apiVersion:s items:[#84 kind:s metadata:#816
ReplicaSetSpec minReadySeconds:i replicas:i selector:#814 template:#360
ReplicaSetStatus availableReplicas:i conditions:[#85 fullyLabeledReplicas:i observedGeneration:l readyReplicas:i replicas:i terminatingReplicas:i
RollingUpdateDaemonSet maxSurge:x maxUnavailable:x
RollingUpdateDeployment maxSurge:x maxUnavailable:x
RollingUpdateStatefulSetStrategy maxUnavailable:x partition:i
StatefulSet apiVersion:s kind:s metadata:#818 spec:#97 status:#98
StatefulSetCondition lastTransitionTime:s message:s reason:s status:s type:s
StatefulSetList apiVersion:s items:[#92 kind:s metadata:#816
StatefulSetOrdinals start:i
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s whenScaled:s
StatefulSetSpec minReadySeconds:i ordinals:#95 persistentVolumeClaimRetentionPolicy:#96 podManagementPolicy:s replicas:i revisionHistoryLimit:i selector:#814 serviceName:s template:#360 updateStrategy:#99 volumeClaimTemplates:[#327
StatefulSetStatus availableReplicas:i collisionCount:i conditions:[#93 currentReplicas:i currentRevision:s observedGeneration:l readyReplicas:i replicas:i updateRevision:s updatedReplicas:i
StatefulSetUpdateStrategy rollingUpdate:#91 type:s
BoundObjectReference apiVersion:s kind:s name:s uid:s
SelfSubjectReview apiVersion:s kind:s metadata:#818 status:#102
SelfSubjectReviewStatus userInfo:#109
TokenRequest apiVersion:s kind:s metadata:#818 spec:#104 status:#105
TokenRequestSpec attestations:{[s audiences:[s boundObjectRef:#100 expirationSeconds:l
TokenRequestStatus expirationTimestamp:s token:s
TokenReview apiVersion:s kind:s metadata:#818 spec:#107 status:#108
TokenReviewSpec audiences:[s token:s
TokenReviewStatus audiences:[s authenticated:b error:s user:#109
UserInfo extra:{[s groups:[s uid:s username:s
FieldSelectorAttributes rawSelector:s requirements:[#811
LabelSelectorAttributes rawSelector:s requirements:[#815
LocalSubjectAccessReview apiVersion:s kind:s metadata:#818 spec:#122 status:#123
NonResourceAttributes path:s verb:s
NonResourceRule nonResourceURLs:[s verbs:[s
ResourceAttributes fieldSelector:#110 group:s labelSelector:#111 name:s namespace:s resource:s subresource:s verb:s version:s
ResourceRule apiGroups:[s resourceNames:[s resources:[s verbs:[s
SelfSubjectAccessReview apiVersion:s kind:s metadata:#818 spec:#118 status:#123
SelfSubjectAccessReviewSpec nonResourceAttributes:#113 resourceAttributes:#115
SelfSubjectRulesReview apiVersion:s kind:s metadata:#818 spec:#120 status:#124
SelfSubjectRulesReviewSpec namespace:s
SubjectAccessReview apiVersion:s kind:s metadata:#818 spec:#122 status:#123
SubjectAccessReviewSpec extra:{[s groups:[s nonResourceAttributes:#113 resourceAttributes:#115 uid:s user:s
SubjectAccessReviewStatus allowed:b denied:b evaluationError:s reason:s
SubjectRulesReviewStatus evaluationError:s incomplete:b nonResourceRules:[#114 resourceRules:[#116
AutoscalingV1CrossVersionObjectReference apiVersion:s kind:s name:s
AutoscalingV1HorizontalPodAutoscaler apiVersion:s kind:s metadata:#818 spec:#128 status:#129
AutoscalingV1HorizontalPodAutoscalerList apiVersion:s items:[#126 kind:s metadata:#816
AutoscalingV1HorizontalPodAutoscalerSpec maxReplicas:i minReplicas:i scaleTargetRef:#125 targetCPUUtilizationPercentage:i
AutoscalingV1HorizontalPodAutoscalerStatus currentCPUUtilizationPercentage:i currentReplicas:i desiredReplicas:i lastScaleTime:s observedGeneration:l
Scale apiVersion:s kind:s metadata:#818 spec:#131 status:#132
ScaleSpec replicas:i
ScaleStatus replicas:i selector:s
ContainerResourceMetricSource container:s name:s target:#149
ContainerResourceMetricStatus container:s current:#150 name:s
CrossVersionObjectReference apiVersion:s kind:s name:s
ExternalMetricSource metric:#146 target:#149
ExternalMetricStatus current:#150 metric:#146
HPAScalingPolicy periodSeconds:i type:s value:i
HPAScalingRules policies:[#138 selectPolicy:s stabilizationWindowSeconds:i tolerance:q
HorizontalPodAutoscaler apiVersion:s kind:s metadata:#818 spec:#144 status:#145
HorizontalPodAutoscalerBehavior scaleDown:#139 scaleUp:#139
HorizontalPodAutoscalerCondition lastTransitionTime:s message:s observedGeneration:l reason:s status:s type:s
HorizontalPodAutoscalerList apiVersion:s items:[#140 kind:s metadata:#816
HorizontalPodAutoscalerSpec behavior:#141 maxReplicas:i metrics:[#147 minReplicas:i scaleTargetRef:#135
HorizontalPodAutoscalerStatus conditions:[#142 currentMetrics:[#148 currentReplicas:i desiredReplicas:i lastScaleTime:s observedGeneration:l
MetricIdentifier name:s selector:#814
MetricSpec containerResource:#133 external:#136 object:#151 pods:#153 resource:#155 type:s
MetricStatus containerResource:#134 external:#137 object:#152 pods:#154 resource:#156 type:s
MetricTarget averageUtilization:i averageValue:q type:s value:q
MetricValueStatus averageUtilization:i averageValue:q value:q
ObjectMetricSource describedObject:#135 metric:#146 target:#149
ObjectMetricStatus current:#150 describedObject:#135 metric:#146
PodsMetricSource metric:#146 target:#149
PodsMetricStatus current:#150 metric:#146
ResourceMetricSource name:s target:#149
ResourceMetricStatus current:#150 name:s
CronJob apiVersion:s kind:s metadata:#818 spec:#159 status:#160
CronJobList apiVersion:s items:[#157 kind:s metadata:#816
CronJobSpec concurrencyPolicy:s failedJobsHistoryLimit:i jobTemplate:#167 schedule:s startingDeadlineSeconds:l successfulJobsHistoryLimit:i suspend:b timeZone:s
CronJobStatus active:[#325 lastScheduleTime:s lastSuccessfulTime:s
Job apiVersion:s kind:s metadata:#818 spec:#165 status:#166
JobCondition lastProbeTime:s lastTransitionTime:s message:s reason:s status:s type:s
JobList apiVersion:s items:[#161 kind:s metadata:#816
JobSchedulingConfiguration disruptionMode:#724 resourceClaims:[#726 schedulingConstraints:#727 schedulingPolicy:#728
JobSpec activeDeadlineSeconds:l backoffLimit:i backoffLimitPerIndex:i completionMode:s completions:i managedBy:s manualSelector:b maxFailedIndexes:i parallelism:i podFailurePolicy:#168 podReplacementPolicy:s scheduling:#164 selector:#814 successPolicy:#172 suspend:b template:#360 ttlSecondsAfterFinished:i
JobStatus active:i completedIndexes:s completionTime:s conditions:[#162 failed:i failedIndexes:s ready:i startTime:s succeeded:i terminating:i uncountedTerminatedPods:#174
JobTemplateSpec metadata:#818 spec:#165
PodFailurePolicy rules:[#171
PodFailurePolicyOnExitCodesRequirement containerName:s operator:s values:[i
PodFailurePolicyOnPodConditionsPattern status:s type:s
PodFailurePolicyRule action:s onExitCodes:#169 onPodConditions:[#170
SuccessPolicy rules:[#173
SuccessPolicyRule succeededCount:i succeededIndexes:s
UncountedTerminatedPods failed:[s succeeded:[s
CertificateSigningRequest apiVersion:s kind:s metadata:#818 spec:#178 status:#179
CertificateSigningRequestCondition lastTransitionTime:s lastUpdateTime:s message:s reason:s status:s type:s
CertificateSigningRequestList apiVersion:s items:[#175 kind:s metadata:#816
CertificateSigningRequestSpec expirationSeconds:i extra:{[s groups:[s request:y signerName:s uid:s usages:[s username:s
CertificateSigningRequestStatus certificate:y conditions:[#176
ClusterTrustBundle apiVersion:s kind:s metadata:#818 spec:#182
ClusterTrustBundleList apiVersion:s items:[#180 kind:s metadata:#816
ClusterTrustBundleSpec signerName:s trustBundle:s
PodCertificateRequest apiVersion:s kind:s metadata:#818 spec:#185 status:#186
PodCertificateRequestList apiVersion:s items:[#183 kind:s metadata:#816
PodCertificateRequestSpec maxExpirationSeconds:i nodeName:s nodeUID:s podName:s podUID:s serviceAccountName:s serviceAccountUID:s signerName:s stubPKCS10Request:y unverifiedUserAnnotations:{s
PodCertificateRequestStatus beginRefreshAt:s certificateChain:s conditions:[#809 notAfter:s notBefore:s
CertificatesV1beta1ClusterTrustBundle apiVersion:s kind:s metadata:#818 spec:#189
CertificatesV1beta1ClusterTrustBundleList apiVersion:s items:[#187 kind:s metadata:#816
CertificatesV1beta1ClusterTrustBundleSpec signerName:s trustBundle:s
CertificatesV1beta1PodCertificateRequest apiVersion:s kind:s metadata:#818 spec:#192 status:#193
CertificatesV1beta1PodCertificateRequestList apiVersion:s items:[#190 kind:s metadata:#816
CertificatesV1beta1PodCertificateRequestSpec maxExpirationSeconds:i nodeName:s nodeUID:s pkixPublicKey:y podName:s podUID:s proofOfPossession:y serviceAccountName:s serviceAccountUID:s signerName:s stubPKCS10Request:y unverifiedUserAnnotations:{s
CertificatesV1beta1PodCertificateRequestStatus beginRefreshAt:s certificateChain:s conditions:[#809 notAfter:s notBefore:s
Lease apiVersion:s kind:s metadata:#818 spec:#196
LeaseList apiVersion:s items:[#194 kind:s metadata:#816
LeaseSpec acquireTime:s holderIdentity:s leaseDurationSeconds:i leaseTransitions:i preferredHolder:s renewTime:s strategy:s
LeaseCandidate apiVersion:s kind:s metadata:#818 spec:#199
LeaseCandidateList apiVersion:s items:[#197 kind:s metadata:#816
LeaseCandidateSpec binaryVersion:s emulationVersion:s leaseName:s pingTime:s renewTime:s strategy:s
CoordinationV1beta1LeaseCandidate apiVersion:s kind:s metadata:#818 spec:#202
CoordinationV1beta1LeaseCandidateList apiVersion:s items:[#200 kind:s metadata:#816
CoordinationV1beta1LeaseCandidateSpec binaryVersion:s emulationVersion:s leaseName:s pingTime:s renewTime:s strategy:s
AWSElasticBlockStoreVolumeSource fsType:s partition:i readOnly:b volumeID:s
Affinity nodeAffinity:#304 podAffinity:#339 podAntiAffinity:#341
AppArmorProfile localhostProfile:s type:s
AttachedVolume devicePath:s name:s
AzureDiskVolumeSource cachingMode:s diskName:s diskURI:s fsType:s kind:s readOnly:b
AzureFilePersistentVolumeSource readOnly:b secretName:s secretNamespace:s shareName:s
AzureFileVolumeSource readOnly:b secretName:s shareName:s
Binding apiVersion:s kind:s metadata:#818 target:#325
CSIPersistentVolumeSource controllerExpandSecretRef:#395 controllerPublishSecretRef:#395 driver:s fsType:s nodeExpandSecretRef:#395 nodePublishSecretRef:#395 nodeStageSecretRef:#395 readOnly:b volumeAttributes:{s volumeHandle:s
CSIVolumeSource driver:s fsType:s nodePublishSecretRef:#293 readOnly:b volumeAttributes:{s
Capabilities add:[s drop:[s
CephFSPersistentVolumeSource monitors:[s path:s readOnly:b secretFile:s secretRef:#395 user:s
CephFSVolumeSource monitors:[s path:s readOnly:b secretFile:s secretRef:#293 user:s
CinderPersistentVolumeSource fsType:s readOnly:b secretRef:#395 volumeID:s
CinderVolumeSource fsType:s readOnly:b secretRef:#293 volumeID:s
ClientIPConfig timeoutSeconds:i
ClusterTrustBundleProjection labelSelector:#814 name:s optional:b path:s signerName:s user:l
ComponentCondition error:s message:s status:s type:s
ComponentStatus apiVersion:s conditions:[#220 kind:s metadata:#818
ComponentStatusList apiVersion:s items:[#221 kind:s metadata:#816
ConfigMap apiVersion:s binaryData:{y data:{s immutable:b kind:s metadata:#818
ConfigMapEnvSource name:s optional:b
ConfigMapKeySelector key:s name:s optional:b
ConfigMapList apiVersion:s items:[#223 kind:s metadata:#816
ConfigMapNodeConfigSource kubeletConfigKey:s name:s namespace:s resourceVersion:s uid:s
ConfigMapProjection items:[#283 name:s optional:b
ConfigMapVolumeSource defaultMode:i defaultUser:l items:[#283 name:s optional:b
Container args:[s command:[s env:[#254 envFrom:[#253 image:s imagePullPolicy:s lifecycle:#284 livenessProbe:#365 name:s ports:[#233 readinessProbe:#365 resizePolicy:[#234 resources:#382 restartPolicy:s restartPolicyRules:[#235 securityContext:#397 startupProbe:#365 stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[#420 volumeMounts:[#423 workingDir:s
ContainerExtendedResourceRequest containerName:s requestName:s resourceName:s
ContainerImage names:[s sizeBytes:l
ContainerPort containerPort:i hostIP:s hostPort:i name:s protocol:s
ContainerResizePolicy resourceName:s restartPolicy:s
ContainerRestartRule action:s exitCodes:#236
ContainerRestartRuleOnExitCodes operator:s values:[i
ContainerState running:#238 terminated:#239 waiting:#240
ContainerStateRunning startedAt:s
ContainerStateTerminated containerID:s exitCode:i finishedAt:s message:s reason:s signal:i startedAt:s
ContainerStateWaiting message:s reason:s
ContainerStatus allocatedResources:{q allocatedResourcesStatus:[#383 containerID:s image:s imageID:s lastState:#237 name:s ready:b resources:#382 restartCount:i started:b state:#237 stopSignal:s user:#242 volumeMounts:[#424
ContainerUser linux:#290
DaemonEndpoint Port:i
DownwardAPIProjection items:[#245
DownwardAPIVolumeFile fieldRef:#324 mode:i path:s resourceFieldRef:#376 user:l
DownwardAPIVolumeSource defaultMode:i defaultUser:l items:[#245
EmptyDirVolumeSource medium:s mode:i sizeLimit:q
EndpointAddress hostname:s ip:s nodeName:s targetRef:#325
EndpointPort appProtocol:s name:s port:i protocol:s
EndpointSubset addresses:[#248 notReadyAddresses:[#248 ports:[#249
Endpoints apiVersion:s kind:s metadata:#818 subsets:[#250
EndpointsList apiVersion:s items:[#251 kind:s metadata:#816
EnvFromSource configMapRef:#224 prefix:s secretRef:#391
EnvVar name:s value:s valueFrom:#255
EnvVarSource configMapKeyRef:#225 fieldRef:#324 fileKeyRef:#265 resourceFieldRef:#376 secretKeyRef:#392
EphemeralContainer args:[s command:[s env:[#254 envFrom:[#253 image:s imagePullPolicy:s lifecycle:#284 livenessProbe:#365 name:s ports:[#233 readinessProbe:#365 resizePolicy:[#234 resources:#382 restartPolicy:s restartPolicyRules:[#235 securityContext:#397 startupProbe:#365 stdin:b stdinOnce:b targetContainerName:s terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[#420 volumeMounts:[#423 workingDir:s
EphemeralVolumeSource volumeClaimTemplate:#332
Event action:s apiVersion:s count:i eventTime:s firstTimestamp:s involvedObject:#325 kind:s lastTimestamp:s message:s metadata:#818 reason:s related:#325 reportingComponent:s reportingInstance:s series:#260 source:#261 type:s
EventList apiVersion:s items:[#258 kind:s metadata:#816
EventSeries count:i lastObservedTime:s
EventSource component:s host:s
EvictionResponder name:s priority:i
ExecAction command:[s
FCVolumeSource fsType:s lun:i readOnly:b targetWWNs:[s wwids:[s
FileKeySelector key:s optional:b path:s volumeName:s
FlexPersistentVolumeSource driver:s fsType:s options:{s readOnly:b secretRef:#395
FlexVolumeSource driver:s fsType:s options:{s readOnly:b secretRef:#293
FlockerVolumeSource datasetName:s datasetUUID:s
GCEPersistentDiskVolumeSource fsType:s partition:i pdName:s readOnly:b
GRPCAction mode:s port:i service:s
GitRepoVolumeSource directory:s repository:s revision:s
GlusterfsPersistentVolumeSource endpoints:s endpointsNamespace:s path:s readOnly:b
GlusterfsVolumeSource endpoints:s path:s readOnly:b
HTTPGetAction host:s httpHeaders:[#275 path:s port:x protocol:s scheme:s
HTTPHeader name:s value:s
HostAlias hostnames:[s ip:s
HostIP ip:s
HostPathVolumeSource path:s type:s
ISCSIPersistentVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s iscsiInterface:s lun:i portals:[s readOnly:b secretRef:#395 targetPortal:s
ISCSIVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s iscsiInterface:s lun:i portals:[s readOnly:b secretRef:#293 targetPortal:s
ImageVolumeSource pullPolicy:s reference:s
ImageVolumeStatus imageRef:s
KeyToPath key:s mode:i path:s user:l
Lifecycle postStart:#285 preStop:#285 stopSignal:s
LifecycleHandler exec:#263 httpGet:#274 sleep:#407 tcpSocket:#411
LimitRange apiVersion:s kind:s metadata:#818 spec:#289
LimitRangeItem default:{q defaultRequest:{q max:{q maxLimitRequestRatio:{q min:{q type:s
LimitRangeList apiVersion:s items:[#286 kind:s metadata:#816
LimitRangeSpec limits:[#287
LinuxContainerUser gid:l supplementalGroups:[l uid:l
LoadBalancerIngress hostname:s ip:s ipMode:s ports:[#362
LoadBalancerStatus ingress:[#291
LocalObjectReference name:s
LocalVolumeSource fsType:s path:s
ModifyVolumeStatus status:s targetVolumeAttributesClassName:s
NFSVolumeSource path:s readOnly:b server:s
Namespace apiVersion:s kind:s metadata:#818 spec:#300 status:#301
NamespaceCondition lastTransitionTime:s message:s reason:s status:s type:s
NamespaceList apiVersion:s items:[#297 kind:s metadata:#816
NamespaceSpec finalizers:[s
NamespaceStatus conditions:[#298 phase:s
Node apiVersion:s kind:s metadata:#818 spec:#320 status:#321
NodeAddress address:s type:s
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[#364 requiredDuringSchedulingIgnoredDuringExecution:#317
NodeAllocatableMappedResources name:s quantity:q
NodeAllocatableOverheadResources name:s perContainer:q perPod:q
NodeAllocatableResourceClaimStatus containers:[s mapping:[#305 overhead:[#306 resourceClaimName:s
NodeCondition lastHeartbeatTime:s lastTransitionTime:s message:s reason:s status:s type:s
NodeConfigSource configMap:#227
NodeConfigStatus active:#309 assigned:#309 error:s lastKnownGood:#309
NodeDaemonEndpoints kubeletEndpoint:#243
NodeFeatures supplementalGroupsPolicy:b
NodeList apiVersion:s items:[#302 kind:s metadata:#816
NodePodPreemptionPolicy disableResizePreemption:[s
NodeRuntimeHandler features:#316 name:s
NodeRuntimeHandlerFeatures recursiveReadOnlyMounts:b userNamespaces:b
NodeSelector nodeSelectorTerms:[#319
NodeSelectorRequirement key:s operator:s values:[s
NodeSelectorTerm matchExpressions:[#318 matchFields:[#318
NodeSpec configSource:#309 externalID:s podCIDR:s podCIDRs:[s podPreemptionPolicy:#314 providerID:s taints:[#412 unschedulable:b
NodeStatus addresses:[#303 allocatable:{q capacity:{q conditions:[#308 config:#310 daemonEndpoints:#311 declaredFeatures:[s features:#312 images:[#232 nodeInfo:#323 phase:s runtimeHandlers:[#315 volumesAttached:[#206 volumesInUse:[s
NodeSwapStatus capacity:l
NodeSystemInfo architecture:s bootID:s containerRuntimeVersion:s kernelVersion:s kubeProxyVersion:s kubeletVersion:s machineID:s operatingSystem:s osImage:s runningInUserNamespace:b swap:#322 systemUUID:s
ObjectFieldSelector apiVersion:s fieldPath:s
ObjectReference apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s
PersistentVolume apiVersion:s kind:s metadata:#818 spec:#335 status:#336
PersistentVolumeClaim apiVersion:s kind:s metadata:#818 spec:#330 status:#331
PersistentVolumeClaimCondition lastProbeTime:s lastTransitionTime:s message:s reason:s status:s type:s
PersistentVolumeClaimList apiVersion:s items:[#327 kind:s metadata:#816
PersistentVolumeClaimSpec accessModes:[s dataSource:#417 dataSourceRef:#418 resources:#427 selector:#814 storageClassName:s volumeAttributesClassName:s volumeMode:s volumeName:s
PersistentVolumeClaimStatus accessModes:[s allocatedResourceStatuses:{s allocatedResources:{q capacity:{q conditions:[#328 currentVolumeAttributesClassName:s healthStatus:#422 modifyVolumeStatus:#295 phase:s
PersistentVolumeClaimTemplate metadata:#818 spec:#330
PersistentVolumeClaimVolumeSource claimName:s readOnly:b
PersistentVolumeList apiVersion:s items:[#326 kind:s metadata:#816
PersistentVolumeSpec accessModes:[s awsElasticBlockStore:#203 azureDisk:#207 azureFile:#208 capacity:{q cephfs:#214 cinder:#216 claimRef:#325 csi:#211 fc:#264 flexVolume:#266 flocker:#268 gcePersistentDisk:#269 glusterfs:#272 hostPath:#278 iscsi:#279 local:#294 mountOptions:[s nfs:#296 nodeAffinity:#425 persistentVolumeReclaimPolicy:s photonPersistentDisk:#337 portworxVolume:#363 quobyte:#367 rbd:#368 scaleIO:#385 storageClassName:s storageos:#408 volumeAttributesClassName:s volumeMode:s vsphereVolume:#429
PersistentVolumeStatus lastPhaseTransitionTime:s message:s phase:s reason:s
PhotonPersistentDiskVolumeSource fsType:s pdID:s
Pod apiVersion:s kind:s metadata:#818 spec:#356 status:#357
PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[#430 requiredDuringSchedulingIgnoredDuringExecution:[#340
PodAffinityTerm labelSelector:#814 matchLabelKeys:[s mismatchLabelKeys:[s namespaceSelector:#814 namespaces:[s topologyKey:s
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[#430 requiredDuringSchedulingIgnoredDuringExecution:[#340
PodCertificateProjection certificateChainPath:s credentialBundlePath:s keyPath:s keyType:s maxExpirationSeconds:i signerName:s user:l userAnnotations:{s
PodCondition lastProbeTime:s lastTransitionTime:s message:s observedGeneration:l reason:s status:s type:s
PodDNSConfig nameservers:[s options:[#345 searches:[s
PodDNSConfigOption name:s value:s
PodExtendedResourceClaimStatus requestMappings:[#231 resourceClaimName:s
PodIP ip:s
PodList apiVersion:s items:[#338 kind:s metadata:#816
PodOS name:s
PodReadinessGate conditionType:s
PodResourceClaim name:s resourceClaimName:s resourceClaimTemplateName:s
PodResourceClaimStatus name:s resourceClaimName:s
PodSchedulingGate name:s
PodSchedulingGroup podGroupName:s
PodSecurityContext appArmorProfile:#205 fsGroup:l fsGroupChangePolicy:s runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxChangePolicy:s seLinuxOptions:#384 seccompProfile:#389 supplementalGroups:[l supplementalGroupsPolicy:s sysctls:[#410 windowsOptions:#431
PodSpec activeDeadlineSeconds:l affinity:#204 automountServiceAccountToken:b containers:[#230 dnsConfig:#344 dnsPolicy:s enableServiceLinks:b ephemeralContainers:[#256 evictionResponders:[#262 hostAliases:[#276 hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname:s hostnameOverride:s imagePullSecrets:[#293 initContainers:[#230 nodeName:s nodeSelector:{s os:#349 overhead:{q preemptionPolicy:s priority:i priorityClassName:s readinessGates:[#350 resourceClaims:[#351 resources:#382 restartPolicy:s runtimeClassName:s schedulerName:s schedulingGates:[#353 schedulingGroup:#354 securityContext:#355 serviceAccount:s serviceAccountName:s setHostnameAsFQDN:b shareProcessNamespace:b subdomain:s terminationGracePeriodSeconds:l tolerations:[#413 topologySpreadConstraints:[#416 volumes:[#419
PodStatus allocatedResources:{q conditions:[#343 containerStatuses:[#241 ephemeralContainerStatuses:[#241 extendedResourceClaimStatus:#346 hostIP:s hostIPs:[#277 initContainerStatuses:[#241 message:s nodeAllocatableResourceClaimStatuses:[#307 nominatedNodeName:s observedGeneration:l phase:s podIP:s podIPs:[#347 qosClass:s reason:s resize:s resourceClaimStatuses:[#352 resources:#382 startTime:s volumeHealth:[#361
PodTemplate apiVersion:s kind:s metadata:#818 template:#360
PodTemplateList apiVersion:s items:[#358 kind:s metadata:#816
PodTemplateSpec metadata:#818 spec:#356
PodVolumeHealth healthConditions:[#421 lastTransitionTime:s name:s
PortStatus error:s port:i protocol:s
PortworxVolumeSource fsType:s readOnly:b volumeID:s
PreferredSchedulingTerm preference:#319 weight:i
Probe exec:#263 failureThreshold:i grpc:#270 httpGet:#274 initialDelaySeconds:i periodSeconds:i successThreshold:i tcpSocket:#411 terminationGracePeriodSeconds:l timeoutSeconds:i
ProjectedVolumeSource defaultMode:i defaultUser:l sources:[#426
QuobyteVolumeSource group:s readOnly:b registry:s tenant:s user:s volume:s
RBDPersistentVolumeSource fsType:s image:s keyring:s monitors:[s pool:s readOnly:b secretRef:#395 user:s
RBDVolumeSource fsType:s image:s keyring:s monitors:[s pool:s readOnly:b secretRef:#293 user:s
ReplicationController apiVersion:s kind:s metadata:#818 spec:#373 status:#374
ReplicationControllerCondition lastTransitionTime:s message:s reason:s status:s type:s
ReplicationControllerList apiVersion:s items:[#370 kind:s metadata:#816
ReplicationControllerSpec minReadySeconds:i replicas:i selector:{s template:#360
ReplicationControllerStatus availableReplicas:i conditions:[#371 fullyLabeledReplicas:i observedGeneration:l readyReplicas:i replicas:i
ResourceClaim name:s request:s
ResourceFieldSelector containerName:s divisor:q resource:s
ResourceHealth health:s message:s resourceID:s
ResourceQuota apiVersion:s kind:s metadata:#818 spec:#380 status:#381
ResourceQuotaList apiVersion:s items:[#378 kind:s metadata:#816
ResourceQuotaSpec hard:{q scopeSelector:#387 scopes:[s
ResourceQuotaStatus hard:{q used:{q
ResourceRequirements claims:[#375 limits:{q requests:{q
ResourceStatus name:s resources:[#377
SELinuxOptions level:s role:s type:s user:s
ScaleIOPersistentVolumeSource fsType:s gateway:s protectionDomain:s readOnly:b secretRef:#395 sslEnabled:b storageMode:s storagePool:s system:s volumeName:s
ScaleIOVolumeSource fsType:s gateway:s protectionDomain:s readOnly:b secretRef:#293 sslEnabled:b storageMode:s storagePool:s system:s volumeName:s
ScopeSelector matchExpressions:[#388
ScopedResourceSelectorRequirement operator:s scopeName:s values:[s
SeccompProfile localhostProfile:s type:s
Secret apiVersion:s data:{y immutable:b kind:s metadata:#818 stringData:{s type:s
SecretEnvSource name:s optional:b
SecretKeySelector key:s name:s optional:b
SecretList apiVersion:s items:[#390 kind:s metadata:#816
SecretProjection items:[#283 name:s optional:b
SecretReference name:s namespace:s
SecretVolumeSource defaultMode:i defaultUser:l items:[#283 optional:b secretName:s
SecurityContext allowPrivilegeEscalation:b appArmorProfile:#205 capabilities:#213 privileged:b procMount:s readOnlyRootFilesystem:b runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxOptions:#384 seccompProfile:#389 windowsOptions:#431
Service apiVersion:s kind:s metadata:#818 spec:#404 status:#405
ServiceAccount apiVersion:s automountServiceAccountToken:b imagePullSecrets:[#293 kind:s metadata:#818 secrets:[#325
ServiceAccountList apiVersion:s items:[#399 kind:s metadata:#816
ServiceAccountTokenProjection audience:s expirationSeconds:l path:s user:l
ServiceList apiVersion:s items:[#398 kind:s metadata:#816
ServicePort appProtocol:s name:s nodePort:i port:i protocol:s targetPort:x
ServiceSpec allocateLoadBalancerNodePorts:b clusterIP:s clusterIPs:[s externalIPs:[s externalName:s externalTrafficPolicy:s healthCheckNodePort:i internalTrafficPolicy:s ipFamilies:[s ipFamilyPolicy:s loadBalancerClass:s loadBalancerIP:s loadBalancerSourceRanges:[s ports:[#403 publishNotReadyAddresses:b selector:{s sessionAffinity:s sessionAffinityConfig:#406 trafficDistribution:s type:s
ServiceStatus conditions:[#809 loadBalancer:#292
SessionAffinityConfig clientIP:#218
SleepAction seconds:l
StorageOSPersistentVolumeSource fsType:s readOnly:b secretRef:#325 volumeName:s volumeNamespace:s
StorageOSVolumeSource fsType:s readOnly:b secretRef:#293 volumeName:s volumeNamespace:s
Sysctl name:s value:s
TCPSocketAction host:s port:x
Taint effect:s key:s timeAdded:s value:s
Toleration effect:s key:s operator:s tolerationSeconds:l value:s
TopologySelectorLabelRequirement key:s values:[s
TopologySelectorTerm matchLabelExpressions:[#414
TopologySpreadConstraint labelSelector:#814 matchLabelKeys:[s maxSkew:i minDomains:i nodeAffinityPolicy:s nodeTaintsPolicy:s topologyKey:s whenUnsatisfiable:s
TypedLocalObjectReference apiGroup:s kind:s name:s
TypedObjectReference apiGroup:s kind:s name:s namespace:s
Volume awsElasticBlockStore:#203 azureDisk:#207 azureFile:#209 cephfs:#215 cinder:#217 configMap:#229 csi:#212 downwardAPI:#246 emptyDir:#247 ephemeral:#257 fc:#264 flexVolume:#267 flocker:#268 gcePersistentDisk:#269 gitRepo:#271 glusterfs:#273 hostPath:#278 image:#281 iscsi:#280 name:s nfs:#296 persistentVolumeClaim:#333 photonPersistentDisk:#337 portworxVolume:#363 projected:#366 quobyte:#367 rbd:#369 scaleIO:#386 secret:#396 storageos:#409 vsphereVolume:#429
VolumeDevice devicePath:s name:s
VolumeHealthCondition message:s reason:s status:s
VolumeHealthStatus healthConditions:[#421 lastTransitionTime:s
VolumeMount bindMountOptions:[s mountPath:s mountPropagation:s name:s readOnly:b recursiveReadOnly:s subPath:s subPathExpr:s
VolumeMountStatus mountPath:s name:s readOnly:b recursiveReadOnly:s volumeStatus:#428
VolumeNodeAffinity required:#317
VolumeProjection clusterTrustBundle:#219 configMap:#228 downwardAPI:#244 podCertificate:#342 secret:#394 serviceAccountToken:#401
VolumeResourceRequirements limits:{q requests:{q
VolumeStatus image:#282
VsphereVirtualDiskVolumeSource fsType:s storagePolicyID:s storagePolicyName:s volumePath:s
WeightedPodAffinityTerm podAffinityTerm:#340 weight:i
WindowsSecurityContextOptions gmsaCredentialSpec:s gmsaCredentialSpecName:s hostProcess:b runAsUserName:s
Endpoint addresses:[s conditions:#433 deprecatedTopology:{s hints:#434 hostname:s nodeName:s targetRef:#325 zone:s
EndpointConditions ready:b serving:b terminating:b
EndpointHints forNodes:[#438 forZones:[#439
DiscoveryV1EndpointPort appProtocol:s name:s port:i protocol:s
EndpointSlice addressType:s apiVersion:s endpoints:[#432 kind:s metadata:#818 ports:[#435
EndpointSliceList apiVersion:s items:[#436 kind:s metadata:#816
ForNode name:s
ForZone name:s
EventsV1Event action:s apiVersion:s deprecatedCount:i deprecatedFirstTimestamp:s deprecatedLastTimestamp:s deprecatedSource:#261 eventTime:s kind:s metadata:#818 note:s reason:s regarding:#325 related:#325 reportingController:s reportingInstance:s series:#442 type:s
EventsV1EventList apiVersion:s items:[#440 kind:s metadata:#816
EventsV1EventSeries count:i lastObservedTime:s
ExemptPriorityLevelConfiguration lendablePercent:i nominalConcurrencyShares:i
FlowDistinguisherMethod type:s
FlowSchema apiVersion:s kind:s metadata:#818 spec:#448 status:#449
FlowSchemaCondition lastTransitionTime:s message:s reason:s status:s type:s
FlowSchemaList apiVersion:s items:[#445 kind:s metadata:#816
FlowSchemaSpec distinguisherMethod:#444 matchingPrecedence:i priorityLevelConfiguration:#458 rules:[#454
FlowSchemaStatus conditions:[#446
GroupSubject name:s
LimitResponse queuing:#461 type:s
LimitedPriorityLevelConfiguration borrowingLimitPercent:i lendablePercent:i limitResponse:#451 nominalConcurrencyShares:i
NonResourcePolicyRule nonResourceURLs:[s verbs:[s
PolicyRulesWithSubjects nonResourceRules:[#453 resourceRules:[#462 subjects:[#464
PriorityLevelConfiguration apiVersion:s kind:s metadata:#818 spec:#459 status:#460
PriorityLevelConfigurationCondition lastTransitionTime:s message:s reason:s status:s type:s
PriorityLevelConfigurationList apiVersion:s items:[#455 kind:s metadata:#816
PriorityLevelConfigurationReference name:s
PriorityLevelConfigurationSpec exempt:#443 limited:#452 type:s
PriorityLevelConfigurationStatus conditions:[#456
QueuingConfiguration handSize:i queueLengthLimit:i queues:i
ResourcePolicyRule apiGroups:[s clusterScope:b namespaces:[s resources:[s verbs:[s
ServiceAccountSubject name:s namespace:s
FlowcontrolV1Subject group:#450 kind:s serviceAccount:#463 user:#465
UserSubject name:s
LifecycleV1alpha1Eviction apiVersion:s kind:s metadata:#818 spec:#475 status:#476
EvictionList apiVersion:s items:[#466 kind:s metadata:#816
EvictionPodReference name:s uid:s
EvictionRequest apiVersion:s kind:s metadata:#818 spec:#472 status:#473
EvictionRequestList apiVersion:s items:[#469 kind:s metadata:#816
EvictionRequestPodReference name:s uid:s
EvictionRequestSpec intent:s requester:s target:#474
EvictionRequestStatus conditions:[#809 observedGeneration:l
EvictionRequestTarget pod:#471
EvictionSpec target:#477
EvictionStatus conditions:[#809 observedGeneration:l requesters:[#478 responders:[#479 targetResponders:[#480
EvictionTarget pod:#468
Requester intent:s name:s
ResponderStatus completionTime:s expectedCompletionTime:s heartbeatTime:s message:s name:s startTime:s
TargetResponder name:s priority:i state:s
HTTPIngressPath backend:#488 path:s pathType:s
HTTPIngressRuleValue paths:[#481
IPAddress apiVersion:s kind:s metadata:#818 spec:#485
IPAddressList apiVersion:s items:[#483 kind:s metadata:#816
IPAddressSpec parentRef:#509
IPBlock cidr:s except:[s
Ingress apiVersion:s kind:s metadata:#818 spec:#499 status:#500
IngressBackend resource:#417 service:#498
IngressClass apiVersion:s kind:s metadata:#818 spec:#492
IngressClassList apiVersion:s items:[#489 kind:s metadata:#816
IngressClassParametersReference apiGroup:s kind:s name:s namespace:s scope:s
IngressClassSpec controller:s parameters:#491
IngressList apiVersion:s items:[#487 kind:s metadata:#816
IngressLoadBalancerIngress hostname:s ip:s ports:[#496
IngressLoadBalancerStatus ingress:[#494
IngressPortStatus error:s port:i protocol:s
IngressRule host:s http:#482
IngressServiceBackend name:s port:#510
IngressSpec defaultBackend:#488 ingressClassName:s rules:[#497 tls:[#501
IngressStatus loadBalancer:#495
IngressTLS hosts:[s secretName:s
NetworkPolicy apiVersion:s kind:s metadata:#818 spec:#508
NetworkPolicyEgressRule ports:[#507 to:[#506
NetworkPolicyIngressRule from:[#506 ports:[#507
NetworkPolicyList apiVersion:s items:[#502 kind:s metadata:#816
NetworkPolicyPeer ipBlock:#486 namespaceSelector:#814 podSelector:#814
NetworkPolicyPort endPort:i port:x protocol:s
NetworkPolicySpec egress:[#503 ingress:[#504 podSelector:#814 policyTypes:[s
ParentReference group:s name:s namespace:s resource:s
ServiceBackendPort name:s number:i
ServiceCIDR apiVersion:s kind:s metadata:#818 spec:#513 status:#514
ServiceCIDRList apiVersion:s items:[#511 kind:s metadata:#816
ServiceCIDRSpec cidrs:[s
ServiceCIDRStatus conditions:[#809
Overhead podFixed:{q
RuntimeClass apiVersion:s handler:s kind:s metadata:#818 overhead:#515 scheduling:#518
RuntimeClassList apiVersion:s items:[#516 kind:s metadata:#816
Scheduling nodeSelector:{s tolerations:[#413
Eviction apiVersion:s deleteOptions:#810 kind:s metadata:#818
PodDisruptionBudget apiVersion:s kind:s metadata:#818 spec:#522 status:#523
PodDisruptionBudgetList apiVersion:s items:[#520 kind:s metadata:#816
PodDisruptionBudgetSpec maxUnavailable:x minAvailable:x selector:#814 unhealthyPodEvictionPolicy:s
PodDisruptionBudgetStatus conditions:[#809 currentHealthy:i desiredHealthy:i disruptedPods:{s disruptionsAllowed:i expectedPods:i observedGeneration:l
AggregationRule clusterRoleSelectors:[#814
ClusterRole aggregationRule:#524 apiVersion:s kind:s metadata:#818 rules:[#529
ClusterRoleBinding apiVersion:s kind:s metadata:#818 roleRef:#534 subjects:[#535
ClusterRoleBindingList apiVersion:s items:[#526 kind:s metadata:#816
ClusterRoleList apiVersion:s items:[#525 kind:s metadata:#816
PolicyRule apiGroups:[s nonResourceURLs:[s resourceNames:[s resources:[s verbs:[s
Role apiVersion:s kind:s metadata:#818 rules:[#529
RoleBinding apiVersion:s kind:s metadata:#818 roleRef:#534 subjects:[#535
RoleBindingList apiVersion:s items:[#531 kind:s metadata:#816
RoleList apiVersion:s items:[#530 kind:s metadata:#816
RoleRef apiGroup:s kind:s name:s
Subject apiGroup:s kind:s name:s namespace:s
AllocatedDeviceStatus conditions:[#809 data:j device:s driver:s networkData:#570 pool:s shareID:s
AllocationResult allocationTimestamp:s devices:#546 nodeSelector:#317
CELDeviceSelector expression:s
CapacityRequestPolicy default:q validRange:#540 validValues:[q
CapacityRequestPolicyRange max:q min:q step:q
CapacityRequirements requests:{q
Counter value:q
CounterSet counters:{#542 name:s
Device allNodes:b allowMultipleAllocations:b attributes:{#547 bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{#548 consumesCounters:[#556 name:s nodeAllocatableResources:{#573 nodeName:s nodeSelector:#317 taints:[#562
DeviceAllocationConfiguration opaque:#574 requests:[s source:s
DeviceAllocationResult config:[#545 results:[#559
DeviceAttribute bool:b bools:[b int:l ints:[l string:s strings:[s version:s versions:[s
DeviceCapacity requestPolicy:#539 value:q
DeviceClaim config:[#550 constraints:[#555 requests:[#558
DeviceClaimConfiguration opaque:#574 requests:[s
DeviceClass apiVersion:s kind:s metadata:#818 spec:#554
DeviceClassConfiguration opaque:#574
DeviceClassList apiVersion:s items:[#551 kind:s metadata:#816
DeviceClassSpec config:[#552 extendedResourceName:s selectors:[#560
DeviceConstraint distinctAttribute:s matchAttribute:s requests:[s
DeviceCounterConsumption compatibilityGroups:[s counterSet:s counters:{#542
DeviceDerivedAttribute expression:s name:s
DeviceRequest exactly:#569 firstAvailable:[#561 name:s
DeviceRequestAllocationResult adminAccess:b bindingConditions:[s bindingFailureConditions:[s consumedCapacity:{q device:s driver:s pool:s request:s shareID:s skipNodeOperations:[s tolerations:[#568
DeviceSelector cel:#538
DeviceSubRequest allocationMode:s capacity:#541 count:l derivedAttributes:[#557 deviceClassName:s name:s selectors:[#560 tolerations:[#568
DeviceTaint effect:s key:s timeAdded:s value:s
DeviceTaintRule apiVersion:s kind:s metadata:#818 spec:#565 status:#566
DeviceTaintRuleList apiVersion:s items:[#563 kind:s metadata:#816
DeviceTaintRuleSpec deviceSelector:#567 taint:#562
DeviceTaintRuleStatus conditions:[#809
DeviceTaintSelector device:s driver:s pool:s
DeviceToleration effect:s key:s operator:s tolerationSeconds:l value:s
ExactDeviceRequest adminAccess:b allocationMode:s capacity:#541 count:l derivedAttributes:[#557 deviceClassName:s selectors:[#560 tolerations:[#568
NetworkDeviceData hardwareAddress:s interfaceName:s ips:[s
NodeAllocatableMapping capacityKey:s capacityMultiplier:q deviceMultiplier:q
NodeAllocatableOverhead perContainer:q perPod:q
NodeAllocatableResource mapping:#571 overhead:#572
OpaqueDeviceConfiguration driver:s parameters:j
ResourceV1ResourceClaim apiVersion:s kind:s metadata:#818 spec:#578 status:#579
ResourceClaimConsumerReference apiGroup:s name:s resource:s uid:s
ResourceClaimList apiVersion:s items:[#575 kind:s metadata:#816
ResourceClaimSpec devices:#549
ResourceClaimStatus allocation:#537 devices:[#536 reservedFor:[#576
ResourceClaimTemplate apiVersion:s kind:s metadata:#818 spec:#582
ResourceClaimTemplateList apiVersion:s items:[#580 kind:s metadata:#816
ResourceClaimTemplateSpec metadata:#818 spec:#578
ResourcePool generation:l name:s resourceSliceCount:l
ResourceSlice apiVersion:s kind:s metadata:#818 spec:#586
ResourceSliceList apiVersion:s items:[#584 kind:s metadata:#816
ResourceSliceSpec allNodes:b devices:[#544 driver:s nodeName:s nodeSelector:#317 partitionTypeAttribute:s perDeviceNodeSelection:b pool:#583 sharedCounters:[#543 skipNodeOperations:[s
ResourceV1alpha3DeviceTaint effect:s key:s timeAdded:s value:s
ResourceV1alpha3DeviceTaintRule apiVersion:s kind:s metadata:#818 spec:#590 status:#591
ResourceV1alpha3DeviceTaintRuleList apiVersion:s items:[#588 kind:s metadata:#816
ResourceV1alpha3DeviceTaintRuleSpec deviceSelector:#592 taint:#587
ResourceV1alpha3DeviceTaintRuleStatus conditions:[#809
ResourceV1alpha3DeviceTaintSelector device:s driver:s pool:s
PartitionTypeStatus allocatable:i attribute:s total:i type:s
PoolStatus allocatedDevices:i availableDevices:i driver:s generation:l nodeName:s partitionSummary:[#593 poolName:s resourceSliceCount:i shareableSummary:#600 totalDevices:i unavailableDevices:i validationError:s
ResourcePoolStatusRequest apiVersion:s kind:s metadata:#818 spec:#597 status:#598
ResourcePoolStatusRequestList apiVersion:s items:[#595 kind:s metadata:#816
ResourcePoolStatusRequestSpec defaultPartitionTypeAttribute:s driver:s limit:i poolName:s
ResourcePoolStatusRequestStatus conditions:[#809 poolCount:i pools:[#594
ShareableCapacityStatus available:q consumed:q name:s total:q
ShareableSummaryStatus capacity:[#599 fullyAvailableDevices:i partiallyAvailableDevices:i
ResourceV1beta1AllocatedDeviceStatus conditions:[#809 data:j device:s driver:s networkData:#630 pool:s shareID:s
ResourceV1beta1AllocationResult allocationTimestamp:s devices:#612 nodeSelector:#317
BasicDevice allNodes:b allowMultipleAllocations:b attributes:{#613 bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{#614 consumesCounters:[#622 nodeAllocatableResources:{#633 nodeName:s nodeSelector:#317 taints:[#628
ResourceV1beta1CELDeviceSelector expression:s
ResourceV1beta1CapacityRequestPolicy default:q validRange:#606 validValues:[q
ResourceV1beta1CapacityRequestPolicyRange max:q min:q step:q
ResourceV1beta1CapacityRequirements requests:{q
ResourceV1beta1Counter value:q
ResourceV1beta1CounterSet counters:{#608 name:s
ResourceV1beta1Device basic:#603 name:s
ResourceV1beta1DeviceAllocationConfiguration opaque:#634 requests:[s source:s
ResourceV1beta1DeviceAllocationResult config:[#611 results:[#625
ResourceV1beta1DeviceAttribute bool:b bools:[b int:l ints:[l string:s strings:[s version:s versions:[s
ResourceV1beta1DeviceCapacity requestPolicy:#605 value:q
ResourceV1beta1DeviceClaim config:[#616 constraints:[#621 requests:[#624
ResourceV1beta1DeviceClaimConfiguration opaque:#634 requests:[s
ResourceV1beta1DeviceClass apiVersion:s kind:s metadata:#818 spec:#620
ResourceV1beta1DeviceClassConfiguration opaque:#634
ResourceV1beta1DeviceClassList apiVersion:s items:[#617 kind:s metadata:#816
ResourceV1beta1DeviceClassSpec config:[#618 extendedResourceName:s selectors:[#626
ResourceV1beta1DeviceConstraint distinctAttribute:s matchAttribute:s requests:[s
ResourceV1beta1DeviceCounterConsumption compatibilityGroups:[s counterSet:s counters:{#608
ResourceV1beta1DeviceDerivedAttribute expression:s name:s
ResourceV1beta1DeviceRequest adminAccess:b allocationMode:s capacity:#607 count:l derivedAttributes:[#623 deviceClassName:s firstAvailable:[#627 name:s selectors:[#626 tolerations:[#629
ResourceV1beta1DeviceRequestAllocationResult adminAccess:b bindingConditions:[s bindingFailureConditions:[s consumedCapacity:{q device:s driver:s pool:s request:s shareID:s skipNodeOperations:[s tolerations:[#629
ResourceV1beta1DeviceSelector cel:#604
ResourceV1beta1DeviceSubRequest allocationMode:s capacity:#607 count:l derivedAttributes:[#623 deviceClassName:s name:s selectors:[#626 tolerations:[#629
ResourceV1beta1DeviceTaint effect:s key:s timeAdded:s value:s
ResourceV1beta1DeviceToleration effect:s key:s operator:s tolerationSeconds:l value:s
ResourceV1beta1NetworkDeviceData hardwareAddress:s interfaceName:s ips:[s
ResourceV1beta1NodeAllocatableMapping capacityKey:s capacityMultiplier:q deviceMultiplier:q
ResourceV1beta1NodeAllocatableOverhead perContainer:q perPod:q
ResourceV1beta1NodeAllocatableResource mapping:#631 overhead:#632
ResourceV1beta1OpaqueDeviceConfiguration driver:s parameters:j
ResourceV1beta1ResourceClaim apiVersion:s kind:s metadata:#818 spec:#638 status:#639
ResourceV1beta1ResourceClaimConsumerReference apiGroup:s name:s resource:s uid:s
ResourceV1beta1ResourceClaimList apiVersion:s items:[#635 kind:s metadata:#816
ResourceV1beta1ResourceClaimSpec devices:#615
ResourceV1beta1ResourceClaimStatus allocation:#602 devices:[#601 reservedFor:[#636
ResourceV1beta1ResourceClaimTemplate apiVersion:s kind:s metadata:#818 spec:#642
ResourceV1beta1ResourceClaimTemplateList apiVersion:s items:[#640 kind:s metadata:#816
ResourceV1beta1ResourceClaimTemplateSpec metadata:#818 spec:#638
ResourceV1beta1ResourcePool generation:l name:s resourceSliceCount:l
ResourceV1beta1ResourceSlice apiVersion:s kind:s metadata:#818 spec:#646
ResourceV1beta1ResourceSliceList apiVersion:s items:[#644 kind:s metadata:#816
ResourceV1beta1ResourceSliceSpec allNodes:b devices:[#610 driver:s nodeName:s nodeSelector:#317 partitionTypeAttribute:s perDeviceNodeSelection:b pool:#643 sharedCounters:[#609 skipNodeOperations:[s
ResourceV1beta2AllocatedDeviceStatus conditions:[#809 data:j device:s driver:s networkData:#681 pool:s shareID:s
ResourceV1beta2AllocationResult allocationTimestamp:s devices:#657 nodeSelector:#317
ResourceV1beta2CELDeviceSelector expression:s
ResourceV1beta2CapacityRequestPolicy default:q validRange:#651 validValues:[q
ResourceV1beta2CapacityRequestPolicyRange max:q min:q step:q
ResourceV1beta2CapacityRequirements requests:{q
ResourceV1beta2Counter value:q
ResourceV1beta2CounterSet counters:{#653 name:s
ResourceV1beta2Device allNodes:b allowMultipleAllocations:b attributes:{#658 bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{#659 consumesCounters:[#667 name:s nodeAllocatableResources:{#684 nodeName:s nodeSelector:#317 taints:[#673
ResourceV1beta2DeviceAllocationConfiguration opaque:#685 requests:[s source:s
ResourceV1beta2DeviceAllocationResult config:[#656 results:[#670
ResourceV1beta2DeviceAttribute bool:b bools:[b int:l ints:[l string:s strings:[s version:s versions:[s
ResourceV1beta2DeviceCapacity requestPolicy:#650 value:q
ResourceV1beta2DeviceClaim config:[#661 constraints:[#666 requests:[#669
ResourceV1beta2DeviceClaimConfiguration opaque:#685 requests:[s
ResourceV1beta2DeviceClass apiVersion:s kind:s metadata:#818 spec:#665
ResourceV1beta2DeviceClassConfiguration opaque:#685
ResourceV1beta2DeviceClassList apiVersion:s items:[#662 kind:s metadata:#816
ResourceV1beta2DeviceClassSpec config:[#663 extendedResourceName:s selectors:[#671
ResourceV1beta2DeviceConstraint distinctAttribute:s matchAttribute:s requests:[s
ResourceV1beta2DeviceCounterConsumption compatibilityGroups:[s counterSet:s counters:{#653
ResourceV1beta2DeviceDerivedAttribute expression:s name:s
ResourceV1beta2DeviceRequest exactly:#680 firstAvailable:[#672 name:s
ResourceV1beta2DeviceRequestAllocationResult adminAccess:b bindingConditions:[s bindingFailureConditions:[s consumedCapacity:{q device:s driver:s pool:s request:s shareID:s skipNodeOperations:[s tolerations:[#679
ResourceV1beta2DeviceSelector cel:#649
ResourceV1beta2DeviceSubRequest allocationMode:s capacity:#652 count:l derivedAttributes:[#668 deviceClassName:s name:s selectors:[#671 tolerations:[#679
ResourceV1beta2DeviceTaint effect:s key:s timeAdded:s value:s
ResourceV1beta2DeviceTaintRule apiVersion:s kind:s metadata:#818 spec:#676 status:#677
ResourceV1beta2DeviceTaintRuleList apiVersion:s items:[#674 kind:s metadata:#816
ResourceV1beta2DeviceTaintRuleSpec deviceSelector:#678 taint:#673
ResourceV1beta2DeviceTaintRuleStatus conditions:[#809
ResourceV1beta2DeviceTaintSelector device:s driver:s pool:s
ResourceV1beta2DeviceToleration effect:s key:s operator:s tolerationSeconds:l value:s
ResourceV1beta2ExactDeviceRequest adminAccess:b allocationMode:s capacity:#652 count:l derivedAttributes:[#668 deviceClassName:s selectors:[#671 tolerations:[#679
ResourceV1beta2NetworkDeviceData hardwareAddress:s interfaceName:s ips:[s
ResourceV1beta2NodeAllocatableMapping capacityKey:s capacityMultiplier:q deviceMultiplier:q
ResourceV1beta2NodeAllocatableOverhead perContainer:q perPod:q
ResourceV1beta2NodeAllocatableResource mapping:#682 overhead:#683
ResourceV1beta2OpaqueDeviceConfiguration driver:s parameters:j
ResourceV1beta2ResourceClaim apiVersion:s kind:s metadata:#818 spec:#689 status:#690
ResourceV1beta2ResourceClaimConsumerReference apiGroup:s name:s resource:s uid:s
ResourceV1beta2ResourceClaimList apiVersion:s items:[#686 kind:s metadata:#816
ResourceV1beta2ResourceClaimSpec devices:#660
ResourceV1beta2ResourceClaimStatus allocation:#648 devices:[#647 reservedFor:[#687
ResourceV1beta2ResourceClaimTemplate apiVersion:s kind:s metadata:#818 spec:#693
ResourceV1beta2ResourceClaimTemplateList apiVersion:s items:[#691 kind:s metadata:#816
ResourceV1beta2ResourceClaimTemplateSpec metadata:#818 spec:#689
ResourceV1beta2ResourcePool generation:l name:s resourceSliceCount:l
ResourceV1beta2ResourceSlice apiVersion:s kind:s metadata:#818 spec:#697
ResourceV1beta2ResourceSliceList apiVersion:s items:[#695 kind:s metadata:#816
ResourceV1beta2ResourceSliceSpec allNodes:b devices:[#655 driver:s nodeName:s nodeSelector:#317 partitionTypeAttribute:s perDeviceNodeSelection:b pool:#694 sharedCounters:[#654 skipNodeOperations:[s
PriorityClass apiVersion:s description:s globalDefault:b kind:s metadata:#818 preemptionPolicy:s value:i
PriorityClassList apiVersion:s items:[#698 kind:s metadata:#816
CompositeDisruptionMode all:j single:j
CompositeGangSchedulingPolicy minGroupCount:i
CompositePodGroup apiVersion:s kind:s metadata:#818 spec:#706 status:#707
CompositePodGroupList apiVersion:s items:[#702 kind:s metadata:#816
CompositePodGroupSchedulingConstraints topology:[#720
CompositePodGroupSchedulingPolicy basic:j gang:#701
CompositePodGroupSpec disruptionMode:#700 parentCompositePodGroupName:s preemptionPolicy:s priority:i priorityClassName:s schedulingConstraints:#704 schedulingPolicy:#705 workloadRef:#729
CompositePodGroupStatus conditions:[#809
CompositePodGroupTemplate compositePodGroupTemplates:[#708 disruptionMode:#700 name:s podGroupTemplates:[#719 preemptionPolicy:s priority:i priorityClassName:s schedulingConstraints:#704 schedulingPolicy:#705
DisruptionMode all:j single:j
GangSchedulingPolicy minCount:i
PodGroup apiVersion:s kind:s metadata:#818 spec:#717 status:#718
PodGroupList apiVersion:s items:[#711 kind:s metadata:#816
PodGroupResourceClaim name:s resourceClaimName:s resourceClaimTemplateName:s
PodGroupResourceClaimStatus name:s resourceClaimName:s
PodGroupSchedulingConstraints topology:[#720
PodGroupSchedulingPolicy basic:j gang:#710
PodGroupSpec disruptionMode:#709 parentCompositePodGroupName:s preemptionPolicy:s priority:i priorityClassName:s resourceClaims:[#713 schedulingConstraints:#715 schedulingPolicy:#716 workloadRef:#729
PodGroupStatus conditions:[#809 resourceClaimStatuses:[#714
PodGroupTemplate disruptionMode:#709 name:s preemptionPolicy:s priority:i priorityClassName:s resourceClaims:[#713 schedulingConstraints:#715 schedulingPolicy:#716
TopologyConstraint key:s
SchedulingV1alpha3TypedLocalObjectReference apiGroup:s kind:s name:s
Workload apiVersion:s kind:s metadata:#818 spec:#730
WorkloadList apiVersion:s items:[#722 kind:s metadata:#816
WorkloadPodGroupDisruptionMode all:j single:j
WorkloadPodGroupGangSchedulingPolicy minCount:i
WorkloadPodGroupResourceClaim name:s resourceClaimName:s resourceClaimTemplateName:s
WorkloadPodGroupSchedulingConstraints topology:[#720
WorkloadPodGroupSchedulingPolicy basic:j gang:#725
WorkloadReference templateName:s workloadName:s
WorkloadSpec compositePodGroupTemplates:[#708 controllerRef:#721 podGroupTemplates:[#719
SchedulingV1beta1CompositeDisruptionMode all:j single:j
SchedulingV1beta1CompositeGangSchedulingPolicy minGroupCount:i
SchedulingV1beta1CompositePodGroupSchedulingConstraints topology:[#747
SchedulingV1beta1CompositePodGroupSchedulingPolicy basic:j gang:#732
SchedulingV1beta1CompositePodGroupTemplate compositePodGroupTemplates:[#735 disruptionMode:#731 name:s podGroupTemplates:[#746 preemptionPolicy:s priority:i priorityClassName:s schedulingConstraints:#733 schedulingPolicy:#734
SchedulingV1beta1DisruptionMode all:j single:j
SchedulingV1beta1GangSchedulingPolicy minCount:i
SchedulingV1beta1PodGroup apiVersion:s kind:s metadata:#818 spec:#744 status:#745
SchedulingV1beta1PodGroupList apiVersion:s items:[#738 kind:s metadata:#816
SchedulingV1beta1PodGroupResourceClaim name:s resourceClaimName:s resourceClaimTemplateName:s
SchedulingV1beta1PodGroupResourceClaimStatus name:s resourceClaimName:s
SchedulingV1beta1PodGroupSchedulingConstraints topology:[#747
SchedulingV1beta1PodGroupSchedulingPolicy basic:j gang:#737
SchedulingV1beta1PodGroupSpec disruptionMode:#736 parentCompositePodGroupName:s preemptionPolicy:s priority:i priorityClassName:s resourceClaims:[#740 schedulingConstraints:#742 schedulingPolicy:#743 workloadRef:#751
SchedulingV1beta1PodGroupStatus conditions:[#809 resourceClaimStatuses:[#741
SchedulingV1beta1PodGroupTemplate disruptionMode:#736 name:s preemptionPolicy:s priority:i priorityClassName:s resourceClaims:[#740 schedulingConstraints:#742 schedulingPolicy:#743
SchedulingV1beta1TopologyConstraint key:s
SchedulingV1beta1TypedLocalObjectReference apiGroup:s kind:s name:s
SchedulingV1beta1Workload apiVersion:s kind:s metadata:#818 spec:#752
SchedulingV1beta1WorkloadList apiVersion:s items:[#749 kind:s metadata:#816
SchedulingV1beta1WorkloadReference templateName:s workloadName:s
SchedulingV1beta1WorkloadSpec compositePodGroupTemplates:[#735 controllerRef:#748 podGroupTemplates:[#746
CSIDriver apiVersion:s kind:s metadata:#818 spec:#755
CSIDriverList apiVersion:s items:[#753 kind:s metadata:#816
CSIDriverSpec attachRequired:b fsGroupPolicy:s nodeAllocatableUpdatePeriodSeconds:l podInfoOnMount:b preventPodSchedulingIfMissing:b requiresRepublish:b seLinuxMount:b serviceAccountTokenInSecrets:b storageCapacity:b tokenRequests:[#767 volumeLifecycleModes:[s
CSINode apiVersion:s kind:s metadata:#818 spec:#759 status:#760
CSINodeDriver allocatable:#776 name:s nodeID:s topologyKeys:[s
CSINodeList apiVersion:s items:[#756 kind:s metadata:#816
CSINodeSpec drivers:[#757
CSINodeStatus storageHealth:[#765
CSIStorageCapacity apiVersion:s capacity:q kind:s maximumVolumeSize:q metadata:#818 nodeTopology:#814 storageClassName:s
CSIStorageCapacityList apiVersion:s items:[#761 kind:s metadata:#816
StorageClass allowVolumeExpansion:b allowedTopologies:[#415 apiVersion:s kind:s metadata:#818 mountOptions:[s parameters:{s provisioner:s reclaimPolicy:s volumeBindingMode:s
StorageClassList apiVersion:s items:[#763 kind:s metadata:#816
StorageHealth healthConditions:[#766 name:s
StorageHealthCondition accessMode:s lastTransitionTime:s message:s reason:s status:s volumeMode:s
StorageV1TokenRequest audience:s expirationSeconds:l
VolumeAttachment apiVersion:s kind:s metadata:#818 spec:#771 status:#772
VolumeAttachmentList apiVersion:s items:[#768 kind:s metadata:#816
VolumeAttachmentSource inlineVolumeSpec:#335 persistentVolumeName:s
VolumeAttachmentSpec attacher:s nodeName:s source:#770
VolumeAttachmentStatus attachError:#775 attached:b attachmentMetadata:{s detachError:#775
VolumeAttributesClass apiVersion:s driverName:s kind:s metadata:#818 parameters:{s
VolumeAttributesClassList apiVersion:s items:[#773 kind:s metadata:#816
VolumeError errorCode:i message:s time:s
VolumeNodeResources count:i
StorageVersionMigration apiVersion:s kind:s metadata:#818 spec:#779 status:#780
StorageVersionMigrationList apiVersion:s items:[#777 kind:s metadata:#816
StorageVersionMigrationSpec resource:#812
StorageVersionMigrationStatus conditions:[#809 resourceVersion:s
StoragemigrationV1beta1StorageVersionMigration apiVersion:s kind:s metadata:#818 spec:#783 status:#784
StoragemigrationV1beta1StorageVersionMigrationList apiVersion:s items:[#781 kind:s metadata:#816
StoragemigrationV1beta1StorageVersionMigrationSpec resource:#812
StoragemigrationV1beta1StorageVersionMigrationStatus conditions:[#809 resourceVersion:s
CustomResourceColumnDefinition description:s format:s jsonPath:s name:s priority:i type:s
CustomResourceConversion strategy:s webhook:#803
CustomResourceDefinition apiVersion:s kind:s metadata:#818 spec:#791 status:#792
CustomResourceDefinitionCondition lastTransitionTime:s message:s observedGeneration:l reason:s status:s type:s
CustomResourceDefinitionList apiVersion:s items:[#787 kind:s metadata:#816
CustomResourceDefinitionNames categories:[s kind:s listKind:s plural:s shortNames:[s singular:s
CustomResourceDefinitionSpec conversion:#786 group:s names:#790 preserveUnknownFields:b scope:s versions:[#793
CustomResourceDefinitionStatus acceptedNames:#790 conditions:[#788 observedGeneration:l storedVersions:[s
CustomResourceDefinitionVersion additionalPrinterColumns:[#785 deprecated:b deprecationWarning:s name:s schema:#796 selectableFields:[#799 served:b storage:b subresources:#795
CustomResourceSubresourceScale labelSelectorPath:s specReplicasPath:s statusReplicasPath:s
CustomResourceSubresources scale:#794 status:j
CustomResourceValidation openAPIV3Schema:#798
ExternalDocumentation description:s url:s
JSONSchemaProps $ref:s $schema:s additionalItems:j additionalProperties:j allOf:[#798 anyOf:[#798 default:j definitions:{#798 dependencies:{j description:s enum:[j example:j exclusiveMaximum:b exclusiveMinimum:b externalDocs:#797 format:s id:s items:j maxItems:l maxLength:l maxProperties:l maximum:n minItems:l minLength:l minProperties:l minimum:n multipleOf:n not:#798 nullable:b oneOf:[#798 pattern:s patternProperties:{#798 properties:{#798 required:[s title:s type:s uniqueItems:b x-kubernetes-embedded-resource:b x-kubernetes-int-or-string:b x-kubernetes-list-map-keys:[s x-kubernetes-list-type:s x-kubernetes-map-type:s x-kubernetes-preserve-unknown-fields:b x-kubernetes-validations:[#801
SelectableField jsonPath:s
ApiextensionsV1ServiceReference name:s namespace:s path:s port:i
ValidationRule fieldPath:s message:s messageExpression:s optionalOldSelf:b reason:s rule:s
ApiextensionsV1WebhookClientConfig caBundle:y service:#800 url:s
WebhookConversion clientConfig:#802 conversionReviewVersions:[s
APIGroup apiVersion:s kind:s name:s preferredVersion:#813 serverAddressByClientCIDRs:[#821 versions:[#813
APIGroupList apiVersion:s groups:[#804 kind:s
APIResource categories:[s group:s kind:s name:s namespaced:b shortNames:[s singularName:s storageVersionHash:s verbs:[s version:s
APIResourceList apiVersion:s groupVersion:s kind:s resources:[#806
APIVersions apiVersion:s kind:s serverAddressByClientCIDRs:[#821 versions:[s
Condition lastTransitionTime:s message:s observedGeneration:l reason:s status:s type:s
DeleteOptions apiVersion:s dryRun:[s gracePeriodSeconds:l ignoreStoreReadErrorWithClusterBreakingPotential:b kind:s orphanDependents:b preconditions:#820 propagationPolicy:s
FieldSelectorRequirement key:s operator:s values:[s
GroupResource group:s resource:s
GroupVersionForDiscovery groupVersion:s version:s
LabelSelector matchExpressions:[#815 matchLabels:{s
LabelSelectorRequirement key:s operator:s values:[s
ListMeta continue:s remainingItemCount:l resourceVersion:s selfLink:s shardInfo:#822
ManagedFieldsEntry apiVersion:s fieldsType:s fieldsV1:j manager:s operation:s subresource:s time:s
ObjectMeta annotations:{s creationTimestamp:s deletionGracePeriodSeconds:l deletionTimestamp:s finalizers:[s generateName:s generation:l labels:{s managedFields:[#817 name:s namespace:s ownerReferences:[#819 resourceVersion:s selfLink:s uid:s
OwnerReference apiVersion:s blockOwnerDeletion:b controller:b kind:s name:s uid:s
Preconditions resourceVersion:s uid:s
ServerAddressByClientCIDR clientCIDR:s serverAddress:s
ShardInfo selector:s
Status apiVersion:s code:i details:#825 kind:s message:s metadata:#816 reason:s status:s
StatusCause field:s message:s reason:s
StatusDetails causes:[#824 group:s kind:s name:s retryAfterSeconds:i uid:s
WatchEvent object:j type:s
Info buildDate:s compiler:s emulationMajor:s emulationMinor:s gitCommit:s gitTreeState:s gitVersion:s goVersion:s major:s minCompatibilityMajor:s minCompatibilityMinor:s minor:s platform:s
APIService apiVersion:s kind:s metadata:#818 spec:#831 status:#832
APIServiceCondition lastTransitionTime:s message:s reason:s status:s type:s
APIServiceList apiVersion:s items:[#828 kind:s metadata:#816
APIServiceSpec caBundle:y group:s groupPriorityMinimum:i insecureSkipTLSVerify:b service:#833 version:s versionPriority:i
APIServiceStatus conditions:[#829
ApiregistrationV1ServiceReference name:s namespace:s port:i
`;

/** One built-in kind a line: `group/version/Kind` (`v1/Pod` in the core group) and the number of its structure. */
export const KINDS = `
admissionregistration.k8s.io/v1/MutatingAdmissionPolicy 6
admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBinding 7
admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBindingList 8
admissionregistration.k8s.io/v1/MutatingAdmissionPolicyList 10
admissionregistration.k8s.io/v1/MutatingWebhookConfiguration 13
admissionregistration.k8s.io/v1/MutatingWebhookConfigurationList 14
admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy 22
admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding 23
admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBindingList 24
admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyList 26
admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration 30
admissionregistration.k8s.io/v1/ValidatingWebhookConfigurationList 31
admissionregistration.k8s.io/v1alpha1/MutatingAdmissionPolicy 39
admissionregistration.k8s.io/v1alpha1/MutatingAdmissionPolicyBinding 40
admissionregistration.k8s.io/v1alpha1/MutatingAdmissionPolicyBindingList 41
admissionregistration.k8s.io/v1alpha1/MutatingAdmissionPolicyList 43
admissionregistration.k8s.io/v1beta1/MutatingAdmissionPolicy 54
admissionregistration.k8s.io/v1beta1/MutatingAdmissionPolicyBinding 55
admissionregistration.k8s.io/v1beta1/MutatingAdmissionPolicyBindingList 56
admissionregistration.k8s.io/v1beta1/MutatingAdmissionPolicyList 58
internal.apiserver.k8s.io/v1alpha1/StorageVersion 66
internal.apiserver.k8s.io/v1alpha1/StorageVersionList 68
apps/v1/ControllerRevision 70
apps/v1/ControllerRevisionList 71
apps/v1/DaemonSet 72
apps/v1/DaemonSetList 74
apps/v1/Deployment 78
apps/v1/DeploymentList 80
apps/v1/ReplicaSet 84
apps/v1/ReplicaSetList 86
apps/v1/StatefulSet 92
apps/v1/StatefulSetList 94
authentication.k8s.io/v1/SelfSubjectReview 101
authentication.k8s.io/v1/TokenRequest 103
authentication.k8s.io/v1/TokenReview 106
authorization.k8s.io/v1/LocalSubjectAccessReview 112
authorization.k8s.io/v1/SelfSubjectAccessReview 117
authorization.k8s.io/v1/SelfSubjectRulesReview 119
authorization.k8s.io/v1/SubjectAccessReview 121
autoscaling/v1/HorizontalPodAutoscaler 126
autoscaling/v1/HorizontalPodAutoscalerList 127
autoscaling/v1/Scale 130
autoscaling/v2/HorizontalPodAutoscaler 140
autoscaling/v2/HorizontalPodAutoscalerList 143
batch/v1/CronJob 157
batch/v1/CronJobList 158
batch/v1/Job 161
batch/v1/JobList 163
certificates.k8s.io/v1/CertificateSigningRequest 175
certificates.k8s.io/v1/CertificateSigningRequestList 177
certificates.k8s.io/v1/ClusterTrustBundle 180
certificates.k8s.io/v1/ClusterTrustBundleList 181
certificates.k8s.io/v1/PodCertificateRequest 183
certificates.k8s.io/v1/PodCertificateRequestList 184
certificates.k8s.io/v1beta1/ClusterTrustBundle 187
certificates.k8s.io/v1beta1/ClusterTrustBundleList 188
certificates.k8s.io/v1beta1/PodCertificateRequest 190
certificates.k8s.io/v1beta1/PodCertificateRequestList 191
coordination.k8s.io/v1/Lease 194
coordination.k8s.io/v1/LeaseList 195
coordination.k8s.io/v1alpha2/LeaseCandidate 197
coordination.k8s.io/v1alpha2/LeaseCandidateList 198
coordination.k8s.io/v1beta1/LeaseCandidate 200
coordination.k8s.io/v1beta1/LeaseCandidateList 201
v1/Binding 210
v1/ComponentStatus 221
v1/ComponentStatusList 222
v1/ConfigMap 223
v1/ConfigMapList 226
v1/Endpoints 251
v1/EndpointsList 252
v1/Event 258
v1/EventList 259
v1/LimitRange 286
v1/LimitRangeList 288
v1/Namespace 297
v1/NamespaceList 299
v1/Node 302
v1/NodeList 313
v1/PersistentVolume 326
v1/PersistentVolumeClaim 327
v1/PersistentVolumeClaimList 329
v1/PersistentVolumeList 334
v1/Pod 338
v1/PodList 348
v1/PodTemplate 358
v1/PodTemplateList 359
v1/ReplicationController 370
v1/ReplicationControllerList 372
v1/ResourceQuota 378
v1/ResourceQuotaList 379
v1/Secret 390
v1/SecretList 393
v1/Service 398
v1/ServiceAccount 399
v1/ServiceAccountList 400
v1/ServiceList 402
discovery.k8s.io/v1/EndpointSlice 436
discovery.k8s.io/v1/EndpointSliceList 437
events.k8s.io/v1/Event 440
events.k8s.io/v1/EventList 441
flowcontrol.apiserver.k8s.io/v1/FlowSchema 445
flowcontrol.apiserver.k8s.io/v1/FlowSchemaList 447
flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration 455
flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfigurationList 457
lifecycle.k8s.io/v1alpha1/Eviction 466
lifecycle.k8s.io/v1alpha1/EvictionList 467
lifecycle.k8s.io/v1alpha1/EvictionRequest 469
lifecycle.k8s.io/v1alpha1/EvictionRequestList 470
networking.k8s.io/v1/IPAddress 483
networking.k8s.io/v1/IPAddressList 484
networking.k8s.io/v1/Ingress 487
networking.k8s.io/v1/IngressClass 489
networking.k8s.io/v1/IngressClassList 490
networking.k8s.io/v1/IngressList 493
networking.k8s.io/v1/NetworkPolicy 502
networking.k8s.io/v1/NetworkPolicyList 505
networking.k8s.io/v1/ServiceCIDR 511
networking.k8s.io/v1/ServiceCIDRList 512
node.k8s.io/v1/RuntimeClass 516
node.k8s.io/v1/RuntimeClassList 517
policy/v1/Eviction 519
policy/v1/PodDisruptionBudget 520
policy/v1/PodDisruptionBudgetList 521
rbac.authorization.k8s.io/v1/ClusterRole 525
rbac.authorization.k8s.io/v1/ClusterRoleBinding 526
rbac.authorization.k8s.io/v1/ClusterRoleBindingList 527
rbac.authorization.k8s.io/v1/ClusterRoleList 528
rbac.authorization.k8s.io/v1/Role 530
rbac.authorization.k8s.io/v1/RoleBinding 531
rbac.authorization.k8s.io/v1/RoleBindingList 532
rbac.authorization.k8s.io/v1/RoleList 533
resource.k8s.io/v1/DeviceClass 551
resource.k8s.io/v1/DeviceClassList 553
resource.k8s.io/v1/DeviceTaintRule 563
resource.k8s.io/v1/DeviceTaintRuleList 564
resource.k8s.io/v1/ResourceClaim 575
resource.k8s.io/v1/ResourceClaimList 577
resource.k8s.io/v1/ResourceClaimTemplate 580
resource.k8s.io/v1/ResourceClaimTemplateList 581
resource.k8s.io/v1/ResourceSlice 584
resource.k8s.io/v1/ResourceSliceList 585
resource.k8s.io/v1alpha3/DeviceTaintRule 588
resource.k8s.io/v1alpha3/DeviceTaintRuleList 589
resource.k8s.io/v1alpha3/ResourcePoolStatusRequest 595
resource.k8s.io/v1alpha3/ResourcePoolStatusRequestList 596
resource.k8s.io/v1beta1/DeviceClass 617
resource.k8s.io/v1beta1/DeviceClassList 619
resource.k8s.io/v1beta1/ResourceClaim 635
resource.k8s.io/v1beta1/ResourceClaimList 637
resource.k8s.io/v1beta1/ResourceClaimTemplate 640
resource.k8s.io/v1beta1/ResourceClaimTemplateList 641
resource.k8s.io/v1beta1/ResourceSlice 644
resource.k8s.io/v1beta1/ResourceSliceList 645
resource.k8s.io/v1beta2/DeviceClass 662
resource.k8s.io/v1beta2/DeviceClassList 664
resource.k8s.io/v1beta2/DeviceTaintRule 674
resource.k8s.io/v1beta2/DeviceTaintRuleList 675
resource.k8s.io/v1beta2/ResourceClaim 686
resource.k8s.io/v1beta2/ResourceClaimList 688
resource.k8s.io/v1beta2/ResourceClaimTemplate 691
resource.k8s.io/v1beta2/ResourceClaimTemplateList 692
resource.k8s.io/v1beta2/ResourceSlice 695
resource.k8s.io/v1beta2/ResourceSliceList 696
scheduling.k8s.io/v1/PriorityClass 698
scheduling.k8s.io/v1/PriorityClassList 699
scheduling.k8s.io/v1alpha3/CompositePodGroup 702
scheduling.k8s.io/v1alpha3/CompositePodGroupList 703
scheduling.k8s.io/v1alpha3/PodGroup 711
scheduling.k8s.io/v1alpha3/PodGroupList 712
scheduling.k8s.io/v1alpha3/Workload 722
scheduling.k8s.io/v1alpha3/WorkloadList 723
scheduling.k8s.io/v1beta1/PodGroup 738
scheduling.k8s.io/v1beta1/PodGroupList 739
scheduling.k8s.io/v1beta1/Workload 749
scheduling.k8s.io/v1beta1/WorkloadList 750
storage.k8s.io/v1/CSIDriver 753
storage.k8s.io/v1/CSIDriverList 754
storage.k8s.io/v1/CSINode 756
storage.k8s.io/v1/CSINodeList 758
storage.k8s.io/v1/CSIStorageCapacity 761
storage.k8s.io/v1/CSIStorageCapacityList 762
storage.k8s.io/v1/StorageClass 763
storage.k8s.io/v1/StorageClassList 764
storage.k8s.io/v1/VolumeAttachment 768
storage.k8s.io/v1/VolumeAttachmentList 769
storage.k8s.io/v1/VolumeAttributesClass 773
storage.k8s.io/v1/VolumeAttributesClassList 774
storagemigration.k8s.io/v1/StorageVersionMigration 777
storagemigration.k8s.io/v1/StorageVersionMigrationList 778
storagemigration.k8s.io/v1beta1/StorageVersionMigration 781
storagemigration.k8s.io/v1beta1/StorageVersionMigrationList 782
apiextensions.k8s.io/v1/CustomResourceDefinition 787
apiextensions.k8s.io/v1/CustomResourceDefinitionList 789
v1/APIGroup 804
v1/APIGroupList 805
v1/APIResourceList 807
v1/APIVersions 808
v1/Status 823
apiregistration.k8s.io/v1/APIService 828
apiregistration.k8s.io/v1/APIServiceList 830
`;
