// Generated from the OpenAPI document of Kubernetes v1.37.0 by tools/generate-kubernetes-api.ts.
import type { JsonValue } from "../json.ts";

export interface ApplyConfiguration {
  readonly expression?: string;
}

export interface AuditAnnotation {
  readonly key?: string;
  readonly valueExpression?: string;
}

export interface ExpressionWarning {
  readonly fieldRef?: string;
  readonly warning?: string;
}

export interface JSONPatch {
  readonly expression?: string;
}

export interface MatchCondition {
  readonly expression?: string;
  readonly name: string;
}

export interface MatchResources {
  readonly excludeResourceRules?: readonly NamedRuleWithOperations[];
  readonly matchPolicy?: string;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly resourceRules?: readonly NamedRuleWithOperations[];
}

export interface MutatingAdmissionPolicy {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: MutatingAdmissionPolicySpec;
}

export interface MutatingAdmissionPolicyBinding {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: MutatingAdmissionPolicyBindingSpec;
}

export interface MutatingAdmissionPolicyBindingList {
  readonly apiVersion?: string;
  readonly items?: readonly MutatingAdmissionPolicyBinding[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface MutatingAdmissionPolicyBindingSpec {
  readonly matchResources?: MatchResources;
  readonly paramRef?: ParamRef;
  readonly policyName?: string;
}

export interface MutatingAdmissionPolicyList {
  readonly apiVersion?: string;
  readonly items?: readonly MutatingAdmissionPolicy[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface MutatingAdmissionPolicySpec {
  readonly failurePolicy?: string;
  readonly matchConditions?: readonly MatchCondition[];
  readonly matchConstraints?: MatchResources;
  readonly mutations?: readonly Mutation[];
  readonly paramKind?: ParamKind;
  readonly reinvocationPolicy?: string;
  readonly variables?: readonly Variable[];
}

export interface MutatingWebhook {
  readonly admissionReviewVersions?: readonly string[];
  readonly clientConfig?: WebhookClientConfig;
  readonly failurePolicy?: string;
  readonly matchConditions?: readonly MatchCondition[];
  readonly matchPolicy?: string;
  readonly name: string;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly reinvocationPolicy?: string;
  readonly rules?: readonly RuleWithOperations[];
  readonly sideEffects?: string;
  readonly timeoutSeconds?: number;
}

export interface MutatingWebhookConfiguration {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly webhooks?: readonly MutatingWebhook[];
}

export interface MutatingWebhookConfigurationList {
  readonly apiVersion?: string;
  readonly items?: readonly MutatingWebhookConfiguration[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface Mutation {
  readonly applyConfiguration?: ApplyConfiguration;
  readonly jsonPatch?: JSONPatch;
  readonly patchType?: string;
}

export interface NamedRuleWithOperations {
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly operations?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly resources?: readonly string[];
  readonly scope?: string;
}

export interface ParamKind {
  readonly apiVersion?: string;
  readonly kind?: string;
}

export interface ParamRef {
  readonly name?: string;
  readonly namespace?: string;
  readonly parameterNotFoundAction?: string;
  readonly selector?: LabelSelector;
}

export interface RuleWithOperations {
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly operations?: readonly string[];
  readonly resources?: readonly string[];
  readonly scope?: string;
}

export interface ServiceReference {
  readonly name: string;
  readonly namespace?: string;
  readonly path?: string;
  readonly port?: number;
}

export interface TypeChecking {
  readonly expressionWarnings?: readonly ExpressionWarning[];
}

export interface ValidatingAdmissionPolicy {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ValidatingAdmissionPolicySpec;
  readonly status?: ValidatingAdmissionPolicyStatus;
}

export interface ValidatingAdmissionPolicyBinding {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ValidatingAdmissionPolicyBindingSpec;
}

export interface ValidatingAdmissionPolicyBindingList {
  readonly apiVersion?: string;
  readonly items?: readonly ValidatingAdmissionPolicyBinding[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ValidatingAdmissionPolicyBindingSpec {
  readonly matchResources?: MatchResources;
  readonly paramRef?: ParamRef;
  readonly policyName?: string;
  readonly validationActions?: readonly string[];
}

export interface ValidatingAdmissionPolicyList {
  readonly apiVersion?: string;
  readonly items?: readonly ValidatingAdmissionPolicy[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ValidatingAdmissionPolicySpec {
  readonly auditAnnotations?: readonly AuditAnnotation[];
  readonly failurePolicy?: string;
  readonly matchConditions?: readonly MatchCondition[];
  readonly matchConstraints?: MatchResources;
  readonly paramKind?: ParamKind;
  readonly validations?: readonly Validation[];
  readonly variables?: readonly Variable[];
}

export interface ValidatingAdmissionPolicyStatus {
  readonly conditions?: readonly Condition[];
  readonly observedGeneration?: number;
  readonly typeChecking?: TypeChecking;
}

export interface ValidatingWebhook {
  readonly admissionReviewVersions?: readonly string[];
  readonly clientConfig?: WebhookClientConfig;
  readonly failurePolicy?: string;
  readonly matchConditions?: readonly MatchCondition[];
  readonly matchPolicy?: string;
  readonly name: string;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly rules?: readonly RuleWithOperations[];
  readonly sideEffects?: string;
  readonly timeoutSeconds?: number;
}

export interface ValidatingWebhookConfiguration {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly webhooks?: readonly ValidatingWebhook[];
}

export interface ValidatingWebhookConfigurationList {
  readonly apiVersion?: string;
  readonly items?: readonly ValidatingWebhookConfiguration[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface Validation {
  readonly expression?: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
}

export interface Variable {
  readonly expression?: string;
  readonly name: string;
}

export interface WebhookClientConfig {
  readonly caBundle?: string;
  readonly service?: ServiceReference;
  readonly url?: string;
}

export interface AdmissionregistrationV1alpha1ApplyConfiguration {
  readonly expression?: string;
}

export interface AdmissionregistrationV1alpha1JSONPatch {
  readonly expression?: string;
}

export interface AdmissionregistrationV1alpha1MatchCondition {
  readonly expression?: string;
  readonly name: string;
}

export interface AdmissionregistrationV1alpha1MatchResources {
  readonly excludeResourceRules?: readonly AdmissionregistrationV1alpha1NamedRuleWithOperations[];
  readonly matchPolicy?: string;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly resourceRules?: readonly AdmissionregistrationV1alpha1NamedRuleWithOperations[];
}

export interface AdmissionregistrationV1alpha1MutatingAdmissionPolicy {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: AdmissionregistrationV1alpha1MutatingAdmissionPolicySpec;
}

export interface AdmissionregistrationV1alpha1MutatingAdmissionPolicyBinding {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: AdmissionregistrationV1alpha1MutatingAdmissionPolicyBindingSpec;
}

export interface AdmissionregistrationV1alpha1MutatingAdmissionPolicyBindingList {
  readonly apiVersion?: string;
  readonly items?: readonly AdmissionregistrationV1alpha1MutatingAdmissionPolicyBinding[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface AdmissionregistrationV1alpha1MutatingAdmissionPolicyBindingSpec {
  readonly matchResources?: AdmissionregistrationV1alpha1MatchResources;
  readonly paramRef?: AdmissionregistrationV1alpha1ParamRef;
  readonly policyName?: string;
}

export interface AdmissionregistrationV1alpha1MutatingAdmissionPolicyList {
  readonly apiVersion?: string;
  readonly items?: readonly AdmissionregistrationV1alpha1MutatingAdmissionPolicy[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface AdmissionregistrationV1alpha1MutatingAdmissionPolicySpec {
  readonly failurePolicy?: string;
  readonly matchConditions?: readonly AdmissionregistrationV1alpha1MatchCondition[];
  readonly matchConstraints?: AdmissionregistrationV1alpha1MatchResources;
  readonly mutations?: readonly AdmissionregistrationV1alpha1Mutation[];
  readonly paramKind?: AdmissionregistrationV1alpha1ParamKind;
  readonly reinvocationPolicy?: string;
  readonly variables?: readonly AdmissionregistrationV1alpha1Variable[];
}

export interface AdmissionregistrationV1alpha1Mutation {
  readonly applyConfiguration?: AdmissionregistrationV1alpha1ApplyConfiguration;
  readonly jsonPatch?: AdmissionregistrationV1alpha1JSONPatch;
  readonly patchType?: string;
}

export interface AdmissionregistrationV1alpha1NamedRuleWithOperations {
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly operations?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly resources?: readonly string[];
  readonly scope?: string;
}

export interface AdmissionregistrationV1alpha1ParamKind {
  readonly apiVersion?: string;
  readonly kind?: string;
}

export interface AdmissionregistrationV1alpha1ParamRef {
  readonly name?: string;
  readonly namespace?: string;
  readonly parameterNotFoundAction?: string;
  readonly selector?: LabelSelector;
}

export interface AdmissionregistrationV1alpha1Variable {
  readonly expression?: string;
  readonly name: string;
}

export interface AdmissionregistrationV1beta1ApplyConfiguration {
  readonly expression?: string;
}

export interface AdmissionregistrationV1beta1JSONPatch {
  readonly expression?: string;
}

export interface AdmissionregistrationV1beta1MatchCondition {
  readonly expression?: string;
  readonly name: string;
}

export interface AdmissionregistrationV1beta1MatchResources {
  readonly excludeResourceRules?: readonly AdmissionregistrationV1beta1NamedRuleWithOperations[];
  readonly matchPolicy?: string;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly resourceRules?: readonly AdmissionregistrationV1beta1NamedRuleWithOperations[];
}

export interface AdmissionregistrationV1beta1MutatingAdmissionPolicy {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: AdmissionregistrationV1beta1MutatingAdmissionPolicySpec;
}

export interface AdmissionregistrationV1beta1MutatingAdmissionPolicyBinding {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: AdmissionregistrationV1beta1MutatingAdmissionPolicyBindingSpec;
}

export interface AdmissionregistrationV1beta1MutatingAdmissionPolicyBindingList {
  readonly apiVersion?: string;
  readonly items?: readonly AdmissionregistrationV1beta1MutatingAdmissionPolicyBinding[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface AdmissionregistrationV1beta1MutatingAdmissionPolicyBindingSpec {
  readonly matchResources?: AdmissionregistrationV1beta1MatchResources;
  readonly paramRef?: AdmissionregistrationV1beta1ParamRef;
  readonly policyName?: string;
}

export interface AdmissionregistrationV1beta1MutatingAdmissionPolicyList {
  readonly apiVersion?: string;
  readonly items?: readonly AdmissionregistrationV1beta1MutatingAdmissionPolicy[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface AdmissionregistrationV1beta1MutatingAdmissionPolicySpec {
  readonly failurePolicy?: string;
  readonly matchConditions?: readonly AdmissionregistrationV1beta1MatchCondition[];
  readonly matchConstraints?: AdmissionregistrationV1beta1MatchResources;
  readonly mutations?: readonly AdmissionregistrationV1beta1Mutation[];
  readonly paramKind?: AdmissionregistrationV1beta1ParamKind;
  readonly reinvocationPolicy?: string;
  readonly variables?: readonly AdmissionregistrationV1beta1Variable[];
}

export interface AdmissionregistrationV1beta1Mutation {
  readonly applyConfiguration?: AdmissionregistrationV1beta1ApplyConfiguration;
  readonly jsonPatch?: AdmissionregistrationV1beta1JSONPatch;
  readonly patchType?: string;
}

export interface AdmissionregistrationV1beta1NamedRuleWithOperations {
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly operations?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly resources?: readonly string[];
  readonly scope?: string;
}

export interface AdmissionregistrationV1beta1ParamKind {
  readonly apiVersion?: string;
  readonly kind?: string;
}

export interface AdmissionregistrationV1beta1ParamRef {
  readonly name?: string;
  readonly namespace?: string;
  readonly parameterNotFoundAction?: string;
  readonly selector?: LabelSelector;
}

export interface AdmissionregistrationV1beta1Variable {
  readonly expression?: string;
  readonly name: string;
}

export interface ServerStorageVersion {
  readonly apiServerID?: string;
  readonly decodableVersions?: readonly string[];
  readonly encodingVersion?: string;
  readonly servedVersions?: readonly string[];
}

export interface StorageVersion {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: StorageVersionSpec;
  readonly status?: StorageVersionStatus;
}

export interface StorageVersionCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly observedGeneration?: number;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface StorageVersionList {
  readonly apiVersion?: string;
  readonly items?: readonly StorageVersion[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export type StorageVersionSpec = JsonValue;

export interface StorageVersionStatus {
  readonly commonEncodingVersion?: string;
  readonly conditions?: readonly StorageVersionCondition[];
  readonly storageVersions?: readonly ServerStorageVersion[];
}

export interface ControllerRevision {
  readonly apiVersion?: string;
  readonly data?: RawExtension;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly revision?: number;
}

export interface ControllerRevisionList {
  readonly apiVersion?: string;
  readonly items?: readonly ControllerRevision[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface DaemonSet {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: DaemonSetSpec;
  readonly status?: DaemonSetStatus;
}

export interface DaemonSetCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface DaemonSetList {
  readonly apiVersion?: string;
  readonly items?: readonly DaemonSet[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface DaemonSetSpec {
  readonly minReadySeconds?: number;
  readonly revisionHistoryLimit?: number;
  readonly selector?: LabelSelector;
  readonly template?: PodTemplateSpec;
  readonly updateStrategy?: DaemonSetUpdateStrategy;
}

export interface DaemonSetStatus {
  readonly collisionCount?: number;
  readonly conditions?: readonly DaemonSetCondition[];
  readonly currentNumberScheduled?: number;
  readonly desiredNumberScheduled?: number;
  readonly numberAvailable?: number;
  readonly numberMisscheduled?: number;
  readonly numberReady?: number;
  readonly numberUnavailable?: number;
  readonly observedGeneration?: number;
  readonly updatedNumberScheduled?: number;
}

export interface DaemonSetUpdateStrategy {
  readonly rollingUpdate?: RollingUpdateDaemonSet;
  readonly type?: string;
}

export interface Deployment {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: DeploymentSpec;
  readonly status?: DeploymentStatus;
}

export interface DeploymentCondition {
  readonly lastTransitionTime?: Time;
  readonly lastUpdateTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface DeploymentList {
  readonly apiVersion?: string;
  readonly items?: readonly Deployment[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface DeploymentSpec {
  readonly minReadySeconds?: number;
  readonly paused?: boolean;
  readonly progressDeadlineSeconds?: number;
  readonly replicas?: number;
  readonly revisionHistoryLimit?: number;
  readonly selector?: LabelSelector;
  readonly strategy?: DeploymentStrategy;
  readonly template?: PodTemplateSpec;
}

export interface DeploymentStatus {
  readonly availableReplicas?: number;
  readonly collisionCount?: number;
  readonly conditions?: readonly DeploymentCondition[];
  readonly observedGeneration?: number;
  readonly readyReplicas?: number;
  readonly replicas?: number;
  readonly terminatingReplicas?: number;
  readonly unavailableReplicas?: number;
  readonly updatedReplicas?: number;
}

export interface DeploymentStrategy {
  readonly rollingUpdate?: RollingUpdateDeployment;
  readonly type?: string;
}

export interface ReplicaSet {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ReplicaSetSpec;
  readonly status?: ReplicaSetStatus;
}

export interface ReplicaSetCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface ReplicaSetList {
  readonly apiVersion?: string;
  readonly items?: readonly ReplicaSet[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ReplicaSetSpec {
  readonly minReadySeconds?: number;
  readonly replicas?: number;
  readonly selector?: LabelSelector;
  readonly template?: PodTemplateSpec;
}

export interface ReplicaSetStatus {
  readonly availableReplicas?: number;
  readonly conditions?: readonly ReplicaSetCondition[];
  readonly fullyLabeledReplicas?: number;
  readonly observedGeneration?: number;
  readonly readyReplicas?: number;
  readonly replicas?: number;
  readonly terminatingReplicas?: number;
}

export interface RollingUpdateDaemonSet {
  readonly maxSurge?: IntOrString;
  readonly maxUnavailable?: IntOrString;
}

export interface RollingUpdateDeployment {
  readonly maxSurge?: IntOrString;
  readonly maxUnavailable?: IntOrString;
}

export interface RollingUpdateStatefulSetStrategy {
  readonly maxUnavailable?: IntOrString;
  readonly partition?: number;
}

export interface StatefulSet {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: StatefulSetSpec;
  readonly status?: StatefulSetStatus;
}

export interface StatefulSetCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface StatefulSetList {
  readonly apiVersion?: string;
  readonly items?: readonly StatefulSet[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface StatefulSetOrdinals {
  readonly start?: number;
}

export interface StatefulSetPersistentVolumeClaimRetentionPolicy {
  readonly whenDeleted?: string;
  readonly whenScaled?: string;
}

export interface StatefulSetSpec {
  readonly minReadySeconds?: number;
  readonly ordinals?: StatefulSetOrdinals;
  readonly persistentVolumeClaimRetentionPolicy?: StatefulSetPersistentVolumeClaimRetentionPolicy;
  readonly podManagementPolicy?: string;
  readonly replicas?: number;
  readonly revisionHistoryLimit?: number;
  readonly selector?: LabelSelector;
  readonly serviceName?: string;
  readonly template?: PodTemplateSpec;
  readonly updateStrategy?: StatefulSetUpdateStrategy;
  readonly volumeClaimTemplates?: readonly PersistentVolumeClaim[];
}

export interface StatefulSetStatus {
  readonly availableReplicas?: number;
  readonly collisionCount?: number;
  readonly conditions?: readonly StatefulSetCondition[];
  readonly currentReplicas?: number;
  readonly currentRevision?: string;
  readonly observedGeneration?: number;
  readonly readyReplicas?: number;
  readonly replicas?: number;
  readonly updateRevision?: string;
  readonly updatedReplicas?: number;
}

export interface StatefulSetUpdateStrategy {
  readonly rollingUpdate?: RollingUpdateStatefulSetStrategy;
  readonly type?: string;
}

export interface BoundObjectReference {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly uid?: string;
}

export interface SelfSubjectReview {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly status?: SelfSubjectReviewStatus;
}

export interface SelfSubjectReviewStatus {
  readonly userInfo?: UserInfo;
}

export interface TokenRequest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: TokenRequestSpec;
  readonly status?: TokenRequestStatus;
}

export interface TokenRequestSpec {
  readonly attestations?: { readonly [key: string]: readonly string[] };
  readonly audiences?: readonly string[];
  readonly boundObjectRef?: BoundObjectReference;
  readonly expirationSeconds?: number;
}

export interface TokenRequestStatus {
  readonly expirationTimestamp?: Time;
  readonly token?: string;
}

export interface TokenReview {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: TokenReviewSpec;
  readonly status?: TokenReviewStatus;
}

export interface TokenReviewSpec {
  readonly audiences?: readonly string[];
  readonly token?: string;
}

export interface TokenReviewStatus {
  readonly audiences?: readonly string[];
  readonly authenticated?: boolean;
  readonly error?: string;
  readonly user?: UserInfo;
}

export interface UserInfo {
  readonly extra?: { readonly [key: string]: readonly string[] };
  readonly groups?: readonly string[];
  readonly uid?: string;
  readonly username?: string;
}

export interface FieldSelectorAttributes {
  readonly rawSelector?: string;
  readonly requirements?: readonly FieldSelectorRequirement[];
}

export interface LabelSelectorAttributes {
  readonly rawSelector?: string;
  readonly requirements?: readonly LabelSelectorRequirement[];
}

export interface LocalSubjectAccessReview {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: SubjectAccessReviewSpec;
  readonly status?: SubjectAccessReviewStatus;
}

export interface NonResourceAttributes {
  readonly path?: string;
  readonly verb?: string;
}

export interface NonResourceRule {
  readonly nonResourceURLs?: readonly string[];
  readonly verbs?: readonly string[];
}

export interface ResourceAttributes {
  readonly fieldSelector?: FieldSelectorAttributes;
  readonly group?: string;
  readonly labelSelector?: LabelSelectorAttributes;
  readonly name?: string;
  readonly namespace?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly verb?: string;
  readonly version?: string;
}

export interface ResourceRule {
  readonly apiGroups?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs?: readonly string[];
}

export interface SelfSubjectAccessReview {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: SelfSubjectAccessReviewSpec;
  readonly status?: SubjectAccessReviewStatus;
}

export interface SelfSubjectAccessReviewSpec {
  readonly nonResourceAttributes?: NonResourceAttributes;
  readonly resourceAttributes?: ResourceAttributes;
}

export interface SelfSubjectRulesReview {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: SelfSubjectRulesReviewSpec;
  readonly status?: SubjectRulesReviewStatus;
}

export interface SelfSubjectRulesReviewSpec {
  readonly namespace?: string;
}

export interface SubjectAccessReview {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: SubjectAccessReviewSpec;
  readonly status?: SubjectAccessReviewStatus;
}

export interface SubjectAccessReviewSpec {
  readonly extra?: { readonly [key: string]: readonly string[] };
  readonly groups?: readonly string[];
  readonly nonResourceAttributes?: NonResourceAttributes;
  readonly resourceAttributes?: ResourceAttributes;
  readonly uid?: string;
  readonly user?: string;
}

export interface SubjectAccessReviewStatus {
  readonly allowed?: boolean;
  readonly denied?: boolean;
  readonly evaluationError?: string;
  readonly reason?: string;
}

export interface SubjectRulesReviewStatus {
  readonly evaluationError?: string;
  readonly incomplete?: boolean;
  readonly nonResourceRules?: readonly NonResourceRule[];
  readonly resourceRules?: readonly ResourceRule[];
}

export interface AutoscalingV1CrossVersionObjectReference {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name: string;
}

export interface AutoscalingV1HorizontalPodAutoscaler {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: AutoscalingV1HorizontalPodAutoscalerSpec;
  readonly status?: AutoscalingV1HorizontalPodAutoscalerStatus;
}

export interface AutoscalingV1HorizontalPodAutoscalerList {
  readonly apiVersion?: string;
  readonly items?: readonly AutoscalingV1HorizontalPodAutoscaler[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface AutoscalingV1HorizontalPodAutoscalerSpec {
  readonly maxReplicas?: number;
  readonly minReplicas?: number;
  readonly scaleTargetRef?: AutoscalingV1CrossVersionObjectReference;
  readonly targetCPUUtilizationPercentage?: number;
}

export interface AutoscalingV1HorizontalPodAutoscalerStatus {
  readonly currentCPUUtilizationPercentage?: number;
  readonly currentReplicas?: number;
  readonly desiredReplicas?: number;
  readonly lastScaleTime?: Time;
  readonly observedGeneration?: number;
}

export interface Scale {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ScaleSpec;
  readonly status?: ScaleStatus;
}

export interface ScaleSpec {
  readonly replicas?: number;
}

export interface ScaleStatus {
  readonly replicas?: number;
  readonly selector?: string;
}

export interface ContainerResourceMetricSource {
  readonly container?: string;
  readonly name: string;
  readonly target?: MetricTarget;
}

export interface ContainerResourceMetricStatus {
  readonly container?: string;
  readonly current?: MetricValueStatus;
  readonly name: string;
}

export interface CrossVersionObjectReference {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name: string;
}

export interface ExternalMetricSource {
  readonly metric?: MetricIdentifier;
  readonly target?: MetricTarget;
}

export interface ExternalMetricStatus {
  readonly current?: MetricValueStatus;
  readonly metric?: MetricIdentifier;
}

export interface HPAScalingPolicy {
  readonly periodSeconds?: number;
  readonly type?: string;
  readonly value?: number;
}

export interface HPAScalingRules {
  readonly policies?: readonly HPAScalingPolicy[];
  readonly selectPolicy?: string;
  readonly stabilizationWindowSeconds?: number;
  readonly tolerance?: Quantity;
}

export interface HorizontalPodAutoscaler {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: HorizontalPodAutoscalerSpec;
  readonly status?: HorizontalPodAutoscalerStatus;
}

export interface HorizontalPodAutoscalerBehavior {
  readonly scaleDown?: HPAScalingRules;
  readonly scaleUp?: HPAScalingRules;
}

export interface HorizontalPodAutoscalerCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly observedGeneration?: number;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface HorizontalPodAutoscalerList {
  readonly apiVersion?: string;
  readonly items?: readonly HorizontalPodAutoscaler[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface HorizontalPodAutoscalerSpec {
  readonly behavior?: HorizontalPodAutoscalerBehavior;
  readonly maxReplicas?: number;
  readonly metrics?: readonly MetricSpec[];
  readonly minReplicas?: number;
  readonly scaleTargetRef?: CrossVersionObjectReference;
}

export interface HorizontalPodAutoscalerStatus {
  readonly conditions?: readonly HorizontalPodAutoscalerCondition[];
  readonly currentMetrics?: readonly MetricStatus[];
  readonly currentReplicas?: number;
  readonly desiredReplicas?: number;
  readonly lastScaleTime?: Time;
  readonly observedGeneration?: number;
}

export interface MetricIdentifier {
  readonly name: string;
  readonly selector?: LabelSelector;
}

export interface MetricSpec {
  readonly containerResource?: ContainerResourceMetricSource;
  readonly external?: ExternalMetricSource;
  readonly object?: ObjectMetricSource;
  readonly pods?: PodsMetricSource;
  readonly resource?: ResourceMetricSource;
  readonly type?: string;
}

export interface MetricStatus {
  readonly containerResource?: ContainerResourceMetricStatus;
  readonly external?: ExternalMetricStatus;
  readonly object?: ObjectMetricStatus;
  readonly pods?: PodsMetricStatus;
  readonly resource?: ResourceMetricStatus;
  readonly type?: string;
}

export interface MetricTarget {
  readonly averageUtilization?: number;
  readonly averageValue?: Quantity;
  readonly type?: string;
  readonly value?: Quantity;
}

export interface MetricValueStatus {
  readonly averageUtilization?: number;
  readonly averageValue?: Quantity;
  readonly value?: Quantity;
}

export interface ObjectMetricSource {
  readonly describedObject?: CrossVersionObjectReference;
  readonly metric?: MetricIdentifier;
  readonly target?: MetricTarget;
}

export interface ObjectMetricStatus {
  readonly current?: MetricValueStatus;
  readonly describedObject?: CrossVersionObjectReference;
  readonly metric?: MetricIdentifier;
}

export interface PodsMetricSource {
  readonly metric?: MetricIdentifier;
  readonly target?: MetricTarget;
}

export interface PodsMetricStatus {
  readonly current?: MetricValueStatus;
  readonly metric?: MetricIdentifier;
}

export interface ResourceMetricSource {
  readonly name: string;
  readonly target?: MetricTarget;
}

export interface ResourceMetricStatus {
  readonly current?: MetricValueStatus;
  readonly name: string;
}

export interface CronJob {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: CronJobSpec;
  readonly status?: CronJobStatus;
}

export interface CronJobList {
  readonly apiVersion?: string;
  readonly items?: readonly CronJob[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface CronJobSpec {
  readonly concurrencyPolicy?: string;
  readonly failedJobsHistoryLimit?: number;
  readonly jobTemplate?: JobTemplateSpec;
  readonly schedule?: string;
  readonly startingDeadlineSeconds?: number;
  readonly successfulJobsHistoryLimit?: number;
  readonly suspend?: boolean;
  readonly timeZone?: string;
}

export interface CronJobStatus {
  readonly active?: readonly ObjectReference[];
  readonly lastScheduleTime?: Time;
  readonly lastSuccessfulTime?: Time;
}

export interface Job {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: JobSpec;
  readonly status?: JobStatus;
}

export interface JobCondition {
  readonly lastProbeTime?: Time;
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface JobList {
  readonly apiVersion?: string;
  readonly items?: readonly Job[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface JobSchedulingConfiguration {
  readonly disruptionMode?: WorkloadPodGroupDisruptionMode;
  readonly resourceClaims?: readonly WorkloadPodGroupResourceClaim[];
  readonly schedulingConstraints?: WorkloadPodGroupSchedulingConstraints;
  readonly schedulingPolicy?: WorkloadPodGroupSchedulingPolicy;
}

export interface JobSpec {
  readonly activeDeadlineSeconds?: number;
  readonly backoffLimit?: number;
  readonly backoffLimitPerIndex?: number;
  readonly completionMode?: string;
  readonly completions?: number;
  readonly managedBy?: string;
  readonly manualSelector?: boolean;
  readonly maxFailedIndexes?: number;
  readonly parallelism?: number;
  readonly podFailurePolicy?: PodFailurePolicy;
  readonly podReplacementPolicy?: string;
  readonly scheduling?: JobSchedulingConfiguration;
  readonly selector?: LabelSelector;
  readonly successPolicy?: SuccessPolicy;
  readonly suspend?: boolean;
  readonly template?: PodTemplateSpec;
  readonly ttlSecondsAfterFinished?: number;
}

export interface JobStatus {
  readonly active?: number;
  readonly completedIndexes?: string;
  readonly completionTime?: Time;
  readonly conditions?: readonly JobCondition[];
  readonly failed?: number;
  readonly failedIndexes?: string;
  readonly ready?: number;
  readonly startTime?: Time;
  readonly succeeded?: number;
  readonly terminating?: number;
  readonly uncountedTerminatedPods?: UncountedTerminatedPods;
}

export interface JobTemplateSpec {
  readonly metadata?: ObjectMeta;
  readonly spec?: JobSpec;
}

export interface PodFailurePolicy {
  readonly rules?: readonly PodFailurePolicyRule[];
}

export interface PodFailurePolicyOnExitCodesRequirement {
  readonly containerName?: string;
  readonly operator?: string;
  readonly values?: readonly number[];
}

export interface PodFailurePolicyOnPodConditionsPattern {
  readonly status?: string;
  readonly type?: string;
}

export interface PodFailurePolicyRule {
  readonly action?: string;
  readonly onExitCodes?: PodFailurePolicyOnExitCodesRequirement;
  readonly onPodConditions?: readonly PodFailurePolicyOnPodConditionsPattern[];
}

export interface SuccessPolicy {
  readonly rules?: readonly SuccessPolicyRule[];
}

export interface SuccessPolicyRule {
  readonly succeededCount?: number;
  readonly succeededIndexes?: string;
}

export interface UncountedTerminatedPods {
  readonly failed?: readonly string[];
  readonly succeeded?: readonly string[];
}

export interface CertificateSigningRequest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: CertificateSigningRequestSpec;
  readonly status?: CertificateSigningRequestStatus;
}

export interface CertificateSigningRequestCondition {
  readonly lastTransitionTime?: Time;
  readonly lastUpdateTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface CertificateSigningRequestList {
  readonly apiVersion?: string;
  readonly items?: readonly CertificateSigningRequest[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface CertificateSigningRequestSpec {
  readonly expirationSeconds?: number;
  readonly extra?: { readonly [key: string]: readonly string[] };
  readonly groups?: readonly string[];
  readonly request?: string;
  readonly signerName?: string;
  readonly uid?: string;
  readonly usages?: readonly string[];
  readonly username?: string;
}

export interface CertificateSigningRequestStatus {
  readonly certificate?: string;
  readonly conditions?: readonly CertificateSigningRequestCondition[];
}

export interface ClusterTrustBundle {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ClusterTrustBundleSpec;
}

export interface ClusterTrustBundleList {
  readonly apiVersion?: string;
  readonly items?: readonly ClusterTrustBundle[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ClusterTrustBundleSpec {
  readonly signerName?: string;
  readonly trustBundle?: string;
}

export interface PodCertificateRequest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: PodCertificateRequestSpec;
  readonly status?: PodCertificateRequestStatus;
}

export interface PodCertificateRequestList {
  readonly apiVersion?: string;
  readonly items?: readonly PodCertificateRequest[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface PodCertificateRequestSpec {
  readonly maxExpirationSeconds?: number;
  readonly nodeName?: string;
  readonly nodeUID?: string;
  readonly podName?: string;
  readonly podUID?: string;
  readonly serviceAccountName?: string;
  readonly serviceAccountUID?: string;
  readonly signerName?: string;
  readonly stubPKCS10Request?: string;
  readonly unverifiedUserAnnotations?: { readonly [key: string]: string };
}

export interface PodCertificateRequestStatus {
  readonly beginRefreshAt?: Time;
  readonly certificateChain?: string;
  readonly conditions?: readonly Condition[];
  readonly notAfter?: Time;
  readonly notBefore?: Time;
}

export interface CertificatesV1beta1ClusterTrustBundle {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: CertificatesV1beta1ClusterTrustBundleSpec;
}

export interface CertificatesV1beta1ClusterTrustBundleList {
  readonly apiVersion?: string;
  readonly items?: readonly CertificatesV1beta1ClusterTrustBundle[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface CertificatesV1beta1ClusterTrustBundleSpec {
  readonly signerName?: string;
  readonly trustBundle?: string;
}

export interface CertificatesV1beta1PodCertificateRequest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: CertificatesV1beta1PodCertificateRequestSpec;
  readonly status?: CertificatesV1beta1PodCertificateRequestStatus;
}

export interface CertificatesV1beta1PodCertificateRequestList {
  readonly apiVersion?: string;
  readonly items?: readonly CertificatesV1beta1PodCertificateRequest[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface CertificatesV1beta1PodCertificateRequestSpec {
  readonly maxExpirationSeconds?: number;
  readonly nodeName?: string;
  readonly nodeUID?: string;
  readonly pkixPublicKey?: string;
  readonly podName?: string;
  readonly podUID?: string;
  readonly proofOfPossession?: string;
  readonly serviceAccountName?: string;
  readonly serviceAccountUID?: string;
  readonly signerName?: string;
  readonly stubPKCS10Request?: string;
  readonly unverifiedUserAnnotations?: { readonly [key: string]: string };
}

export interface CertificatesV1beta1PodCertificateRequestStatus {
  readonly beginRefreshAt?: Time;
  readonly certificateChain?: string;
  readonly conditions?: readonly Condition[];
  readonly notAfter?: Time;
  readonly notBefore?: Time;
}

export interface Lease {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: LeaseSpec;
}

export interface LeaseList {
  readonly apiVersion?: string;
  readonly items?: readonly Lease[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface LeaseSpec {
  readonly acquireTime?: MicroTime;
  readonly holderIdentity?: string;
  readonly leaseDurationSeconds?: number;
  readonly leaseTransitions?: number;
  readonly preferredHolder?: string;
  readonly renewTime?: MicroTime;
  readonly strategy?: string;
}

export interface LeaseCandidate {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: LeaseCandidateSpec;
}

export interface LeaseCandidateList {
  readonly apiVersion?: string;
  readonly items?: readonly LeaseCandidate[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface LeaseCandidateSpec {
  readonly binaryVersion?: string;
  readonly emulationVersion?: string;
  readonly leaseName?: string;
  readonly pingTime?: MicroTime;
  readonly renewTime?: MicroTime;
  readonly strategy?: string;
}

export interface CoordinationV1beta1LeaseCandidate {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: CoordinationV1beta1LeaseCandidateSpec;
}

export interface CoordinationV1beta1LeaseCandidateList {
  readonly apiVersion?: string;
  readonly items?: readonly CoordinationV1beta1LeaseCandidate[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface CoordinationV1beta1LeaseCandidateSpec {
  readonly binaryVersion?: string;
  readonly emulationVersion?: string;
  readonly leaseName?: string;
  readonly pingTime?: MicroTime;
  readonly renewTime?: MicroTime;
  readonly strategy?: string;
}

export interface AWSElasticBlockStoreVolumeSource {
  readonly fsType?: string;
  readonly partition?: number;
  readonly readOnly?: boolean;
  readonly volumeID?: string;
}

export interface Affinity {
  readonly nodeAffinity?: NodeAffinity;
  readonly podAffinity?: PodAffinity;
  readonly podAntiAffinity?: PodAntiAffinity;
}

export interface AppArmorProfile {
  readonly localhostProfile?: string;
  readonly type?: string;
}

export interface AttachedVolume {
  readonly devicePath?: string;
  readonly name: string;
}

export interface AzureDiskVolumeSource {
  readonly cachingMode?: string;
  readonly diskName?: string;
  readonly diskURI?: string;
  readonly fsType?: string;
  readonly kind?: string;
  readonly readOnly?: boolean;
}

export interface AzureFilePersistentVolumeSource {
  readonly readOnly?: boolean;
  readonly secretName?: string;
  readonly secretNamespace?: string;
  readonly shareName?: string;
}

export interface AzureFileVolumeSource {
  readonly readOnly?: boolean;
  readonly secretName?: string;
  readonly shareName?: string;
}

export interface Binding {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly target?: ObjectReference;
}

export interface CSIPersistentVolumeSource {
  readonly controllerExpandSecretRef?: SecretReference;
  readonly controllerPublishSecretRef?: SecretReference;
  readonly driver?: string;
  readonly fsType?: string;
  readonly nodeExpandSecretRef?: SecretReference;
  readonly nodePublishSecretRef?: SecretReference;
  readonly nodeStageSecretRef?: SecretReference;
  readonly readOnly?: boolean;
  readonly volumeAttributes?: { readonly [key: string]: string };
  readonly volumeHandle?: string;
}

export interface CSIVolumeSource {
  readonly driver?: string;
  readonly fsType?: string;
  readonly nodePublishSecretRef?: LocalObjectReference;
  readonly readOnly?: boolean;
  readonly volumeAttributes?: { readonly [key: string]: string };
}

export interface Capabilities {
  readonly add?: readonly string[];
  readonly drop?: readonly string[];
}

export interface CephFSPersistentVolumeSource {
  readonly monitors?: readonly string[];
  readonly path?: string;
  readonly readOnly?: boolean;
  readonly secretFile?: string;
  readonly secretRef?: SecretReference;
  readonly user?: string;
}

export interface CephFSVolumeSource {
  readonly monitors?: readonly string[];
  readonly path?: string;
  readonly readOnly?: boolean;
  readonly secretFile?: string;
  readonly secretRef?: LocalObjectReference;
  readonly user?: string;
}

export interface CinderPersistentVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: SecretReference;
  readonly volumeID?: string;
}

export interface CinderVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
  readonly volumeID?: string;
}

export interface ClientIPConfig {
  readonly timeoutSeconds?: number;
}

export interface ClusterTrustBundleProjection {
  readonly labelSelector?: LabelSelector;
  readonly name?: string;
  readonly optional?: boolean;
  readonly path?: string;
  readonly signerName?: string;
  readonly user?: number;
}

export interface ComponentCondition {
  readonly error?: string;
  readonly message?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface ComponentStatus {
  readonly apiVersion?: string;
  readonly conditions?: readonly ComponentCondition[];
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}

export interface ComponentStatusList {
  readonly apiVersion?: string;
  readonly items?: readonly ComponentStatus[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ConfigMap {
  readonly apiVersion?: string;
  readonly binaryData?: { readonly [key: string]: string };
  readonly data?: { readonly [key: string]: string };
  readonly immutable?: boolean;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}

export interface ConfigMapEnvSource {
  readonly name?: string;
  readonly optional?: boolean;
}

export interface ConfigMapKeySelector {
  readonly key?: string;
  readonly name?: string;
  readonly optional?: boolean;
}

export interface ConfigMapList {
  readonly apiVersion?: string;
  readonly items?: readonly ConfigMap[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ConfigMapNodeConfigSource {
  readonly kubeletConfigKey?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly resourceVersion?: string;
  readonly uid?: string;
}

export interface ConfigMapProjection {
  readonly items?: readonly KeyToPath[];
  readonly name?: string;
  readonly optional?: boolean;
}

export interface ConfigMapVolumeSource {
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly items?: readonly KeyToPath[];
  readonly name?: string;
  readonly optional?: boolean;
}

export interface Container {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: Probe;
  readonly name: string;
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: Probe;
  readonly resizePolicy?: readonly ContainerResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly ContainerRestartRule[];
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface ContainerExtendedResourceRequest {
  readonly containerName?: string;
  readonly requestName?: string;
  readonly resourceName?: string;
}

export interface ContainerImage {
  readonly names?: readonly string[];
  readonly sizeBytes?: number;
}

export interface ContainerPort {
  readonly containerPort?: number;
  readonly hostIP?: string;
  readonly hostPort?: number;
  readonly name?: string;
  readonly protocol?: string;
}

export interface ContainerResizePolicy {
  readonly resourceName?: string;
  readonly restartPolicy?: string;
}

export interface ContainerRestartRule {
  readonly action?: string;
  readonly exitCodes?: ContainerRestartRuleOnExitCodes;
}

export interface ContainerRestartRuleOnExitCodes {
  readonly operator?: string;
  readonly values?: readonly number[];
}

export interface ContainerState {
  readonly running?: ContainerStateRunning;
  readonly terminated?: ContainerStateTerminated;
  readonly waiting?: ContainerStateWaiting;
}

export interface ContainerStateRunning {
  readonly startedAt?: Time;
}

export interface ContainerStateTerminated {
  readonly containerID?: string;
  readonly exitCode?: number;
  readonly finishedAt?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly signal?: number;
  readonly startedAt?: Time;
}

export interface ContainerStateWaiting {
  readonly message?: string;
  readonly reason?: string;
}

export interface ContainerStatus {
  readonly allocatedResources?: { readonly [key: string]: Quantity };
  readonly allocatedResourcesStatus?: readonly ResourceStatus[];
  readonly containerID?: string;
  readonly image?: string;
  readonly imageID?: string;
  readonly lastState?: ContainerState;
  readonly name: string;
  readonly ready?: boolean;
  readonly resources?: ResourceRequirements;
  readonly restartCount?: number;
  readonly started?: boolean;
  readonly state?: ContainerState;
  readonly stopSignal?: string;
  readonly user?: ContainerUser;
  readonly volumeMounts?: readonly VolumeMountStatus[];
}

export interface ContainerUser {
  readonly linux?: LinuxContainerUser;
}

export interface DaemonEndpoint {
  readonly Port?: number;
}

export interface DownwardAPIProjection {
  readonly items?: readonly DownwardAPIVolumeFile[];
}

export interface DownwardAPIVolumeFile {
  readonly fieldRef?: ObjectFieldSelector;
  readonly mode?: number;
  readonly path?: string;
  readonly resourceFieldRef?: ResourceFieldSelector;
  readonly user?: number;
}

export interface DownwardAPIVolumeSource {
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly items?: readonly DownwardAPIVolumeFile[];
}

export interface EmptyDirVolumeSource {
  readonly medium?: string;
  readonly mode?: number;
  readonly sizeLimit?: Quantity;
}

export interface EndpointAddress {
  readonly hostname?: string;
  readonly ip?: string;
  readonly nodeName?: string;
  readonly targetRef?: ObjectReference;
}

export interface EndpointPort {
  readonly appProtocol?: string;
  readonly name?: string;
  readonly port?: number;
  readonly protocol?: string;
}

export interface EndpointSubset {
  readonly addresses?: readonly EndpointAddress[];
  readonly notReadyAddresses?: readonly EndpointAddress[];
  readonly ports?: readonly EndpointPort[];
}

export interface Endpoints {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly subsets?: readonly EndpointSubset[];
}

export interface EndpointsList {
  readonly apiVersion?: string;
  readonly items?: readonly Endpoints[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface EnvFromSource {
  readonly configMapRef?: ConfigMapEnvSource;
  readonly prefix?: string;
  readonly secretRef?: SecretEnvSource;
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: EnvVarSource;
}

export interface EnvVarSource {
  readonly configMapKeyRef?: ConfigMapKeySelector;
  readonly fieldRef?: ObjectFieldSelector;
  readonly fileKeyRef?: FileKeySelector;
  readonly resourceFieldRef?: ResourceFieldSelector;
  readonly secretKeyRef?: SecretKeySelector;
}

export interface EphemeralContainer {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: Probe;
  readonly name: string;
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: Probe;
  readonly resizePolicy?: readonly ContainerResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly ContainerRestartRule[];
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly targetContainerName?: string;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface EphemeralVolumeSource {
  readonly volumeClaimTemplate?: PersistentVolumeClaimTemplate;
}

export interface Event {
  readonly action?: string;
  readonly apiVersion?: string;
  readonly count?: number;
  readonly eventTime?: MicroTime;
  readonly firstTimestamp?: Time;
  readonly involvedObject?: ObjectReference;
  readonly kind?: string;
  readonly lastTimestamp?: Time;
  readonly message?: string;
  readonly metadata?: ObjectMeta;
  readonly reason?: string;
  readonly related?: ObjectReference;
  readonly reportingComponent?: string;
  readonly reportingInstance?: string;
  readonly series?: EventSeries;
  readonly source?: EventSource;
  readonly type?: string;
}

export interface EventList {
  readonly apiVersion?: string;
  readonly items?: readonly Event[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface EventSeries {
  readonly count?: number;
  readonly lastObservedTime?: MicroTime;
}

export interface EventSource {
  readonly component?: string;
  readonly host?: string;
}

export interface EvictionResponder {
  readonly name: string;
  readonly priority?: number;
}

export interface ExecAction {
  readonly command?: readonly string[];
}

export interface FCVolumeSource {
  readonly fsType?: string;
  readonly lun?: number;
  readonly readOnly?: boolean;
  readonly targetWWNs?: readonly string[];
  readonly wwids?: readonly string[];
}

export interface FileKeySelector {
  readonly key?: string;
  readonly optional?: boolean;
  readonly path?: string;
  readonly volumeName?: string;
}

export interface FlexPersistentVolumeSource {
  readonly driver?: string;
  readonly fsType?: string;
  readonly options?: { readonly [key: string]: string };
  readonly readOnly?: boolean;
  readonly secretRef?: SecretReference;
}

export interface FlexVolumeSource {
  readonly driver?: string;
  readonly fsType?: string;
  readonly options?: { readonly [key: string]: string };
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
}

export interface FlockerVolumeSource {
  readonly datasetName?: string;
  readonly datasetUUID?: string;
}

export interface GCEPersistentDiskVolumeSource {
  readonly fsType?: string;
  readonly partition?: number;
  readonly pdName?: string;
  readonly readOnly?: boolean;
}

export interface GRPCAction {
  readonly mode?: string;
  readonly port?: number;
  readonly service?: string;
}

export interface GitRepoVolumeSource {
  readonly directory?: string;
  readonly repository?: string;
  readonly revision?: string;
}

export interface GlusterfsPersistentVolumeSource {
  readonly endpoints?: string;
  readonly endpointsNamespace?: string;
  readonly path?: string;
  readonly readOnly?: boolean;
}

export interface GlusterfsVolumeSource {
  readonly endpoints?: string;
  readonly path?: string;
  readonly readOnly?: boolean;
}

export interface HTTPGetAction {
  readonly host?: string;
  readonly httpHeaders?: readonly HTTPHeader[];
  readonly path?: string;
  readonly port?: IntOrString;
  readonly protocol?: string;
  readonly scheme?: string;
}

export interface HTTPHeader {
  readonly name: string;
  readonly value?: string;
}

export interface HostAlias {
  readonly hostnames?: readonly string[];
  readonly ip?: string;
}

export interface HostIP {
  readonly ip?: string;
}

export interface HostPathVolumeSource {
  readonly path?: string;
  readonly type?: string;
}

export interface ISCSIPersistentVolumeSource {
  readonly chapAuthDiscovery?: boolean;
  readonly chapAuthSession?: boolean;
  readonly fsType?: string;
  readonly initiatorName?: string;
  readonly iqn?: string;
  readonly iscsiInterface?: string;
  readonly lun?: number;
  readonly portals?: readonly string[];
  readonly readOnly?: boolean;
  readonly secretRef?: SecretReference;
  readonly targetPortal?: string;
}

export interface ISCSIVolumeSource {
  readonly chapAuthDiscovery?: boolean;
  readonly chapAuthSession?: boolean;
  readonly fsType?: string;
  readonly initiatorName?: string;
  readonly iqn?: string;
  readonly iscsiInterface?: string;
  readonly lun?: number;
  readonly portals?: readonly string[];
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
  readonly targetPortal?: string;
}

export interface ImageVolumeSource {
  readonly pullPolicy?: string;
  readonly reference?: string;
}

export interface ImageVolumeStatus {
  readonly imageRef?: string;
}

export interface KeyToPath {
  readonly key?: string;
  readonly mode?: number;
  readonly path?: string;
  readonly user?: number;
}

export interface Lifecycle {
  readonly postStart?: LifecycleHandler;
  readonly preStop?: LifecycleHandler;
  readonly stopSignal?: string;
}

export interface LifecycleHandler {
  readonly exec?: ExecAction;
  readonly httpGet?: HTTPGetAction;
  readonly sleep?: SleepAction;
  readonly tcpSocket?: TCPSocketAction;
}

export interface LimitRange {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: LimitRangeSpec;
}

export interface LimitRangeItem {
  readonly default?: { readonly [key: string]: Quantity };
  readonly defaultRequest?: { readonly [key: string]: Quantity };
  readonly max?: { readonly [key: string]: Quantity };
  readonly maxLimitRequestRatio?: { readonly [key: string]: Quantity };
  readonly min?: { readonly [key: string]: Quantity };
  readonly type?: string;
}

export interface LimitRangeList {
  readonly apiVersion?: string;
  readonly items?: readonly LimitRange[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface LimitRangeSpec {
  readonly limits?: readonly LimitRangeItem[];
}

export interface LinuxContainerUser {
  readonly gid?: number;
  readonly supplementalGroups?: readonly number[];
  readonly uid?: number;
}

export interface LoadBalancerIngress {
  readonly hostname?: string;
  readonly ip?: string;
  readonly ipMode?: string;
  readonly ports?: readonly PortStatus[];
}

export interface LoadBalancerStatus {
  readonly ingress?: readonly LoadBalancerIngress[];
}

export interface LocalObjectReference {
  readonly name?: string;
}

export interface LocalVolumeSource {
  readonly fsType?: string;
  readonly path?: string;
}

export interface ModifyVolumeStatus {
  readonly status?: string;
  readonly targetVolumeAttributesClassName?: string;
}

export interface NFSVolumeSource {
  readonly path?: string;
  readonly readOnly?: boolean;
  readonly server?: string;
}

export interface Namespace {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: NamespaceSpec;
  readonly status?: NamespaceStatus;
}

export interface NamespaceCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface NamespaceList {
  readonly apiVersion?: string;
  readonly items?: readonly Namespace[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface NamespaceSpec {
  readonly finalizers?: readonly string[];
}

export interface NamespaceStatus {
  readonly conditions?: readonly NamespaceCondition[];
  readonly phase?: string;
}

export interface Node {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: NodeSpec;
  readonly status?: NodeStatus;
}

export interface NodeAddress {
  readonly address?: string;
  readonly type?: string;
}

export interface NodeAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[];
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector;
}

export interface NodeAllocatableMappedResources {
  readonly name: string;
  readonly quantity?: Quantity;
}

export interface NodeAllocatableOverheadResources {
  readonly name: string;
  readonly perContainer?: Quantity;
  readonly perPod?: Quantity;
}

export interface NodeAllocatableResourceClaimStatus {
  readonly containers?: readonly string[];
  readonly mapping?: readonly NodeAllocatableMappedResources[];
  readonly overhead?: readonly NodeAllocatableOverheadResources[];
  readonly resourceClaimName?: string;
}

export interface NodeCondition {
  readonly lastHeartbeatTime?: Time;
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface NodeConfigSource {
  readonly configMap?: ConfigMapNodeConfigSource;
}

export interface NodeConfigStatus {
  readonly active?: NodeConfigSource;
  readonly assigned?: NodeConfigSource;
  readonly error?: string;
  readonly lastKnownGood?: NodeConfigSource;
}

export interface NodeDaemonEndpoints {
  readonly kubeletEndpoint?: DaemonEndpoint;
}

export interface NodeFeatures {
  readonly supplementalGroupsPolicy?: boolean;
}

export interface NodeList {
  readonly apiVersion?: string;
  readonly items?: readonly Node[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface NodePodPreemptionPolicy {
  readonly disableResizePreemption?: readonly string[];
}

export interface NodeRuntimeHandler {
  readonly features?: NodeRuntimeHandlerFeatures;
  readonly name?: string;
}

export interface NodeRuntimeHandlerFeatures {
  readonly recursiveReadOnlyMounts?: boolean;
  readonly userNamespaces?: boolean;
}

export interface NodeSelector {
  readonly nodeSelectorTerms?: readonly NodeSelectorTerm[];
}

export interface NodeSelectorRequirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  readonly matchFields?: readonly NodeSelectorRequirement[];
}

export interface NodeSpec {
  readonly configSource?: NodeConfigSource;
  readonly externalID?: string;
  readonly podCIDR?: string;
  readonly podCIDRs?: readonly string[];
  readonly podPreemptionPolicy?: NodePodPreemptionPolicy;
  readonly providerID?: string;
  readonly taints?: readonly Taint[];
  readonly unschedulable?: boolean;
}

export interface NodeStatus {
  readonly addresses?: readonly NodeAddress[];
  readonly allocatable?: { readonly [key: string]: Quantity };
  readonly capacity?: { readonly [key: string]: Quantity };
  readonly conditions?: readonly NodeCondition[];
  readonly config?: NodeConfigStatus;
  readonly daemonEndpoints?: NodeDaemonEndpoints;
  readonly declaredFeatures?: readonly string[];
  readonly features?: NodeFeatures;
  readonly images?: readonly ContainerImage[];
  readonly nodeInfo?: NodeSystemInfo;
  readonly phase?: string;
  readonly runtimeHandlers?: readonly NodeRuntimeHandler[];
  readonly volumesAttached?: readonly AttachedVolume[];
  readonly volumesInUse?: readonly string[];
}

export interface NodeSwapStatus {
  readonly capacity?: number;
}

export interface NodeSystemInfo {
  readonly architecture?: string;
  readonly bootID?: string;
  readonly containerRuntimeVersion?: string;
  readonly kernelVersion?: string;
  readonly kubeProxyVersion?: string;
  readonly kubeletVersion?: string;
  readonly machineID?: string;
  readonly operatingSystem?: string;
  readonly osImage?: string;
  readonly runningInUserNamespace?: boolean;
  readonly swap?: NodeSwapStatus;
  readonly systemUUID?: string;
}

export interface ObjectFieldSelector {
  readonly apiVersion?: string;
  readonly fieldPath?: string;
}

export interface ObjectReference {
  readonly apiVersion?: string;
  readonly fieldPath?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly resourceVersion?: string;
  readonly uid?: string;
}

export interface PersistentVolume {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: PersistentVolumeSpec;
  readonly status?: PersistentVolumeStatus;
}

export interface PersistentVolumeClaim {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: PersistentVolumeClaimSpec;
  readonly status?: PersistentVolumeClaimStatus;
}

export interface PersistentVolumeClaimCondition {
  readonly lastProbeTime?: Time;
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface PersistentVolumeClaimList {
  readonly apiVersion?: string;
  readonly items?: readonly PersistentVolumeClaim[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface PersistentVolumeClaimSpec {
  readonly accessModes?: readonly string[];
  readonly dataSource?: TypedLocalObjectReference;
  readonly dataSourceRef?: TypedObjectReference;
  readonly resources?: VolumeResourceRequirements;
  readonly selector?: LabelSelector;
  readonly storageClassName?: string;
  readonly volumeAttributesClassName?: string;
  readonly volumeMode?: string;
  readonly volumeName?: string;
}

export interface PersistentVolumeClaimStatus {
  readonly accessModes?: readonly string[];
  readonly allocatedResourceStatuses?: { readonly [key: string]: string };
  readonly allocatedResources?: { readonly [key: string]: Quantity };
  readonly capacity?: { readonly [key: string]: Quantity };
  readonly conditions?: readonly PersistentVolumeClaimCondition[];
  readonly currentVolumeAttributesClassName?: string;
  readonly healthStatus?: VolumeHealthStatus;
  readonly modifyVolumeStatus?: ModifyVolumeStatus;
  readonly phase?: string;
}

export interface PersistentVolumeClaimTemplate {
  readonly metadata?: ObjectMeta;
  readonly spec?: PersistentVolumeClaimSpec;
}

export interface PersistentVolumeClaimVolumeSource {
  readonly claimName?: string;
  readonly readOnly?: boolean;
}

export interface PersistentVolumeList {
  readonly apiVersion?: string;
  readonly items?: readonly PersistentVolume[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface PersistentVolumeSpec {
  readonly accessModes?: readonly string[];
  readonly awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource;
  readonly azureDisk?: AzureDiskVolumeSource;
  readonly azureFile?: AzureFilePersistentVolumeSource;
  readonly capacity?: { readonly [key: string]: Quantity };
  readonly cephfs?: CephFSPersistentVolumeSource;
  readonly cinder?: CinderPersistentVolumeSource;
  readonly claimRef?: ObjectReference;
  readonly csi?: CSIPersistentVolumeSource;
  readonly fc?: FCVolumeSource;
  readonly flexVolume?: FlexPersistentVolumeSource;
  readonly flocker?: FlockerVolumeSource;
  readonly gcePersistentDisk?: GCEPersistentDiskVolumeSource;
  readonly glusterfs?: GlusterfsPersistentVolumeSource;
  readonly hostPath?: HostPathVolumeSource;
  readonly iscsi?: ISCSIPersistentVolumeSource;
  readonly local?: LocalVolumeSource;
  readonly mountOptions?: readonly string[];
  readonly nfs?: NFSVolumeSource;
  readonly nodeAffinity?: VolumeNodeAffinity;
  readonly persistentVolumeReclaimPolicy?: string;
  readonly photonPersistentDisk?: PhotonPersistentDiskVolumeSource;
  readonly portworxVolume?: PortworxVolumeSource;
  readonly quobyte?: QuobyteVolumeSource;
  readonly rbd?: RBDPersistentVolumeSource;
  readonly scaleIO?: ScaleIOPersistentVolumeSource;
  readonly storageClassName?: string;
  readonly storageos?: StorageOSPersistentVolumeSource;
  readonly volumeAttributesClassName?: string;
  readonly volumeMode?: string;
  readonly vsphereVolume?: VsphereVirtualDiskVolumeSource;
}

export interface PersistentVolumeStatus {
  readonly lastPhaseTransitionTime?: Time;
  readonly message?: string;
  readonly phase?: string;
  readonly reason?: string;
}

export interface PhotonPersistentDiskVolumeSource {
  readonly fsType?: string;
  readonly pdID?: string;
}

export interface Pod {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: PodSpec;
  readonly status?: PodStatus;
}

export interface PodAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
}

export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelector;
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly topologyKey?: string;
}

export interface PodAntiAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
}

export interface PodCertificateProjection {
  readonly certificateChainPath?: string;
  readonly credentialBundlePath?: string;
  readonly keyPath?: string;
  readonly keyType?: string;
  readonly maxExpirationSeconds?: number;
  readonly signerName?: string;
  readonly user?: number;
  readonly userAnnotations?: { readonly [key: string]: string };
}

export interface PodCondition {
  readonly lastProbeTime?: Time;
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly observedGeneration?: number;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface PodDNSConfig {
  readonly nameservers?: readonly string[];
  readonly options?: readonly PodDNSConfigOption[];
  readonly searches?: readonly string[];
}

export interface PodDNSConfigOption {
  readonly name?: string;
  readonly value?: string;
}

export interface PodExtendedResourceClaimStatus {
  readonly requestMappings?: readonly ContainerExtendedResourceRequest[];
  readonly resourceClaimName?: string;
}

export interface PodIP {
  readonly ip?: string;
}

export interface PodList {
  readonly apiVersion?: string;
  readonly items?: readonly Pod[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface PodOS {
  readonly name: string;
}

export interface PodReadinessGate {
  readonly conditionType?: string;
}

export interface PodResourceClaim {
  readonly name: string;
  readonly resourceClaimName?: string;
  readonly resourceClaimTemplateName?: string;
}

export interface PodResourceClaimStatus {
  readonly name: string;
  readonly resourceClaimName?: string;
}

export interface PodSchedulingGate {
  readonly name: string;
}

export interface PodSchedulingGroup {
  readonly podGroupName?: string;
}

export interface PodSecurityContext {
  readonly appArmorProfile?: AppArmorProfile;
  readonly fsGroup?: number;
  readonly fsGroupChangePolicy?: string;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seLinuxChangePolicy?: string;
  readonly seLinuxOptions?: SELinuxOptions;
  readonly seccompProfile?: SeccompProfile;
  readonly supplementalGroups?: readonly number[];
  readonly supplementalGroupsPolicy?: string;
  readonly sysctls?: readonly Sysctl[];
  readonly windowsOptions?: WindowsSecurityContextOptions;
}

export interface PodSpec {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly automountServiceAccountToken?: boolean;
  readonly containers?: readonly Container[];
  readonly dnsConfig?: PodDNSConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly ephemeralContainers?: readonly EphemeralContainer[];
  readonly evictionResponders?: readonly EvictionResponder[];
  readonly hostAliases?: readonly HostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly hostnameOverride?: string;
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly nodeName?: string;
  readonly nodeSelector?: { readonly [key: string]: string };
  readonly os?: PodOS;
  readonly overhead?: { readonly [key: string]: Quantity };
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly PodReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly runtimeClassName?: string;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly PodSchedulingGate[];
  readonly schedulingGroup?: PodSchedulingGroup;
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
}

export interface PodStatus {
  readonly allocatedResources?: { readonly [key: string]: Quantity };
  readonly conditions?: readonly PodCondition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly ephemeralContainerStatuses?: readonly ContainerStatus[];
  readonly extendedResourceClaimStatus?: PodExtendedResourceClaimStatus;
  readonly hostIP?: string;
  readonly hostIPs?: readonly HostIP[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
  readonly message?: string;
  readonly nodeAllocatableResourceClaimStatuses?: readonly NodeAllocatableResourceClaimStatus[];
  readonly nominatedNodeName?: string;
  readonly observedGeneration?: number;
  readonly phase?: string;
  readonly podIP?: string;
  readonly podIPs?: readonly PodIP[];
  readonly qosClass?: string;
  readonly reason?: string;
  readonly resize?: string;
  readonly resourceClaimStatuses?: readonly PodResourceClaimStatus[];
  readonly resources?: ResourceRequirements;
  readonly startTime?: Time;
  readonly volumeHealth?: readonly PodVolumeHealth[];
}

export interface PodTemplate {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly template?: PodTemplateSpec;
}

export interface PodTemplateList {
  readonly apiVersion?: string;
  readonly items?: readonly PodTemplate[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface PodTemplateSpec {
  readonly metadata?: ObjectMeta;
  readonly spec?: PodSpec;
}

export interface PodVolumeHealth {
  readonly healthConditions?: readonly VolumeHealthCondition[];
  readonly lastTransitionTime?: Time;
  readonly name: string;
}

export interface PortStatus {
  readonly error?: string;
  readonly port?: number;
  readonly protocol?: string;
}

export interface PortworxVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly volumeID?: string;
}

export interface PreferredSchedulingTerm {
  readonly preference?: NodeSelectorTerm;
  readonly weight?: number;
}

export interface Probe {
  readonly exec?: ExecAction;
  readonly failureThreshold?: number;
  readonly grpc?: GRPCAction;
  readonly httpGet?: HTTPGetAction;
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly tcpSocket?: TCPSocketAction;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeoutSeconds?: number;
}

export interface ProjectedVolumeSource {
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly sources?: readonly VolumeProjection[];
}

export interface QuobyteVolumeSource {
  readonly group?: string;
  readonly readOnly?: boolean;
  readonly registry?: string;
  readonly tenant?: string;
  readonly user?: string;
  readonly volume?: string;
}

export interface RBDPersistentVolumeSource {
  readonly fsType?: string;
  readonly image?: string;
  readonly keyring?: string;
  readonly monitors?: readonly string[];
  readonly pool?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: SecretReference;
  readonly user?: string;
}

export interface RBDVolumeSource {
  readonly fsType?: string;
  readonly image?: string;
  readonly keyring?: string;
  readonly monitors?: readonly string[];
  readonly pool?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
  readonly user?: string;
}

export interface ReplicationController {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ReplicationControllerSpec;
  readonly status?: ReplicationControllerStatus;
}

export interface ReplicationControllerCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface ReplicationControllerList {
  readonly apiVersion?: string;
  readonly items?: readonly ReplicationController[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ReplicationControllerSpec {
  readonly minReadySeconds?: number;
  readonly replicas?: number;
  readonly selector?: { readonly [key: string]: string };
  readonly template?: PodTemplateSpec;
}

export interface ReplicationControllerStatus {
  readonly availableReplicas?: number;
  readonly conditions?: readonly ReplicationControllerCondition[];
  readonly fullyLabeledReplicas?: number;
  readonly observedGeneration?: number;
  readonly readyReplicas?: number;
  readonly replicas?: number;
}

export interface ResourceClaim {
  readonly name: string;
  readonly request?: string;
}

export interface ResourceFieldSelector {
  readonly containerName?: string;
  readonly divisor?: Quantity;
  readonly resource?: string;
}

export interface ResourceHealth {
  readonly health?: string;
  readonly message?: string;
  readonly resourceID?: string;
}

export interface ResourceQuota {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceQuotaSpec;
  readonly status?: ResourceQuotaStatus;
}

export interface ResourceQuotaList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceQuota[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceQuotaSpec {
  readonly hard?: { readonly [key: string]: Quantity };
  readonly scopeSelector?: ScopeSelector;
  readonly scopes?: readonly string[];
}

export interface ResourceQuotaStatus {
  readonly hard?: { readonly [key: string]: Quantity };
  readonly used?: { readonly [key: string]: Quantity };
}

export interface ResourceRequirements {
  readonly claims?: readonly ResourceClaim[];
  readonly limits?: { readonly [key: string]: Quantity };
  readonly requests?: { readonly [key: string]: Quantity };
}

export interface ResourceStatus {
  readonly name: string;
  readonly resources?: readonly ResourceHealth[];
}

export interface SELinuxOptions {
  readonly level?: string;
  readonly role?: string;
  readonly type?: string;
  readonly user?: string;
}

export interface ScaleIOPersistentVolumeSource {
  readonly fsType?: string;
  readonly gateway?: string;
  readonly protectionDomain?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: SecretReference;
  readonly sslEnabled?: boolean;
  readonly storageMode?: string;
  readonly storagePool?: string;
  readonly system?: string;
  readonly volumeName?: string;
}

export interface ScaleIOVolumeSource {
  readonly fsType?: string;
  readonly gateway?: string;
  readonly protectionDomain?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
  readonly sslEnabled?: boolean;
  readonly storageMode?: string;
  readonly storagePool?: string;
  readonly system?: string;
  readonly volumeName?: string;
}

export interface ScopeSelector {
  readonly matchExpressions?: readonly ScopedResourceSelectorRequirement[];
}

export interface ScopedResourceSelectorRequirement {
  readonly operator?: string;
  readonly scopeName?: string;
  readonly values?: readonly string[];
}

export interface SeccompProfile {
  readonly localhostProfile?: string;
  readonly type?: string;
}

export interface Secret {
  readonly apiVersion?: string;
  readonly data?: { readonly [key: string]: string };
  readonly immutable?: boolean;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly stringData?: { readonly [key: string]: string };
  readonly type?: string;
}

export interface SecretEnvSource {
  readonly name?: string;
  readonly optional?: boolean;
}

export interface SecretKeySelector {
  readonly key?: string;
  readonly name?: string;
  readonly optional?: boolean;
}

export interface SecretList {
  readonly apiVersion?: string;
  readonly items?: readonly Secret[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface SecretProjection {
  readonly items?: readonly KeyToPath[];
  readonly name?: string;
  readonly optional?: boolean;
}

export interface SecretReference {
  readonly name?: string;
  readonly namespace?: string;
}

export interface SecretVolumeSource {
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly items?: readonly KeyToPath[];
  readonly optional?: boolean;
  readonly secretName?: string;
}

export interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly appArmorProfile?: AppArmorProfile;
  readonly capabilities?: Capabilities;
  readonly privileged?: boolean;
  readonly procMount?: string;
  readonly readOnlyRootFilesystem?: boolean;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seLinuxOptions?: SELinuxOptions;
  readonly seccompProfile?: SeccompProfile;
  readonly windowsOptions?: WindowsSecurityContextOptions;
}

export interface Service {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ServiceSpec;
  readonly status?: ServiceStatus;
}

export interface ServiceAccount {
  readonly apiVersion?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly secrets?: readonly ObjectReference[];
}

export interface ServiceAccountList {
  readonly apiVersion?: string;
  readonly items?: readonly ServiceAccount[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ServiceAccountTokenProjection {
  readonly audience?: string;
  readonly expirationSeconds?: number;
  readonly path?: string;
  readonly user?: number;
}

export interface ServiceList {
  readonly apiVersion?: string;
  readonly items?: readonly Service[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ServicePort {
  readonly appProtocol?: string;
  readonly name?: string;
  readonly nodePort?: number;
  readonly port?: number;
  readonly protocol?: string;
  readonly targetPort?: IntOrString;
}

export interface ServiceSpec {
  readonly allocateLoadBalancerNodePorts?: boolean;
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly externalIPs?: readonly string[];
  readonly externalName?: string;
  readonly externalTrafficPolicy?: string;
  readonly healthCheckNodePort?: number;
  readonly internalTrafficPolicy?: string;
  readonly ipFamilies?: readonly string[];
  readonly ipFamilyPolicy?: string;
  readonly loadBalancerClass?: string;
  readonly loadBalancerIP?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly ports?: readonly ServicePort[];
  readonly publishNotReadyAddresses?: boolean;
  readonly selector?: { readonly [key: string]: string };
  readonly sessionAffinity?: string;
  readonly sessionAffinityConfig?: SessionAffinityConfig;
  readonly trafficDistribution?: string;
  readonly type?: string;
}

export interface ServiceStatus {
  readonly conditions?: readonly Condition[];
  readonly loadBalancer?: LoadBalancerStatus;
}

export interface SessionAffinityConfig {
  readonly clientIP?: ClientIPConfig;
}

export interface SleepAction {
  readonly seconds?: number;
}

export interface StorageOSPersistentVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: ObjectReference;
  readonly volumeName?: string;
  readonly volumeNamespace?: string;
}

export interface StorageOSVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
  readonly volumeName?: string;
  readonly volumeNamespace?: string;
}

export interface Sysctl {
  readonly name: string;
  readonly value?: string;
}

export interface TCPSocketAction {
  readonly host?: string;
  readonly port?: IntOrString;
}

export interface Taint {
  readonly effect?: string;
  readonly key?: string;
  readonly timeAdded?: Time;
  readonly value?: string;
}

export interface Toleration {
  readonly effect?: string;
  readonly key?: string;
  readonly operator?: string;
  readonly tolerationSeconds?: number;
  readonly value?: string;
}

export interface TopologySelectorLabelRequirement {
  readonly key?: string;
  readonly values?: readonly string[];
}

export interface TopologySelectorTerm {
  readonly matchLabelExpressions?: readonly TopologySelectorLabelRequirement[];
}

export interface TopologySpreadConstraint {
  readonly labelSelector?: LabelSelector;
  readonly matchLabelKeys?: readonly string[];
  readonly maxSkew?: number;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: string;
  readonly nodeTaintsPolicy?: string;
  readonly topologyKey?: string;
  readonly whenUnsatisfiable?: string;
}

export interface TypedLocalObjectReference {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name: string;
}

export interface TypedObjectReference {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface Volume {
  readonly awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource;
  readonly azureDisk?: AzureDiskVolumeSource;
  readonly azureFile?: AzureFileVolumeSource;
  readonly cephfs?: CephFSVolumeSource;
  readonly cinder?: CinderVolumeSource;
  readonly configMap?: ConfigMapVolumeSource;
  readonly csi?: CSIVolumeSource;
  readonly downwardAPI?: DownwardAPIVolumeSource;
  readonly emptyDir?: EmptyDirVolumeSource;
  readonly ephemeral?: EphemeralVolumeSource;
  readonly fc?: FCVolumeSource;
  readonly flexVolume?: FlexVolumeSource;
  readonly flocker?: FlockerVolumeSource;
  readonly gcePersistentDisk?: GCEPersistentDiskVolumeSource;
  readonly gitRepo?: GitRepoVolumeSource;
  readonly glusterfs?: GlusterfsVolumeSource;
  readonly hostPath?: HostPathVolumeSource;
  readonly image?: ImageVolumeSource;
  readonly iscsi?: ISCSIVolumeSource;
  readonly name: string;
  readonly nfs?: NFSVolumeSource;
  readonly persistentVolumeClaim?: PersistentVolumeClaimVolumeSource;
  readonly photonPersistentDisk?: PhotonPersistentDiskVolumeSource;
  readonly portworxVolume?: PortworxVolumeSource;
  readonly projected?: ProjectedVolumeSource;
  readonly quobyte?: QuobyteVolumeSource;
  readonly rbd?: RBDVolumeSource;
  readonly scaleIO?: ScaleIOVolumeSource;
  readonly secret?: SecretVolumeSource;
  readonly storageos?: StorageOSVolumeSource;
  readonly vsphereVolume?: VsphereVirtualDiskVolumeSource;
}

export interface VolumeDevice {
  readonly devicePath?: string;
  readonly name: string;
}

export interface VolumeHealthCondition {
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
}

export interface VolumeHealthStatus {
  readonly healthConditions?: readonly VolumeHealthCondition[];
  readonly lastTransitionTime?: Time;
}

export interface VolumeMount {
  readonly bindMountOptions?: readonly string[];
  readonly mountPath?: string;
  readonly mountPropagation?: string;
  readonly name: string;
  readonly readOnly?: boolean;
  readonly recursiveReadOnly?: string;
  readonly subPath?: string;
  readonly subPathExpr?: string;
}

export interface VolumeMountStatus {
  readonly mountPath?: string;
  readonly name: string;
  readonly readOnly?: boolean;
  readonly recursiveReadOnly?: string;
  readonly volumeStatus?: VolumeStatus;
}

export interface VolumeNodeAffinity {
  readonly required?: NodeSelector;
}

export interface VolumeProjection {
  readonly clusterTrustBundle?: ClusterTrustBundleProjection;
  readonly configMap?: ConfigMapProjection;
  readonly downwardAPI?: DownwardAPIProjection;
  readonly podCertificate?: PodCertificateProjection;
  readonly secret?: SecretProjection;
  readonly serviceAccountToken?: ServiceAccountTokenProjection;
}

export interface VolumeResourceRequirements {
  readonly limits?: { readonly [key: string]: Quantity };
  readonly requests?: { readonly [key: string]: Quantity };
}

export interface VolumeStatus {
  readonly image?: ImageVolumeStatus;
}

export interface VsphereVirtualDiskVolumeSource {
  readonly fsType?: string;
  readonly storagePolicyID?: string;
  readonly storagePolicyName?: string;
  readonly volumePath?: string;
}

export interface WeightedPodAffinityTerm {
  readonly podAffinityTerm?: PodAffinityTerm;
  readonly weight?: number;
}

export interface WindowsSecurityContextOptions {
  readonly gmsaCredentialSpec?: string;
  readonly gmsaCredentialSpecName?: string;
  readonly hostProcess?: boolean;
  readonly runAsUserName?: string;
}

export interface Endpoint {
  readonly addresses?: readonly string[];
  readonly conditions?: EndpointConditions;
  readonly deprecatedTopology?: { readonly [key: string]: string };
  readonly hints?: EndpointHints;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef?: ObjectReference;
  readonly zone?: string;
}

export interface EndpointConditions {
  readonly ready?: boolean;
  readonly serving?: boolean;
  readonly terminating?: boolean;
}

export interface EndpointHints {
  readonly forNodes?: readonly ForNode[];
  readonly forZones?: readonly ForZone[];
}

export interface DiscoveryV1EndpointPort {
  readonly appProtocol?: string;
  readonly name?: string;
  readonly port?: number;
  readonly protocol?: string;
}

export interface EndpointSlice {
  readonly addressType?: string;
  readonly apiVersion?: string;
  readonly endpoints?: readonly Endpoint[];
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly ports?: readonly DiscoveryV1EndpointPort[];
}

export interface EndpointSliceList {
  readonly apiVersion?: string;
  readonly items?: readonly EndpointSlice[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ForNode {
  readonly name: string;
}

export interface ForZone {
  readonly name: string;
}

export interface EventsV1Event {
  readonly action?: string;
  readonly apiVersion?: string;
  readonly deprecatedCount?: number;
  readonly deprecatedFirstTimestamp?: Time;
  readonly deprecatedLastTimestamp?: Time;
  readonly deprecatedSource?: EventSource;
  readonly eventTime?: MicroTime;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly note?: string;
  readonly reason?: string;
  readonly regarding?: ObjectReference;
  readonly related?: ObjectReference;
  readonly reportingController?: string;
  readonly reportingInstance?: string;
  readonly series?: EventsV1EventSeries;
  readonly type?: string;
}

export interface EventsV1EventList {
  readonly apiVersion?: string;
  readonly items?: readonly EventsV1Event[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface EventsV1EventSeries {
  readonly count?: number;
  readonly lastObservedTime?: MicroTime;
}

export interface ExemptPriorityLevelConfiguration {
  readonly lendablePercent?: number;
  readonly nominalConcurrencyShares?: number;
}

export interface FlowDistinguisherMethod {
  readonly type?: string;
}

export interface FlowSchema {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: FlowSchemaSpec;
  readonly status?: FlowSchemaStatus;
}

export interface FlowSchemaCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface FlowSchemaList {
  readonly apiVersion?: string;
  readonly items?: readonly FlowSchema[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface FlowSchemaSpec {
  readonly distinguisherMethod?: FlowDistinguisherMethod;
  readonly matchingPrecedence?: number;
  readonly priorityLevelConfiguration?: PriorityLevelConfigurationReference;
  readonly rules?: readonly PolicyRulesWithSubjects[];
}

export interface FlowSchemaStatus {
  readonly conditions?: readonly FlowSchemaCondition[];
}

export interface GroupSubject {
  readonly name: string;
}

export interface LimitResponse {
  readonly queuing?: QueuingConfiguration;
  readonly type?: string;
}

export interface LimitedPriorityLevelConfiguration {
  readonly borrowingLimitPercent?: number;
  readonly lendablePercent?: number;
  readonly limitResponse?: LimitResponse;
  readonly nominalConcurrencyShares?: number;
}

export interface NonResourcePolicyRule {
  readonly nonResourceURLs?: readonly string[];
  readonly verbs?: readonly string[];
}

export interface PolicyRulesWithSubjects {
  readonly nonResourceRules?: readonly NonResourcePolicyRule[];
  readonly resourceRules?: readonly ResourcePolicyRule[];
  readonly subjects?: readonly FlowcontrolV1Subject[];
}

export interface PriorityLevelConfiguration {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: PriorityLevelConfigurationSpec;
  readonly status?: PriorityLevelConfigurationStatus;
}

export interface PriorityLevelConfigurationCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface PriorityLevelConfigurationList {
  readonly apiVersion?: string;
  readonly items?: readonly PriorityLevelConfiguration[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface PriorityLevelConfigurationReference {
  readonly name: string;
}

export interface PriorityLevelConfigurationSpec {
  readonly exempt?: ExemptPriorityLevelConfiguration;
  readonly limited?: LimitedPriorityLevelConfiguration;
  readonly type?: string;
}

export interface PriorityLevelConfigurationStatus {
  readonly conditions?: readonly PriorityLevelConfigurationCondition[];
}

export interface QueuingConfiguration {
  readonly handSize?: number;
  readonly queueLengthLimit?: number;
  readonly queues?: number;
}

export interface ResourcePolicyRule {
  readonly apiGroups?: readonly string[];
  readonly clusterScope?: boolean;
  readonly namespaces?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs?: readonly string[];
}

export interface ServiceAccountSubject {
  readonly name: string;
  readonly namespace?: string;
}

export interface FlowcontrolV1Subject {
  readonly group?: GroupSubject;
  readonly kind?: string;
  readonly serviceAccount?: ServiceAccountSubject;
  readonly user?: UserSubject;
}

export interface UserSubject {
  readonly name: string;
}

export interface LifecycleV1alpha1Eviction {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: EvictionSpec;
  readonly status?: EvictionStatus;
}

export interface EvictionList {
  readonly apiVersion?: string;
  readonly items?: readonly LifecycleV1alpha1Eviction[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface EvictionPodReference {
  readonly name: string;
  readonly uid?: string;
}

export interface EvictionRequest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: EvictionRequestSpec;
  readonly status?: EvictionRequestStatus;
}

export interface EvictionRequestList {
  readonly apiVersion?: string;
  readonly items?: readonly EvictionRequest[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface EvictionRequestPodReference {
  readonly name: string;
  readonly uid?: string;
}

export interface EvictionRequestSpec {
  readonly intent?: string;
  readonly requester?: string;
  readonly target?: EvictionRequestTarget;
}

export interface EvictionRequestStatus {
  readonly conditions?: readonly Condition[];
  readonly observedGeneration?: number;
}

export interface EvictionRequestTarget {
  readonly pod?: EvictionRequestPodReference;
}

export interface EvictionSpec {
  readonly target?: EvictionTarget;
}

export interface EvictionStatus {
  readonly conditions?: readonly Condition[];
  readonly observedGeneration?: number;
  readonly requesters?: readonly Requester[];
  readonly responders?: readonly ResponderStatus[];
  readonly targetResponders?: readonly TargetResponder[];
}

export interface EvictionTarget {
  readonly pod?: EvictionPodReference;
}

export interface Requester {
  readonly intent?: string;
  readonly name: string;
}

export interface ResponderStatus {
  readonly completionTime?: Time;
  readonly expectedCompletionTime?: Time;
  readonly heartbeatTime?: Time;
  readonly message?: string;
  readonly name: string;
  readonly startTime?: Time;
}

export interface TargetResponder {
  readonly name: string;
  readonly priority?: number;
  readonly state?: string;
}

export interface HTTPIngressPath {
  readonly backend?: IngressBackend;
  readonly path?: string;
  readonly pathType?: string;
}

export interface HTTPIngressRuleValue {
  readonly paths?: readonly HTTPIngressPath[];
}

export interface IPAddress {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: IPAddressSpec;
}

export interface IPAddressList {
  readonly apiVersion?: string;
  readonly items?: readonly IPAddress[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface IPAddressSpec {
  readonly parentRef?: ParentReference;
}

export interface IPBlock {
  readonly cidr?: string;
  readonly except?: readonly string[];
}

export interface Ingress {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: IngressSpec;
  readonly status?: IngressStatus;
}

export interface IngressBackend {
  readonly resource?: TypedLocalObjectReference;
  readonly service?: IngressServiceBackend;
}

export interface IngressClass {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: IngressClassSpec;
}

export interface IngressClassList {
  readonly apiVersion?: string;
  readonly items?: readonly IngressClass[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface IngressClassParametersReference {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly scope?: string;
}

export interface IngressClassSpec {
  readonly controller?: string;
  readonly parameters?: IngressClassParametersReference;
}

export interface IngressList {
  readonly apiVersion?: string;
  readonly items?: readonly Ingress[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface IngressLoadBalancerIngress {
  readonly hostname?: string;
  readonly ip?: string;
  readonly ports?: readonly IngressPortStatus[];
}

export interface IngressLoadBalancerStatus {
  readonly ingress?: readonly IngressLoadBalancerIngress[];
}

export interface IngressPortStatus {
  readonly error?: string;
  readonly port?: number;
  readonly protocol?: string;
}

export interface IngressRule {
  readonly host?: string;
  readonly http?: HTTPIngressRuleValue;
}

export interface IngressServiceBackend {
  readonly name: string;
  readonly port?: ServiceBackendPort;
}

export interface IngressSpec {
  readonly defaultBackend?: IngressBackend;
  readonly ingressClassName?: string;
  readonly rules?: readonly IngressRule[];
  readonly tls?: readonly IngressTLS[];
}

export interface IngressStatus {
  readonly loadBalancer?: IngressLoadBalancerStatus;
}

export interface IngressTLS {
  readonly hosts?: readonly string[];
  readonly secretName?: string;
}

export interface NetworkPolicy {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: NetworkPolicySpec;
}

export interface NetworkPolicyEgressRule {
  readonly ports?: readonly NetworkPolicyPort[];
  readonly to?: readonly NetworkPolicyPeer[];
}

export interface NetworkPolicyIngressRule {
  readonly from?: readonly NetworkPolicyPeer[];
  readonly ports?: readonly NetworkPolicyPort[];
}

export interface NetworkPolicyList {
  readonly apiVersion?: string;
  readonly items?: readonly NetworkPolicy[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface NetworkPolicyPeer {
  readonly ipBlock?: IPBlock;
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
}

export interface NetworkPolicyPort {
  readonly endPort?: number;
  readonly port?: IntOrString;
  readonly protocol?: string;
}

export interface NetworkPolicySpec {
  readonly egress?: readonly NetworkPolicyEgressRule[];
  readonly ingress?: readonly NetworkPolicyIngressRule[];
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly string[];
}

export interface ParentReference {
  readonly group?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly resource?: string;
}

export interface ServiceBackendPort {
  readonly name?: string;
  readonly number?: number;
}

export interface ServiceCIDR {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ServiceCIDRSpec;
  readonly status?: ServiceCIDRStatus;
}

export interface ServiceCIDRList {
  readonly apiVersion?: string;
  readonly items?: readonly ServiceCIDR[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ServiceCIDRSpec {
  readonly cidrs?: readonly string[];
}

export interface ServiceCIDRStatus {
  readonly conditions?: readonly Condition[];
}

export interface Overhead {
  readonly podFixed?: { readonly [key: string]: Quantity };
}

export interface RuntimeClass {
  readonly apiVersion?: string;
  readonly handler?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly overhead?: Overhead;
  readonly scheduling?: Scheduling;
}

export interface RuntimeClassList {
  readonly apiVersion?: string;
  readonly items?: readonly RuntimeClass[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface Scheduling {
  readonly nodeSelector?: { readonly [key: string]: string };
  readonly tolerations?: readonly Toleration[];
}

export interface Eviction {
  readonly apiVersion?: string;
  readonly deleteOptions?: DeleteOptions;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}

export interface PodDisruptionBudget {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: PodDisruptionBudgetSpec;
  readonly status?: PodDisruptionBudgetStatus;
}

export interface PodDisruptionBudgetList {
  readonly apiVersion?: string;
  readonly items?: readonly PodDisruptionBudget[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface PodDisruptionBudgetSpec {
  readonly maxUnavailable?: IntOrString;
  readonly minAvailable?: IntOrString;
  readonly selector?: LabelSelector;
  readonly unhealthyPodEvictionPolicy?: string;
}

export interface PodDisruptionBudgetStatus {
  readonly conditions?: readonly Condition[];
  readonly currentHealthy?: number;
  readonly desiredHealthy?: number;
  readonly disruptedPods?: { readonly [key: string]: Time };
  readonly disruptionsAllowed?: number;
  readonly expectedPods?: number;
  readonly observedGeneration?: number;
}

export interface AggregationRule {
  readonly clusterRoleSelectors?: readonly LabelSelector[];
}

export interface ClusterRole {
  readonly aggregationRule?: AggregationRule;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly rules?: readonly PolicyRule[];
}

export interface ClusterRoleBinding {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly roleRef?: RoleRef;
  readonly subjects?: readonly Subject[];
}

export interface ClusterRoleBindingList {
  readonly apiVersion?: string;
  readonly items?: readonly ClusterRoleBinding[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ClusterRoleList {
  readonly apiVersion?: string;
  readonly items?: readonly ClusterRole[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs?: readonly string[];
}

export interface Role {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly rules?: readonly PolicyRule[];
}

export interface RoleBinding {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly roleRef?: RoleRef;
  readonly subjects?: readonly Subject[];
}

export interface RoleBindingList {
  readonly apiVersion?: string;
  readonly items?: readonly RoleBinding[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface RoleList {
  readonly apiVersion?: string;
  readonly items?: readonly Role[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface RoleRef {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name: string;
}

export interface Subject {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface AllocatedDeviceStatus {
  readonly conditions?: readonly Condition[];
  readonly data?: RawExtension;
  readonly device?: string;
  readonly driver?: string;
  readonly networkData?: NetworkDeviceData;
  readonly pool?: string;
  readonly shareID?: string;
}

export interface AllocationResult {
  readonly allocationTimestamp?: Time;
  readonly devices?: DeviceAllocationResult;
  readonly nodeSelector?: NodeSelector;
}

export interface CELDeviceSelector {
  readonly expression?: string;
}

export interface CapacityRequestPolicy {
  readonly default?: Quantity;
  readonly validRange?: CapacityRequestPolicyRange;
  readonly validValues?: readonly Quantity[];
}

export interface CapacityRequestPolicyRange {
  readonly max?: Quantity;
  readonly min?: Quantity;
  readonly step?: Quantity;
}

export interface CapacityRequirements {
  readonly requests?: { readonly [key: string]: Quantity };
}

export interface Counter {
  readonly value?: Quantity;
}

export interface CounterSet {
  readonly counters?: { readonly [key: string]: Counter };
  readonly name: string;
}

export interface Device {
  readonly allNodes?: boolean;
  readonly allowMultipleAllocations?: boolean;
  readonly attributes?: { readonly [key: string]: DeviceAttribute };
  readonly bindingConditions?: readonly string[];
  readonly bindingFailureConditions?: readonly string[];
  readonly bindsToNode?: boolean;
  readonly capacity?: { readonly [key: string]: DeviceCapacity };
  readonly consumesCounters?: readonly DeviceCounterConsumption[];
  readonly name: string;
  readonly nodeAllocatableResources?: { readonly [key: string]: NodeAllocatableResource };
  readonly nodeName?: string;
  readonly nodeSelector?: NodeSelector;
  readonly taints?: readonly DeviceTaint[];
}

export interface DeviceAllocationConfiguration {
  readonly opaque?: OpaqueDeviceConfiguration;
  readonly requests?: readonly string[];
  readonly source?: string;
}

export interface DeviceAllocationResult {
  readonly config?: readonly DeviceAllocationConfiguration[];
  readonly results?: readonly DeviceRequestAllocationResult[];
}

export interface DeviceAttribute {
  readonly bool?: boolean;
  readonly bools?: readonly boolean[];
  readonly int?: number;
  readonly ints?: readonly number[];
  readonly string?: string;
  readonly strings?: readonly string[];
  readonly version?: string;
  readonly versions?: readonly string[];
}

export interface DeviceCapacity {
  readonly requestPolicy?: CapacityRequestPolicy;
  readonly value?: Quantity;
}

export interface DeviceClaim {
  readonly config?: readonly DeviceClaimConfiguration[];
  readonly constraints?: readonly DeviceConstraint[];
  readonly requests?: readonly DeviceRequest[];
}

export interface DeviceClaimConfiguration {
  readonly opaque?: OpaqueDeviceConfiguration;
  readonly requests?: readonly string[];
}

export interface DeviceClass {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: DeviceClassSpec;
}

export interface DeviceClassConfiguration {
  readonly opaque?: OpaqueDeviceConfiguration;
}

export interface DeviceClassList {
  readonly apiVersion?: string;
  readonly items?: readonly DeviceClass[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface DeviceClassSpec {
  readonly config?: readonly DeviceClassConfiguration[];
  readonly extendedResourceName?: string;
  readonly selectors?: readonly DeviceSelector[];
}

export interface DeviceConstraint {
  readonly distinctAttribute?: string;
  readonly matchAttribute?: string;
  readonly requests?: readonly string[];
}

export interface DeviceCounterConsumption {
  readonly compatibilityGroups?: readonly string[];
  readonly counterSet?: string;
  readonly counters?: { readonly [key: string]: Counter };
}

export interface DeviceDerivedAttribute {
  readonly expression?: string;
  readonly name: string;
}

export interface DeviceRequest {
  readonly exactly?: ExactDeviceRequest;
  readonly firstAvailable?: readonly DeviceSubRequest[];
  readonly name: string;
}

export interface DeviceRequestAllocationResult {
  readonly adminAccess?: boolean;
  readonly bindingConditions?: readonly string[];
  readonly bindingFailureConditions?: readonly string[];
  readonly consumedCapacity?: { readonly [key: string]: Quantity };
  readonly device?: string;
  readonly driver?: string;
  readonly pool?: string;
  readonly request?: string;
  readonly shareID?: string;
  readonly skipNodeOperations?: readonly string[];
  readonly tolerations?: readonly DeviceToleration[];
}

export interface DeviceSelector {
  readonly cel?: CELDeviceSelector;
}

export interface DeviceSubRequest {
  readonly allocationMode?: string;
  readonly capacity?: CapacityRequirements;
  readonly count?: number;
  readonly derivedAttributes?: readonly DeviceDerivedAttribute[];
  readonly deviceClassName?: string;
  readonly name: string;
  readonly selectors?: readonly DeviceSelector[];
  readonly tolerations?: readonly DeviceToleration[];
}

export interface DeviceTaint {
  readonly effect?: string;
  readonly key?: string;
  readonly timeAdded?: Time;
  readonly value?: string;
}

export interface DeviceTaintRule {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: DeviceTaintRuleSpec;
  readonly status?: DeviceTaintRuleStatus;
}

export interface DeviceTaintRuleList {
  readonly apiVersion?: string;
  readonly items?: readonly DeviceTaintRule[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface DeviceTaintRuleSpec {
  readonly deviceSelector?: DeviceTaintSelector;
  readonly taint?: DeviceTaint;
}

export interface DeviceTaintRuleStatus {
  readonly conditions?: readonly Condition[];
}

export interface DeviceTaintSelector {
  readonly device?: string;
  readonly driver?: string;
  readonly pool?: string;
}

export interface DeviceToleration {
  readonly effect?: string;
  readonly key?: string;
  readonly operator?: string;
  readonly tolerationSeconds?: number;
  readonly value?: string;
}

export interface ExactDeviceRequest {
  readonly adminAccess?: boolean;
  readonly allocationMode?: string;
  readonly capacity?: CapacityRequirements;
  readonly count?: number;
  readonly derivedAttributes?: readonly DeviceDerivedAttribute[];
  readonly deviceClassName?: string;
  readonly selectors?: readonly DeviceSelector[];
  readonly tolerations?: readonly DeviceToleration[];
}

export interface NetworkDeviceData {
  readonly hardwareAddress?: string;
  readonly interfaceName?: string;
  readonly ips?: readonly string[];
}

export interface NodeAllocatableMapping {
  readonly capacityKey?: string;
  readonly capacityMultiplier?: Quantity;
  readonly deviceMultiplier?: Quantity;
}

export interface NodeAllocatableOverhead {
  readonly perContainer?: Quantity;
  readonly perPod?: Quantity;
}

export interface NodeAllocatableResource {
  readonly mapping?: NodeAllocatableMapping;
  readonly overhead?: NodeAllocatableOverhead;
}

export interface OpaqueDeviceConfiguration {
  readonly driver?: string;
  readonly parameters?: RawExtension;
}

export interface ResourceV1ResourceClaim {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceClaimSpec;
  readonly status?: ResourceClaimStatus;
}

export interface ResourceClaimConsumerReference {
  readonly apiGroup?: string;
  readonly name: string;
  readonly resource?: string;
  readonly uid?: string;
}

export interface ResourceClaimList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1ResourceClaim[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceClaimSpec {
  readonly devices?: DeviceClaim;
}

export interface ResourceClaimStatus {
  readonly allocation?: AllocationResult;
  readonly devices?: readonly AllocatedDeviceStatus[];
  readonly reservedFor?: readonly ResourceClaimConsumerReference[];
}

export interface ResourceClaimTemplate {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceClaimTemplateSpec;
}

export interface ResourceClaimTemplateList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceClaimTemplate[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceClaimTemplateSpec {
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceClaimSpec;
}

export interface ResourcePool {
  readonly generation?: number;
  readonly name: string;
  readonly resourceSliceCount?: number;
}

export interface ResourceSlice {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceSliceSpec;
}

export interface ResourceSliceList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceSlice[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceSliceSpec {
  readonly allNodes?: boolean;
  readonly devices?: readonly Device[];
  readonly driver?: string;
  readonly nodeName?: string;
  readonly nodeSelector?: NodeSelector;
  readonly partitionTypeAttribute?: string;
  readonly perDeviceNodeSelection?: boolean;
  readonly pool?: ResourcePool;
  readonly sharedCounters?: readonly CounterSet[];
  readonly skipNodeOperations?: readonly string[];
}

export interface ResourceV1alpha3DeviceTaint {
  readonly effect?: string;
  readonly key?: string;
  readonly timeAdded?: Time;
  readonly value?: string;
}

export interface ResourceV1alpha3DeviceTaintRule {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1alpha3DeviceTaintRuleSpec;
  readonly status?: ResourceV1alpha3DeviceTaintRuleStatus;
}

export interface ResourceV1alpha3DeviceTaintRuleList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1alpha3DeviceTaintRule[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceV1alpha3DeviceTaintRuleSpec {
  readonly deviceSelector?: ResourceV1alpha3DeviceTaintSelector;
  readonly taint?: ResourceV1alpha3DeviceTaint;
}

export interface ResourceV1alpha3DeviceTaintRuleStatus {
  readonly conditions?: readonly Condition[];
}

export interface ResourceV1alpha3DeviceTaintSelector {
  readonly device?: string;
  readonly driver?: string;
  readonly pool?: string;
}

export interface PartitionTypeStatus {
  readonly allocatable?: number;
  readonly attribute?: string;
  readonly total?: number;
  readonly type?: string;
}

export interface PoolStatus {
  readonly allocatedDevices?: number;
  readonly availableDevices?: number;
  readonly driver?: string;
  readonly generation?: number;
  readonly nodeName?: string;
  readonly partitionSummary?: readonly PartitionTypeStatus[];
  readonly poolName?: string;
  readonly resourceSliceCount?: number;
  readonly shareableSummary?: ShareableSummaryStatus;
  readonly totalDevices?: number;
  readonly unavailableDevices?: number;
  readonly validationError?: string;
}

export interface ResourcePoolStatusRequest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourcePoolStatusRequestSpec;
  readonly status?: ResourcePoolStatusRequestStatus;
}

export interface ResourcePoolStatusRequestList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourcePoolStatusRequest[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourcePoolStatusRequestSpec {
  readonly defaultPartitionTypeAttribute?: string;
  readonly driver?: string;
  readonly limit?: number;
  readonly poolName?: string;
}

export interface ResourcePoolStatusRequestStatus {
  readonly conditions?: readonly Condition[];
  readonly poolCount?: number;
  readonly pools?: readonly PoolStatus[];
}

export interface ShareableCapacityStatus {
  readonly available?: Quantity;
  readonly consumed?: Quantity;
  readonly name: string;
  readonly total?: Quantity;
}

export interface ShareableSummaryStatus {
  readonly capacity?: readonly ShareableCapacityStatus[];
  readonly fullyAvailableDevices?: number;
  readonly partiallyAvailableDevices?: number;
}

export interface ResourceV1beta1AllocatedDeviceStatus {
  readonly conditions?: readonly Condition[];
  readonly data?: RawExtension;
  readonly device?: string;
  readonly driver?: string;
  readonly networkData?: ResourceV1beta1NetworkDeviceData;
  readonly pool?: string;
  readonly shareID?: string;
}

export interface ResourceV1beta1AllocationResult {
  readonly allocationTimestamp?: Time;
  readonly devices?: ResourceV1beta1DeviceAllocationResult;
  readonly nodeSelector?: NodeSelector;
}

export interface BasicDevice {
  readonly allNodes?: boolean;
  readonly allowMultipleAllocations?: boolean;
  readonly attributes?: { readonly [key: string]: ResourceV1beta1DeviceAttribute };
  readonly bindingConditions?: readonly string[];
  readonly bindingFailureConditions?: readonly string[];
  readonly bindsToNode?: boolean;
  readonly capacity?: { readonly [key: string]: ResourceV1beta1DeviceCapacity };
  readonly consumesCounters?: readonly ResourceV1beta1DeviceCounterConsumption[];
  readonly nodeAllocatableResources?: {
    readonly [key: string]: ResourceV1beta1NodeAllocatableResource;
  };
  readonly nodeName?: string;
  readonly nodeSelector?: NodeSelector;
  readonly taints?: readonly ResourceV1beta1DeviceTaint[];
}

export interface ResourceV1beta1CELDeviceSelector {
  readonly expression?: string;
}

export interface ResourceV1beta1CapacityRequestPolicy {
  readonly default?: Quantity;
  readonly validRange?: ResourceV1beta1CapacityRequestPolicyRange;
  readonly validValues?: readonly Quantity[];
}

export interface ResourceV1beta1CapacityRequestPolicyRange {
  readonly max?: Quantity;
  readonly min?: Quantity;
  readonly step?: Quantity;
}

export interface ResourceV1beta1CapacityRequirements {
  readonly requests?: { readonly [key: string]: Quantity };
}

export interface ResourceV1beta1Counter {
  readonly value?: Quantity;
}

export interface ResourceV1beta1CounterSet {
  readonly counters?: { readonly [key: string]: ResourceV1beta1Counter };
  readonly name: string;
}

export interface ResourceV1beta1Device {
  readonly basic?: BasicDevice;
  readonly name: string;
}

export interface ResourceV1beta1DeviceAllocationConfiguration {
  readonly opaque?: ResourceV1beta1OpaqueDeviceConfiguration;
  readonly requests?: readonly string[];
  readonly source?: string;
}

export interface ResourceV1beta1DeviceAllocationResult {
  readonly config?: readonly ResourceV1beta1DeviceAllocationConfiguration[];
  readonly results?: readonly ResourceV1beta1DeviceRequestAllocationResult[];
}

export interface ResourceV1beta1DeviceAttribute {
  readonly bool?: boolean;
  readonly bools?: readonly boolean[];
  readonly int?: number;
  readonly ints?: readonly number[];
  readonly string?: string;
  readonly strings?: readonly string[];
  readonly version?: string;
  readonly versions?: readonly string[];
}

export interface ResourceV1beta1DeviceCapacity {
  readonly requestPolicy?: ResourceV1beta1CapacityRequestPolicy;
  readonly value?: Quantity;
}

export interface ResourceV1beta1DeviceClaim {
  readonly config?: readonly ResourceV1beta1DeviceClaimConfiguration[];
  readonly constraints?: readonly ResourceV1beta1DeviceConstraint[];
  readonly requests?: readonly ResourceV1beta1DeviceRequest[];
}

export interface ResourceV1beta1DeviceClaimConfiguration {
  readonly opaque?: ResourceV1beta1OpaqueDeviceConfiguration;
  readonly requests?: readonly string[];
}

export interface ResourceV1beta1DeviceClass {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta1DeviceClassSpec;
}

export interface ResourceV1beta1DeviceClassConfiguration {
  readonly opaque?: ResourceV1beta1OpaqueDeviceConfiguration;
}

export interface ResourceV1beta1DeviceClassList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1beta1DeviceClass[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceV1beta1DeviceClassSpec {
  readonly config?: readonly ResourceV1beta1DeviceClassConfiguration[];
  readonly extendedResourceName?: string;
  readonly selectors?: readonly ResourceV1beta1DeviceSelector[];
}

export interface ResourceV1beta1DeviceConstraint {
  readonly distinctAttribute?: string;
  readonly matchAttribute?: string;
  readonly requests?: readonly string[];
}

export interface ResourceV1beta1DeviceCounterConsumption {
  readonly compatibilityGroups?: readonly string[];
  readonly counterSet?: string;
  readonly counters?: { readonly [key: string]: ResourceV1beta1Counter };
}

export interface ResourceV1beta1DeviceDerivedAttribute {
  readonly expression?: string;
  readonly name: string;
}

export interface ResourceV1beta1DeviceRequest {
  readonly adminAccess?: boolean;
  readonly allocationMode?: string;
  readonly capacity?: ResourceV1beta1CapacityRequirements;
  readonly count?: number;
  readonly derivedAttributes?: readonly ResourceV1beta1DeviceDerivedAttribute[];
  readonly deviceClassName?: string;
  readonly firstAvailable?: readonly ResourceV1beta1DeviceSubRequest[];
  readonly name: string;
  readonly selectors?: readonly ResourceV1beta1DeviceSelector[];
  readonly tolerations?: readonly ResourceV1beta1DeviceToleration[];
}

export interface ResourceV1beta1DeviceRequestAllocationResult {
  readonly adminAccess?: boolean;
  readonly bindingConditions?: readonly string[];
  readonly bindingFailureConditions?: readonly string[];
  readonly consumedCapacity?: { readonly [key: string]: Quantity };
  readonly device?: string;
  readonly driver?: string;
  readonly pool?: string;
  readonly request?: string;
  readonly shareID?: string;
  readonly skipNodeOperations?: readonly string[];
  readonly tolerations?: readonly ResourceV1beta1DeviceToleration[];
}

export interface ResourceV1beta1DeviceSelector {
  readonly cel?: ResourceV1beta1CELDeviceSelector;
}

export interface ResourceV1beta1DeviceSubRequest {
  readonly allocationMode?: string;
  readonly capacity?: ResourceV1beta1CapacityRequirements;
  readonly count?: number;
  readonly derivedAttributes?: readonly ResourceV1beta1DeviceDerivedAttribute[];
  readonly deviceClassName?: string;
  readonly name: string;
  readonly selectors?: readonly ResourceV1beta1DeviceSelector[];
  readonly tolerations?: readonly ResourceV1beta1DeviceToleration[];
}

export interface ResourceV1beta1DeviceTaint {
  readonly effect?: string;
  readonly key?: string;
  readonly timeAdded?: Time;
  readonly value?: string;
}

export interface ResourceV1beta1DeviceToleration {
  readonly effect?: string;
  readonly key?: string;
  readonly operator?: string;
  readonly tolerationSeconds?: number;
  readonly value?: string;
}

export interface ResourceV1beta1NetworkDeviceData {
  readonly hardwareAddress?: string;
  readonly interfaceName?: string;
  readonly ips?: readonly string[];
}

export interface ResourceV1beta1NodeAllocatableMapping {
  readonly capacityKey?: string;
  readonly capacityMultiplier?: Quantity;
  readonly deviceMultiplier?: Quantity;
}

export interface ResourceV1beta1NodeAllocatableOverhead {
  readonly perContainer?: Quantity;
  readonly perPod?: Quantity;
}

export interface ResourceV1beta1NodeAllocatableResource {
  readonly mapping?: ResourceV1beta1NodeAllocatableMapping;
  readonly overhead?: ResourceV1beta1NodeAllocatableOverhead;
}

export interface ResourceV1beta1OpaqueDeviceConfiguration {
  readonly driver?: string;
  readonly parameters?: RawExtension;
}

export interface ResourceV1beta1ResourceClaim {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta1ResourceClaimSpec;
  readonly status?: ResourceV1beta1ResourceClaimStatus;
}

export interface ResourceV1beta1ResourceClaimConsumerReference {
  readonly apiGroup?: string;
  readonly name: string;
  readonly resource?: string;
  readonly uid?: string;
}

export interface ResourceV1beta1ResourceClaimList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1beta1ResourceClaim[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceV1beta1ResourceClaimSpec {
  readonly devices?: ResourceV1beta1DeviceClaim;
}

export interface ResourceV1beta1ResourceClaimStatus {
  readonly allocation?: ResourceV1beta1AllocationResult;
  readonly devices?: readonly ResourceV1beta1AllocatedDeviceStatus[];
  readonly reservedFor?: readonly ResourceV1beta1ResourceClaimConsumerReference[];
}

export interface ResourceV1beta1ResourceClaimTemplate {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta1ResourceClaimTemplateSpec;
}

export interface ResourceV1beta1ResourceClaimTemplateList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1beta1ResourceClaimTemplate[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceV1beta1ResourceClaimTemplateSpec {
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta1ResourceClaimSpec;
}

export interface ResourceV1beta1ResourcePool {
  readonly generation?: number;
  readonly name: string;
  readonly resourceSliceCount?: number;
}

export interface ResourceV1beta1ResourceSlice {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta1ResourceSliceSpec;
}

export interface ResourceV1beta1ResourceSliceList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1beta1ResourceSlice[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceV1beta1ResourceSliceSpec {
  readonly allNodes?: boolean;
  readonly devices?: readonly ResourceV1beta1Device[];
  readonly driver?: string;
  readonly nodeName?: string;
  readonly nodeSelector?: NodeSelector;
  readonly partitionTypeAttribute?: string;
  readonly perDeviceNodeSelection?: boolean;
  readonly pool?: ResourceV1beta1ResourcePool;
  readonly sharedCounters?: readonly ResourceV1beta1CounterSet[];
  readonly skipNodeOperations?: readonly string[];
}

export interface ResourceV1beta2AllocatedDeviceStatus {
  readonly conditions?: readonly Condition[];
  readonly data?: RawExtension;
  readonly device?: string;
  readonly driver?: string;
  readonly networkData?: ResourceV1beta2NetworkDeviceData;
  readonly pool?: string;
  readonly shareID?: string;
}

export interface ResourceV1beta2AllocationResult {
  readonly allocationTimestamp?: Time;
  readonly devices?: ResourceV1beta2DeviceAllocationResult;
  readonly nodeSelector?: NodeSelector;
}

export interface ResourceV1beta2CELDeviceSelector {
  readonly expression?: string;
}

export interface ResourceV1beta2CapacityRequestPolicy {
  readonly default?: Quantity;
  readonly validRange?: ResourceV1beta2CapacityRequestPolicyRange;
  readonly validValues?: readonly Quantity[];
}

export interface ResourceV1beta2CapacityRequestPolicyRange {
  readonly max?: Quantity;
  readonly min?: Quantity;
  readonly step?: Quantity;
}

export interface ResourceV1beta2CapacityRequirements {
  readonly requests?: { readonly [key: string]: Quantity };
}

export interface ResourceV1beta2Counter {
  readonly value?: Quantity;
}

export interface ResourceV1beta2CounterSet {
  readonly counters?: { readonly [key: string]: ResourceV1beta2Counter };
  readonly name: string;
}

export interface ResourceV1beta2Device {
  readonly allNodes?: boolean;
  readonly allowMultipleAllocations?: boolean;
  readonly attributes?: { readonly [key: string]: ResourceV1beta2DeviceAttribute };
  readonly bindingConditions?: readonly string[];
  readonly bindingFailureConditions?: readonly string[];
  readonly bindsToNode?: boolean;
  readonly capacity?: { readonly [key: string]: ResourceV1beta2DeviceCapacity };
  readonly consumesCounters?: readonly ResourceV1beta2DeviceCounterConsumption[];
  readonly name: string;
  readonly nodeAllocatableResources?: {
    readonly [key: string]: ResourceV1beta2NodeAllocatableResource;
  };
  readonly nodeName?: string;
  readonly nodeSelector?: NodeSelector;
  readonly taints?: readonly ResourceV1beta2DeviceTaint[];
}

export interface ResourceV1beta2DeviceAllocationConfiguration {
  readonly opaque?: ResourceV1beta2OpaqueDeviceConfiguration;
  readonly requests?: readonly string[];
  readonly source?: string;
}

export interface ResourceV1beta2DeviceAllocationResult {
  readonly config?: readonly ResourceV1beta2DeviceAllocationConfiguration[];
  readonly results?: readonly ResourceV1beta2DeviceRequestAllocationResult[];
}

export interface ResourceV1beta2DeviceAttribute {
  readonly bool?: boolean;
  readonly bools?: readonly boolean[];
  readonly int?: number;
  readonly ints?: readonly number[];
  readonly string?: string;
  readonly strings?: readonly string[];
  readonly version?: string;
  readonly versions?: readonly string[];
}

export interface ResourceV1beta2DeviceCapacity {
  readonly requestPolicy?: ResourceV1beta2CapacityRequestPolicy;
  readonly value?: Quantity;
}

export interface ResourceV1beta2DeviceClaim {
  readonly config?: readonly ResourceV1beta2DeviceClaimConfiguration[];
  readonly constraints?: readonly ResourceV1beta2DeviceConstraint[];
  readonly requests?: readonly ResourceV1beta2DeviceRequest[];
}

export interface ResourceV1beta2DeviceClaimConfiguration {
  readonly opaque?: ResourceV1beta2OpaqueDeviceConfiguration;
  readonly requests?: readonly string[];
}

export interface ResourceV1beta2DeviceClass {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta2DeviceClassSpec;
}

export interface ResourceV1beta2DeviceClassConfiguration {
  readonly opaque?: ResourceV1beta2OpaqueDeviceConfiguration;
}

export interface ResourceV1beta2DeviceClassList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1beta2DeviceClass[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceV1beta2DeviceClassSpec {
  readonly config?: readonly ResourceV1beta2DeviceClassConfiguration[];
  readonly extendedResourceName?: string;
  readonly selectors?: readonly ResourceV1beta2DeviceSelector[];
}

export interface ResourceV1beta2DeviceConstraint {
  readonly distinctAttribute?: string;
  readonly matchAttribute?: string;
  readonly requests?: readonly string[];
}

export interface ResourceV1beta2DeviceCounterConsumption {
  readonly compatibilityGroups?: readonly string[];
  readonly counterSet?: string;
  readonly counters?: { readonly [key: string]: ResourceV1beta2Counter };
}

export interface ResourceV1beta2DeviceDerivedAttribute {
  readonly expression?: string;
  readonly name: string;
}

export interface ResourceV1beta2DeviceRequest {
  readonly exactly?: ResourceV1beta2ExactDeviceRequest;
  readonly firstAvailable?: readonly ResourceV1beta2DeviceSubRequest[];
  readonly name: string;
}

export interface ResourceV1beta2DeviceRequestAllocationResult {
  readonly adminAccess?: boolean;
  readonly bindingConditions?: readonly string[];
  readonly bindingFailureConditions?: readonly string[];
  readonly consumedCapacity?: { readonly [key: string]: Quantity };
  readonly device?: string;
  readonly driver?: string;
  readonly pool?: string;
  readonly request?: string;
  readonly shareID?: string;
  readonly skipNodeOperations?: readonly string[];
  readonly tolerations?: readonly ResourceV1beta2DeviceToleration[];
}

export interface ResourceV1beta2DeviceSelector {
  readonly cel?: ResourceV1beta2CELDeviceSelector;
}

export interface ResourceV1beta2DeviceSubRequest {
  readonly allocationMode?: string;
  readonly capacity?: ResourceV1beta2CapacityRequirements;
  readonly count?: number;
  readonly derivedAttributes?: readonly ResourceV1beta2DeviceDerivedAttribute[];
  readonly deviceClassName?: string;
  readonly name: string;
  readonly selectors?: readonly ResourceV1beta2DeviceSelector[];
  readonly tolerations?: readonly ResourceV1beta2DeviceToleration[];
}

export interface ResourceV1beta2DeviceTaint {
  readonly effect?: string;
  readonly key?: string;
  readonly timeAdded?: Time;
  readonly value?: string;
}

export interface ResourceV1beta2DeviceTaintRule {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta2DeviceTaintRuleSpec;
  readonly status?: ResourceV1beta2DeviceTaintRuleStatus;
}

export interface ResourceV1beta2DeviceTaintRuleList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1beta2DeviceTaintRule[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceV1beta2DeviceTaintRuleSpec {
  readonly deviceSelector?: ResourceV1beta2DeviceTaintSelector;
  readonly taint?: ResourceV1beta2DeviceTaint;
}

export interface ResourceV1beta2DeviceTaintRuleStatus {
  readonly conditions?: readonly Condition[];
}

export interface ResourceV1beta2DeviceTaintSelector {
  readonly device?: string;
  readonly driver?: string;
  readonly pool?: string;
}

export interface ResourceV1beta2DeviceToleration {
  readonly effect?: string;
  readonly key?: string;
  readonly operator?: string;
  readonly tolerationSeconds?: number;
  readonly value?: string;
}

export interface ResourceV1beta2ExactDeviceRequest {
  readonly adminAccess?: boolean;
  readonly allocationMode?: string;
  readonly capacity?: ResourceV1beta2CapacityRequirements;
  readonly count?: number;
  readonly derivedAttributes?: readonly ResourceV1beta2DeviceDerivedAttribute[];
  readonly deviceClassName?: string;
  readonly selectors?: readonly ResourceV1beta2DeviceSelector[];
  readonly tolerations?: readonly ResourceV1beta2DeviceToleration[];
}

export interface ResourceV1beta2NetworkDeviceData {
  readonly hardwareAddress?: string;
  readonly interfaceName?: string;
  readonly ips?: readonly string[];
}

export interface ResourceV1beta2NodeAllocatableMapping {
  readonly capacityKey?: string;
  readonly capacityMultiplier?: Quantity;
  readonly deviceMultiplier?: Quantity;
}

export interface ResourceV1beta2NodeAllocatableOverhead {
  readonly perContainer?: Quantity;
  readonly perPod?: Quantity;
}

export interface ResourceV1beta2NodeAllocatableResource {
  readonly mapping?: ResourceV1beta2NodeAllocatableMapping;
  readonly overhead?: ResourceV1beta2NodeAllocatableOverhead;
}

export interface ResourceV1beta2OpaqueDeviceConfiguration {
  readonly driver?: string;
  readonly parameters?: RawExtension;
}

export interface ResourceV1beta2ResourceClaim {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta2ResourceClaimSpec;
  readonly status?: ResourceV1beta2ResourceClaimStatus;
}

export interface ResourceV1beta2ResourceClaimConsumerReference {
  readonly apiGroup?: string;
  readonly name: string;
  readonly resource?: string;
  readonly uid?: string;
}

export interface ResourceV1beta2ResourceClaimList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1beta2ResourceClaim[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceV1beta2ResourceClaimSpec {
  readonly devices?: ResourceV1beta2DeviceClaim;
}

export interface ResourceV1beta2ResourceClaimStatus {
  readonly allocation?: ResourceV1beta2AllocationResult;
  readonly devices?: readonly ResourceV1beta2AllocatedDeviceStatus[];
  readonly reservedFor?: readonly ResourceV1beta2ResourceClaimConsumerReference[];
}

export interface ResourceV1beta2ResourceClaimTemplate {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta2ResourceClaimTemplateSpec;
}

export interface ResourceV1beta2ResourceClaimTemplateList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1beta2ResourceClaimTemplate[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceV1beta2ResourceClaimTemplateSpec {
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta2ResourceClaimSpec;
}

export interface ResourceV1beta2ResourcePool {
  readonly generation?: number;
  readonly name: string;
  readonly resourceSliceCount?: number;
}

export interface ResourceV1beta2ResourceSlice {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: ResourceV1beta2ResourceSliceSpec;
}

export interface ResourceV1beta2ResourceSliceList {
  readonly apiVersion?: string;
  readonly items?: readonly ResourceV1beta2ResourceSlice[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface ResourceV1beta2ResourceSliceSpec {
  readonly allNodes?: boolean;
  readonly devices?: readonly ResourceV1beta2Device[];
  readonly driver?: string;
  readonly nodeName?: string;
  readonly nodeSelector?: NodeSelector;
  readonly partitionTypeAttribute?: string;
  readonly perDeviceNodeSelection?: boolean;
  readonly pool?: ResourceV1beta2ResourcePool;
  readonly sharedCounters?: readonly ResourceV1beta2CounterSet[];
  readonly skipNodeOperations?: readonly string[];
}

export interface PriorityClass {
  readonly apiVersion?: string;
  readonly description?: string;
  readonly globalDefault?: boolean;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly preemptionPolicy?: string;
  readonly value?: number;
}

export interface PriorityClassList {
  readonly apiVersion?: string;
  readonly items?: readonly PriorityClass[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export type AllCompositeDisruptionMode = JsonValue;

export type AllDisruptionMode = JsonValue;

export type BasicSchedulingPolicy = JsonValue;

export type CompositeBasicSchedulingPolicy = JsonValue;

export interface CompositeDisruptionMode {
  readonly all?: AllCompositeDisruptionMode;
  readonly single?: SingleCompositeDisruptionMode;
}

export interface CompositeGangSchedulingPolicy {
  readonly minGroupCount?: number;
}

export interface CompositePodGroup {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: CompositePodGroupSpec;
  readonly status?: CompositePodGroupStatus;
}

export interface CompositePodGroupList {
  readonly apiVersion?: string;
  readonly items?: readonly CompositePodGroup[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface CompositePodGroupSchedulingConstraints {
  readonly topology?: readonly TopologyConstraint[];
}

export interface CompositePodGroupSchedulingPolicy {
  readonly basic?: CompositeBasicSchedulingPolicy;
  readonly gang?: CompositeGangSchedulingPolicy;
}

export interface CompositePodGroupSpec {
  readonly disruptionMode?: CompositeDisruptionMode;
  readonly parentCompositePodGroupName?: string;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly schedulingConstraints?: CompositePodGroupSchedulingConstraints;
  readonly schedulingPolicy?: CompositePodGroupSchedulingPolicy;
  readonly workloadRef?: WorkloadReference;
}

export interface CompositePodGroupStatus {
  readonly conditions?: readonly Condition[];
}

export interface CompositePodGroupTemplate {
  readonly compositePodGroupTemplates?: readonly CompositePodGroupTemplate[];
  readonly disruptionMode?: CompositeDisruptionMode;
  readonly name: string;
  readonly podGroupTemplates?: readonly PodGroupTemplate[];
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly schedulingConstraints?: CompositePodGroupSchedulingConstraints;
  readonly schedulingPolicy?: CompositePodGroupSchedulingPolicy;
}

export interface DisruptionMode {
  readonly all?: AllDisruptionMode;
  readonly single?: SingleDisruptionMode;
}

export interface GangSchedulingPolicy {
  readonly minCount?: number;
}

export interface PodGroup {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: PodGroupSpec;
  readonly status?: PodGroupStatus;
}

export interface PodGroupList {
  readonly apiVersion?: string;
  readonly items?: readonly PodGroup[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface PodGroupResourceClaim {
  readonly name: string;
  readonly resourceClaimName?: string;
  readonly resourceClaimTemplateName?: string;
}

export interface PodGroupResourceClaimStatus {
  readonly name: string;
  readonly resourceClaimName?: string;
}

export interface PodGroupSchedulingConstraints {
  readonly topology?: readonly TopologyConstraint[];
}

export interface PodGroupSchedulingPolicy {
  readonly basic?: BasicSchedulingPolicy;
  readonly gang?: GangSchedulingPolicy;
}

export interface PodGroupSpec {
  readonly disruptionMode?: DisruptionMode;
  readonly parentCompositePodGroupName?: string;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly resourceClaims?: readonly PodGroupResourceClaim[];
  readonly schedulingConstraints?: PodGroupSchedulingConstraints;
  readonly schedulingPolicy?: PodGroupSchedulingPolicy;
  readonly workloadRef?: WorkloadReference;
}

export interface PodGroupStatus {
  readonly conditions?: readonly Condition[];
  readonly resourceClaimStatuses?: readonly PodGroupResourceClaimStatus[];
}

export interface PodGroupTemplate {
  readonly disruptionMode?: DisruptionMode;
  readonly name: string;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly resourceClaims?: readonly PodGroupResourceClaim[];
  readonly schedulingConstraints?: PodGroupSchedulingConstraints;
  readonly schedulingPolicy?: PodGroupSchedulingPolicy;
}

export type SingleCompositeDisruptionMode = JsonValue;

export type SingleDisruptionMode = JsonValue;

export interface TopologyConstraint {
  readonly key?: string;
}

export interface SchedulingV1alpha3TypedLocalObjectReference {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name: string;
}

export interface Workload {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: WorkloadSpec;
}

export interface WorkloadList {
  readonly apiVersion?: string;
  readonly items?: readonly Workload[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export type WorkloadPodGroupAllDisruptionMode = JsonValue;

export type WorkloadPodGroupBasicSchedulingPolicy = JsonValue;

export interface WorkloadPodGroupDisruptionMode {
  readonly all?: WorkloadPodGroupAllDisruptionMode;
  readonly single?: WorkloadPodGroupSingleDisruptionMode;
}

export interface WorkloadPodGroupGangSchedulingPolicy {
  readonly minCount?: number;
}

export interface WorkloadPodGroupResourceClaim {
  readonly name: string;
  readonly resourceClaimName?: string;
  readonly resourceClaimTemplateName?: string;
}

export interface WorkloadPodGroupSchedulingConstraints {
  readonly topology?: readonly TopologyConstraint[];
}

export interface WorkloadPodGroupSchedulingPolicy {
  readonly basic?: WorkloadPodGroupBasicSchedulingPolicy;
  readonly gang?: WorkloadPodGroupGangSchedulingPolicy;
}

export type WorkloadPodGroupSingleDisruptionMode = JsonValue;

export interface WorkloadReference {
  readonly templateName?: string;
  readonly workloadName?: string;
}

export interface WorkloadSpec {
  readonly compositePodGroupTemplates?: readonly CompositePodGroupTemplate[];
  readonly controllerRef?: SchedulingV1alpha3TypedLocalObjectReference;
  readonly podGroupTemplates?: readonly PodGroupTemplate[];
}

export type SchedulingV1beta1AllCompositeDisruptionMode = JsonValue;

export type SchedulingV1beta1AllDisruptionMode = JsonValue;

export type SchedulingV1beta1BasicSchedulingPolicy = JsonValue;

export type SchedulingV1beta1CompositeBasicSchedulingPolicy = JsonValue;

export interface SchedulingV1beta1CompositeDisruptionMode {
  readonly all?: SchedulingV1beta1AllCompositeDisruptionMode;
  readonly single?: SchedulingV1beta1SingleCompositeDisruptionMode;
}

export interface SchedulingV1beta1CompositeGangSchedulingPolicy {
  readonly minGroupCount?: number;
}

export interface SchedulingV1beta1CompositePodGroupSchedulingConstraints {
  readonly topology?: readonly SchedulingV1beta1TopologyConstraint[];
}

export interface SchedulingV1beta1CompositePodGroupSchedulingPolicy {
  readonly basic?: SchedulingV1beta1CompositeBasicSchedulingPolicy;
  readonly gang?: SchedulingV1beta1CompositeGangSchedulingPolicy;
}

export interface SchedulingV1beta1CompositePodGroupTemplate {
  readonly compositePodGroupTemplates?: readonly SchedulingV1beta1CompositePodGroupTemplate[];
  readonly disruptionMode?: SchedulingV1beta1CompositeDisruptionMode;
  readonly name: string;
  readonly podGroupTemplates?: readonly SchedulingV1beta1PodGroupTemplate[];
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly schedulingConstraints?: SchedulingV1beta1CompositePodGroupSchedulingConstraints;
  readonly schedulingPolicy?: SchedulingV1beta1CompositePodGroupSchedulingPolicy;
}

export interface SchedulingV1beta1DisruptionMode {
  readonly all?: SchedulingV1beta1AllDisruptionMode;
  readonly single?: SchedulingV1beta1SingleDisruptionMode;
}

export interface SchedulingV1beta1GangSchedulingPolicy {
  readonly minCount?: number;
}

export interface SchedulingV1beta1PodGroup {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: SchedulingV1beta1PodGroupSpec;
  readonly status?: SchedulingV1beta1PodGroupStatus;
}

export interface SchedulingV1beta1PodGroupList {
  readonly apiVersion?: string;
  readonly items?: readonly SchedulingV1beta1PodGroup[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface SchedulingV1beta1PodGroupResourceClaim {
  readonly name: string;
  readonly resourceClaimName?: string;
  readonly resourceClaimTemplateName?: string;
}

export interface SchedulingV1beta1PodGroupResourceClaimStatus {
  readonly name: string;
  readonly resourceClaimName?: string;
}

export interface SchedulingV1beta1PodGroupSchedulingConstraints {
  readonly topology?: readonly SchedulingV1beta1TopologyConstraint[];
}

export interface SchedulingV1beta1PodGroupSchedulingPolicy {
  readonly basic?: SchedulingV1beta1BasicSchedulingPolicy;
  readonly gang?: SchedulingV1beta1GangSchedulingPolicy;
}

export interface SchedulingV1beta1PodGroupSpec {
  readonly disruptionMode?: SchedulingV1beta1DisruptionMode;
  readonly parentCompositePodGroupName?: string;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly resourceClaims?: readonly SchedulingV1beta1PodGroupResourceClaim[];
  readonly schedulingConstraints?: SchedulingV1beta1PodGroupSchedulingConstraints;
  readonly schedulingPolicy?: SchedulingV1beta1PodGroupSchedulingPolicy;
  readonly workloadRef?: SchedulingV1beta1WorkloadReference;
}

export interface SchedulingV1beta1PodGroupStatus {
  readonly conditions?: readonly Condition[];
  readonly resourceClaimStatuses?: readonly SchedulingV1beta1PodGroupResourceClaimStatus[];
}

export interface SchedulingV1beta1PodGroupTemplate {
  readonly disruptionMode?: SchedulingV1beta1DisruptionMode;
  readonly name: string;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly resourceClaims?: readonly SchedulingV1beta1PodGroupResourceClaim[];
  readonly schedulingConstraints?: SchedulingV1beta1PodGroupSchedulingConstraints;
  readonly schedulingPolicy?: SchedulingV1beta1PodGroupSchedulingPolicy;
}

export type SchedulingV1beta1SingleCompositeDisruptionMode = JsonValue;

export type SchedulingV1beta1SingleDisruptionMode = JsonValue;

export interface SchedulingV1beta1TopologyConstraint {
  readonly key?: string;
}

export interface SchedulingV1beta1TypedLocalObjectReference {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name: string;
}

export interface SchedulingV1beta1Workload {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: SchedulingV1beta1WorkloadSpec;
}

export interface SchedulingV1beta1WorkloadList {
  readonly apiVersion?: string;
  readonly items?: readonly SchedulingV1beta1Workload[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface SchedulingV1beta1WorkloadReference {
  readonly templateName?: string;
  readonly workloadName?: string;
}

export interface SchedulingV1beta1WorkloadSpec {
  readonly compositePodGroupTemplates?: readonly SchedulingV1beta1CompositePodGroupTemplate[];
  readonly controllerRef?: SchedulingV1beta1TypedLocalObjectReference;
  readonly podGroupTemplates?: readonly SchedulingV1beta1PodGroupTemplate[];
}

export interface CSIDriver {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: CSIDriverSpec;
}

export interface CSIDriverList {
  readonly apiVersion?: string;
  readonly items?: readonly CSIDriver[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface CSIDriverSpec {
  readonly attachRequired?: boolean;
  readonly fsGroupPolicy?: string;
  readonly nodeAllocatableUpdatePeriodSeconds?: number;
  readonly podInfoOnMount?: boolean;
  readonly preventPodSchedulingIfMissing?: boolean;
  readonly requiresRepublish?: boolean;
  readonly seLinuxMount?: boolean;
  readonly serviceAccountTokenInSecrets?: boolean;
  readonly storageCapacity?: boolean;
  readonly tokenRequests?: readonly StorageV1TokenRequest[];
  readonly volumeLifecycleModes?: readonly string[];
}

export interface CSINode {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: CSINodeSpec;
  readonly status?: CSINodeStatus;
}

export interface CSINodeDriver {
  readonly allocatable?: VolumeNodeResources;
  readonly name: string;
  readonly nodeID?: string;
  readonly topologyKeys?: readonly string[];
}

export interface CSINodeList {
  readonly apiVersion?: string;
  readonly items?: readonly CSINode[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface CSINodeSpec {
  readonly drivers?: readonly CSINodeDriver[];
}

export interface CSINodeStatus {
  readonly storageHealth?: readonly StorageHealth[];
}

export interface CSIStorageCapacity {
  readonly apiVersion?: string;
  readonly capacity?: Quantity;
  readonly kind?: string;
  readonly maximumVolumeSize?: Quantity;
  readonly metadata?: ObjectMeta;
  readonly nodeTopology?: LabelSelector;
  readonly storageClassName?: string;
}

export interface CSIStorageCapacityList {
  readonly apiVersion?: string;
  readonly items?: readonly CSIStorageCapacity[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface StorageClass {
  readonly allowVolumeExpansion?: boolean;
  readonly allowedTopologies?: readonly TopologySelectorTerm[];
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly mountOptions?: readonly string[];
  readonly parameters?: { readonly [key: string]: string };
  readonly provisioner?: string;
  readonly reclaimPolicy?: string;
  readonly volumeBindingMode?: string;
}

export interface StorageClassList {
  readonly apiVersion?: string;
  readonly items?: readonly StorageClass[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface StorageHealth {
  readonly healthConditions?: readonly StorageHealthCondition[];
  readonly name: string;
}

export interface StorageHealthCondition {
  readonly accessMode?: string;
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly volumeMode?: string;
}

export interface StorageV1TokenRequest {
  readonly audience?: string;
  readonly expirationSeconds?: number;
}

export interface VolumeAttachment {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: VolumeAttachmentSpec;
  readonly status?: VolumeAttachmentStatus;
}

export interface VolumeAttachmentList {
  readonly apiVersion?: string;
  readonly items?: readonly VolumeAttachment[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface VolumeAttachmentSource {
  readonly inlineVolumeSpec?: PersistentVolumeSpec;
  readonly persistentVolumeName?: string;
}

export interface VolumeAttachmentSpec {
  readonly attacher?: string;
  readonly nodeName?: string;
  readonly source?: VolumeAttachmentSource;
}

export interface VolumeAttachmentStatus {
  readonly attachError?: VolumeError;
  readonly attached?: boolean;
  readonly attachmentMetadata?: { readonly [key: string]: string };
  readonly detachError?: VolumeError;
}

export interface VolumeAttributesClass {
  readonly apiVersion?: string;
  readonly driverName?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly parameters?: { readonly [key: string]: string };
}

export interface VolumeAttributesClassList {
  readonly apiVersion?: string;
  readonly items?: readonly VolumeAttributesClass[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface VolumeError {
  readonly errorCode?: number;
  readonly message?: string;
  readonly time?: Time;
}

export interface VolumeNodeResources {
  readonly count?: number;
}

export interface StorageVersionMigration {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: StorageVersionMigrationSpec;
  readonly status?: StorageVersionMigrationStatus;
}

export interface StorageVersionMigrationList {
  readonly apiVersion?: string;
  readonly items?: readonly StorageVersionMigration[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface StorageVersionMigrationSpec {
  readonly resource?: GroupResource;
}

export interface StorageVersionMigrationStatus {
  readonly conditions?: readonly Condition[];
  readonly resourceVersion?: string;
}

export interface StoragemigrationV1beta1StorageVersionMigration {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: StoragemigrationV1beta1StorageVersionMigrationSpec;
  readonly status?: StoragemigrationV1beta1StorageVersionMigrationStatus;
}

export interface StoragemigrationV1beta1StorageVersionMigrationList {
  readonly apiVersion?: string;
  readonly items?: readonly StoragemigrationV1beta1StorageVersionMigration[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface StoragemigrationV1beta1StorageVersionMigrationSpec {
  readonly resource?: GroupResource;
}

export interface StoragemigrationV1beta1StorageVersionMigrationStatus {
  readonly conditions?: readonly Condition[];
  readonly resourceVersion?: string;
}

export interface CustomResourceColumnDefinition {
  readonly description?: string;
  readonly format?: string;
  readonly jsonPath?: string;
  readonly name: string;
  readonly priority?: number;
  readonly type?: string;
}

export interface CustomResourceConversion {
  readonly strategy?: string;
  readonly webhook?: WebhookConversion;
}

export interface CustomResourceDefinition {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: CustomResourceDefinitionSpec;
  readonly status?: CustomResourceDefinitionStatus;
}

export interface CustomResourceDefinitionCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly observedGeneration?: number;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface CustomResourceDefinitionList {
  readonly apiVersion?: string;
  readonly items?: readonly CustomResourceDefinition[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface CustomResourceDefinitionNames {
  readonly categories?: readonly string[];
  readonly kind?: string;
  readonly listKind?: string;
  readonly plural?: string;
  readonly shortNames?: readonly string[];
  readonly singular?: string;
}

export interface CustomResourceDefinitionSpec {
  readonly conversion?: CustomResourceConversion;
  readonly group?: string;
  readonly names?: CustomResourceDefinitionNames;
  readonly preserveUnknownFields?: boolean;
  readonly scope?: string;
  readonly versions?: readonly CustomResourceDefinitionVersion[];
}

export interface CustomResourceDefinitionStatus {
  readonly acceptedNames?: CustomResourceDefinitionNames;
  readonly conditions?: readonly CustomResourceDefinitionCondition[];
  readonly observedGeneration?: number;
  readonly storedVersions?: readonly string[];
}

export interface CustomResourceDefinitionVersion {
  readonly additionalPrinterColumns?: readonly CustomResourceColumnDefinition[];
  readonly deprecated?: boolean;
  readonly deprecationWarning?: string;
  readonly name: string;
  readonly schema?: CustomResourceValidation;
  readonly selectableFields?: readonly SelectableField[];
  readonly served?: boolean;
  readonly storage?: boolean;
  readonly subresources?: CustomResourceSubresources;
}

export interface CustomResourceSubresourceScale {
  readonly labelSelectorPath?: string;
  readonly specReplicasPath?: string;
  readonly statusReplicasPath?: string;
}

export type CustomResourceSubresourceStatus = JsonValue;

export interface CustomResourceSubresources {
  readonly scale?: CustomResourceSubresourceScale;
  readonly status?: CustomResourceSubresourceStatus;
}

export interface CustomResourceValidation {
  readonly openAPIV3Schema?: JSONSchemaProps;
}

export interface ExternalDocumentation {
  readonly description?: string;
  readonly url?: string;
}

export type JSON = JsonValue;

export interface JSONSchemaProps {
  readonly $ref?: string;
  readonly $schema?: string;
  readonly additionalItems?: JSONSchemaPropsOrBool;
  readonly additionalProperties?: JSONSchemaPropsOrBool;
  readonly allOf?: readonly JSONSchemaProps[];
  readonly anyOf?: readonly JSONSchemaProps[];
  readonly default?: JSON;
  readonly definitions?: { readonly [key: string]: JSONSchemaProps };
  readonly dependencies?: { readonly [key: string]: JSONSchemaPropsOrStringArray };
  readonly description?: string;
  readonly enum?: readonly JSON[];
  readonly example?: JSON;
  readonly exclusiveMaximum?: boolean;
  readonly exclusiveMinimum?: boolean;
  readonly externalDocs?: ExternalDocumentation;
  readonly format?: string;
  readonly id?: string;
  readonly items?: JSONSchemaPropsOrArray;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly maxProperties?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minProperties?: number;
  readonly minimum?: number;
  readonly multipleOf?: number;
  readonly not?: JSONSchemaProps;
  readonly nullable?: boolean;
  readonly oneOf?: readonly JSONSchemaProps[];
  readonly pattern?: string;
  readonly patternProperties?: { readonly [key: string]: JSONSchemaProps };
  readonly properties?: { readonly [key: string]: JSONSchemaProps };
  readonly required?: readonly string[];
  readonly title?: string;
  readonly type?: string;
  readonly uniqueItems?: boolean;
  readonly "x-kubernetes-embedded-resource"?: boolean;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-list-type"?: string;
  readonly "x-kubernetes-map-type"?: string;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-validations"?: readonly ValidationRule[];
}

export type JSONSchemaPropsOrArray = JsonValue;

export type JSONSchemaPropsOrBool = JsonValue;

export type JSONSchemaPropsOrStringArray = JsonValue;

export interface SelectableField {
  readonly jsonPath?: string;
}

export interface ApiextensionsV1ServiceReference {
  readonly name: string;
  readonly namespace?: string;
  readonly path?: string;
  readonly port?: number;
}

export interface ValidationRule {
  readonly fieldPath?: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly optionalOldSelf?: boolean;
  readonly reason?: string;
  readonly rule?: string;
}

export interface ApiextensionsV1WebhookClientConfig {
  readonly caBundle?: string;
  readonly service?: ApiextensionsV1ServiceReference;
  readonly url?: string;
}

export interface WebhookConversion {
  readonly clientConfig?: ApiextensionsV1WebhookClientConfig;
  readonly conversionReviewVersions?: readonly string[];
}

export type Quantity = string | number;

export interface APIGroup {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name: string;
  readonly preferredVersion?: GroupVersionForDiscovery;
  readonly serverAddressByClientCIDRs?: readonly ServerAddressByClientCIDR[];
  readonly versions?: readonly GroupVersionForDiscovery[];
}

export interface APIGroupList {
  readonly apiVersion?: string;
  readonly groups?: readonly APIGroup[];
  readonly kind?: string;
}

export interface APIResource {
  readonly categories?: readonly string[];
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespaced?: boolean;
  readonly shortNames?: readonly string[];
  readonly singularName?: string;
  readonly storageVersionHash?: string;
  readonly verbs?: readonly string[];
  readonly version?: string;
}

export interface APIResourceList {
  readonly apiVersion?: string;
  readonly groupVersion?: string;
  readonly kind?: string;
  readonly resources?: readonly APIResource[];
}

export interface APIVersions {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly serverAddressByClientCIDRs?: readonly ServerAddressByClientCIDR[];
  readonly versions?: readonly string[];
}

export interface Condition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly observedGeneration?: number;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface DeleteOptions {
  readonly apiVersion?: string;
  readonly dryRun?: readonly string[];
  readonly gracePeriodSeconds?: number;
  readonly ignoreStoreReadErrorWithClusterBreakingPotential?: boolean;
  readonly kind?: string;
  readonly orphanDependents?: boolean;
  readonly preconditions?: Preconditions;
  readonly propagationPolicy?: string;
}

export interface FieldSelectorRequirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

export type FieldsV1 = JsonValue;

export interface GroupResource {
  readonly group?: string;
  readonly resource?: string;
}

export interface GroupVersionForDiscovery {
  readonly groupVersion?: string;
  readonly version?: string;
}

export interface LabelSelector {
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
  readonly matchLabels?: { readonly [key: string]: string };
}

export interface LabelSelectorRequirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

export interface ListMeta {
  readonly continue?: string;
  readonly remainingItemCount?: number;
  readonly resourceVersion?: string;
  readonly selfLink?: string;
  readonly shardInfo?: ShardInfo;
}

export interface ManagedFieldsEntry {
  readonly apiVersion?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: FieldsV1;
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly time?: Time;
}

export type MicroTime = string;

export interface ObjectMeta {
  readonly annotations?: { readonly [key: string]: string };
  readonly creationTimestamp?: Time;
  readonly deletionGracePeriodSeconds?: number;
  readonly deletionTimestamp?: Time;
  readonly finalizers?: readonly string[];
  readonly generateName?: string;
  readonly generation?: number;
  readonly labels?: { readonly [key: string]: string };
  readonly managedFields?: readonly ManagedFieldsEntry[];
  readonly name?: string;
  readonly namespace?: string;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly resourceVersion?: string;
  readonly selfLink?: string;
  readonly uid?: string;
}

export interface OwnerReference {
  readonly apiVersion?: string;
  readonly blockOwnerDeletion?: boolean;
  readonly controller?: boolean;
  readonly kind?: string;
  readonly name: string;
  readonly uid?: string;
}

export type Patch = JsonValue;

export interface Preconditions {
  readonly resourceVersion?: string;
  readonly uid?: string;
}

export interface ServerAddressByClientCIDR {
  readonly clientCIDR?: string;
  readonly serverAddress?: string;
}

export interface ShardInfo {
  readonly selector?: string;
}

export interface Status {
  readonly apiVersion?: string;
  readonly code?: number;
  readonly details?: StatusDetails;
  readonly kind?: string;
  readonly message?: string;
  readonly metadata?: ListMeta;
  readonly reason?: string;
  readonly status?: string;
}

export interface StatusCause {
  readonly field?: string;
  readonly message?: string;
  readonly reason?: string;
}

export interface StatusDetails {
  readonly causes?: readonly StatusCause[];
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly retryAfterSeconds?: number;
  readonly uid?: string;
}

export type Time = string;

export interface WatchEvent {
  readonly object?: RawExtension;
  readonly type?: string;
}

export type RawExtension = JsonValue;

export type IntOrString = string | number;

export interface Info {
  readonly buildDate?: string;
  readonly compiler?: string;
  readonly emulationMajor?: string;
  readonly emulationMinor?: string;
  readonly gitCommit?: string;
  readonly gitTreeState?: string;
  readonly gitVersion?: string;
  readonly goVersion?: string;
  readonly major?: string;
  readonly minCompatibilityMajor?: string;
  readonly minCompatibilityMinor?: string;
  readonly minor?: string;
  readonly platform?: string;
}

export interface APIService {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: APIServiceSpec;
  readonly status?: APIServiceStatus;
}

export interface APIServiceCondition {
  readonly lastTransitionTime?: Time;
  readonly message?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly type?: string;
}

export interface APIServiceList {
  readonly apiVersion?: string;
  readonly items?: readonly APIService[];
  readonly kind?: string;
  readonly metadata?: ListMeta;
}

export interface APIServiceSpec {
  readonly caBundle?: string;
  readonly group?: string;
  readonly groupPriorityMinimum?: number;
  readonly insecureSkipTLSVerify?: boolean;
  readonly service?: ApiregistrationV1ServiceReference;
  readonly version?: string;
  readonly versionPriority?: number;
}

export interface APIServiceStatus {
  readonly conditions?: readonly APIServiceCondition[];
}

export interface ApiregistrationV1ServiceReference {
  readonly name?: string;
  readonly namespace?: string;
  readonly port?: number;
}
