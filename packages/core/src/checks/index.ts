import type { Check } from "../check.ts";
import { admissionBindingDoesNotDeny } from "./admission/admission-binding-does-not-deny.ts";
import { admissionBindingPassesWithoutParameters } from "./admission/admission-binding-passes-without-parameters.ts";
import { admissionBindingPolicyMissing } from "./admission/admission-binding-policy-missing.ts";
import { admissionMatchPolicyExact } from "./admission/admission-match-policy-exact.ts";
import { admissionMissesEphemeralContainers } from "./admission/admission-misses-ephemeral-containers.ts";
import { admissionNamespaceSelectorBypassable } from "./admission/admission-namespace-selector-bypassable.ts";
import { admissionObjectSelectorBypassable } from "./admission/admission-object-selector-bypassable.ts";
import { admissionPolicyFailsOpen } from "./admission/admission-policy-fails-open.ts";
import { admissionPolicyWithoutBinding } from "./admission/admission-policy-without-binding.ts";
import { admissionSkipsNamespace } from "./admission/admission-skips-namespace.ts";
import { securityContextConstraintsPrivileged } from "./admission/security-context-constraints-privileged.ts";
import { webhookBlocksItself } from "./admission/webhook-blocks-itself.ts";
import { webhookFailsOpen } from "./admission/webhook-fails-open.ts";
import { webhookMatchesEverything } from "./admission/webhook-matches-everything.ts";
import { webhookOutsideCluster } from "./admission/webhook-outside-cluster.ts";
import { webhookServiceMissing } from "./admission/webhook-service-missing.ts";
import { webhookSideEffectsUndeclared } from "./admission/webhook-side-effects-undeclared.ts";
import { webhookTimeoutLong } from "./admission/webhook-timeout-long.ts";
import { apiServerAlwaysAdmit } from "./control-plane/api-server-always-admit.ts";
import { apiServerAlwaysAllow } from "./control-plane/api-server-always-allow.ts";
import { apiServerAnonymousRequests } from "./control-plane/api-server-anonymous-requests.ts";
import { apiServerAuditLogAgeShort } from "./control-plane/api-server-audit-log-age-short.ts";
import { apiServerAuditLogBackupsFew } from "./control-plane/api-server-audit-log-backups-few.ts";
import { apiServerAuditLogMissing } from "./control-plane/api-server-audit-log-missing.ts";
import { apiServerAuditLogSizeSmall } from "./control-plane/api-server-audit-log-size-small.ts";
import { apiServerBasicAuth } from "./control-plane/api-server-basic-auth.ts";
import { apiServerCiphersWeak } from "./control-plane/api-server-ciphers-weak.ts";
import { apiServerClientCaMissing } from "./control-plane/api-server-client-ca-missing.ts";
import { apiServerEncryptionMissing } from "./control-plane/api-server-encryption-missing.ts";
import { apiServerEtcdCaMissing } from "./control-plane/api-server-etcd-ca-missing.ts";
import { apiServerEtcdCertificateMissing } from "./control-plane/api-server-etcd-certificate-missing.ts";
import { apiServerEventRateUnlimited } from "./control-plane/api-server-event-rate-unlimited.ts";
import { apiServerExternalIpsAllowed } from "./control-plane/api-server-external-ips-allowed.ts";
import { apiServerImagesNotAlwaysPulled } from "./control-plane/api-server-images-not-always-pulled.ts";
import { apiServerInsecureAddress } from "./control-plane/api-server-insecure-address.ts";
import { apiServerInsecurePort } from "./control-plane/api-server-insecure-port.ts";
import { apiServerKubeletCaMissing } from "./control-plane/api-server-kubelet-ca-missing.ts";
import { apiServerKubeletClientCertificateMissing } from "./control-plane/api-server-kubelet-client-certificate-missing.ts";
import { apiServerKubeletHttpsOff } from "./control-plane/api-server-kubelet-https-off.ts";
import { apiServerNamespaceLifecycleOff } from "./control-plane/api-server-namespace-lifecycle-off.ts";
import { apiServerNodeAuthorizerOff } from "./control-plane/api-server-node-authorizer-off.ts";
import { apiServerNodeRestrictionOff } from "./control-plane/api-server-node-restriction-off.ts";
import { apiServerPodSecurityDefaultMissing } from "./control-plane/api-server-pod-security-default-missing.ts";
import { apiServerProfiling } from "./control-plane/api-server-profiling.ts";
import { apiServerRbacOff } from "./control-plane/api-server-rbac-off.ts";
import { apiServerRequestTimeoutLong } from "./control-plane/api-server-request-timeout-long.ts";
import { apiServerSecurePortOff } from "./control-plane/api-server-secure-port-off.ts";
import { apiServerServiceAccountKeyMissing } from "./control-plane/api-server-service-account-key-missing.ts";
import { apiServerServiceAccountLookupOff } from "./control-plane/api-server-service-account-lookup-off.ts";
import { apiServerServiceAccountPluginOff } from "./control-plane/api-server-service-account-plugin-off.ts";
import { apiServerTlsCertificateMissing } from "./control-plane/api-server-tls-certificate-missing.ts";
import { apiServerTokenExpirationExtended } from "./control-plane/api-server-token-expiration-extended.ts";
import { apiServerTokenFile } from "./control-plane/api-server-token-file.ts";
import { controllerManagerAddressOpen } from "./control-plane/controller-manager-address-open.ts";
import { controllerManagerFinishedPodsKept } from "./control-plane/controller-manager-finished-pods-kept.ts";
import { controllerManagerKubeletRotationOff } from "./control-plane/controller-manager-kubelet-rotation-off.ts";
import { controllerManagerProfiling } from "./control-plane/controller-manager-profiling.ts";
import { controllerManagerRootCaMissing } from "./control-plane/controller-manager-root-ca-missing.ts";
import { controllerManagerServiceAccountKeyMissing } from "./control-plane/controller-manager-service-account-key-missing.ts";
import { controllerManagerSharedCredentials } from "./control-plane/controller-manager-shared-credentials.ts";
import { etcdAutoTls } from "./control-plane/etcd-auto-tls.ts";
import { etcdCaShared } from "./control-plane/etcd-ca-shared.ts";
import { etcdCertificateMissing } from "./control-plane/etcd-certificate-missing.ts";
import { etcdClientCertificateNotRequired } from "./control-plane/etcd-client-certificate-not-required.ts";
import { etcdPeerAutoTls } from "./control-plane/etcd-peer-auto-tls.ts";
import { etcdPeerCertificateMissing } from "./control-plane/etcd-peer-certificate-missing.ts";
import { etcdPeerCertificateNotRequired } from "./control-plane/etcd-peer-certificate-not-required.ts";
import { schedulerAddressOpen } from "./control-plane/scheduler-address-open.ts";
import { schedulerProfiling } from "./control-plane/scheduler-profiling.ts";
import { exceptionExpired } from "./exceptions/exception-expired.ts";
import { exceptionInvalid } from "./exceptions/exception-invalid.ts";
import { exceptionTooWide } from "./exceptions/exception-too-wide.ts";
import { exceptionUnused } from "./exceptions/exception-unused.ts";
import { gatekeeperRepositoryPrefix } from "./images/gatekeeper-repository-prefix.ts";
import { imageDigestMissing } from "./images/image-digest-missing.ts";
import { imagePullPolicyNotAlways } from "./images/image-pull-policy-not-always.ts";
import { imagePullPolicyStale } from "./images/image-pull-policy-stale.ts";
import { imagePullPolicyUnset } from "./images/image-pull-policy-unset.ts";
import { imagePullSecretUnknown } from "./images/image-pull-secret-unknown.ts";
import { imageRegistryForbidden } from "./images/image-registry-forbidden.ts";
import { imageRegistryFrozen } from "./images/image-registry-frozen.ts";
import { imageRegistryNotAllowed } from "./images/image-registry-not-allowed.ts";
import { imageTagMutable } from "./images/image-tag-mutable.ts";
import { ingressNginxRetired } from "./images/ingress-nginx-retired.ts";
import { requiredAnnotationsMissing } from "./metadata/required-annotations-missing.ts";
import { requiredLabelsMissing } from "./metadata/required-labels-missing.ts";
import { defaultNamespaceUsed } from "./namespaces/default-namespace-used.ts";
import { namespaceDefaultDenyMissing } from "./namespaces/namespace-default-deny-missing.ts";
import { namespaceLimitRangeMissing } from "./namespaces/namespace-limit-range-missing.ts";
import { namespacePodSecurityBelowRestricted } from "./namespaces/namespace-pod-security-below-restricted.ts";
import { namespacePodSecurityLabelInvalid } from "./namespaces/namespace-pod-security-label-invalid.ts";
import { namespacePodSecurityLabelsMissing } from "./namespaces/namespace-pod-security-labels-missing.ts";
import { namespacePodSecurityNotHeard } from "./namespaces/namespace-pod-security-not-heard.ts";
import { namespacePodSecurityVersionOld } from "./namespaces/namespace-pod-security-version-old.ts";
import { namespaceQuotaMissing } from "./namespaces/namespace-quota-missing.ts";
import { systemNamespaceUsed } from "./namespaces/system-namespace-used.ts";
import { tenantsShareNamespace } from "./namespaces/tenants-share-namespace.ts";
import { NETWORK_CHECKS } from "./network-checks.ts";
import { type CheckParameters, DEFAULT_PARAMETERS } from "./parameters.ts";
import { agentSandboxRuntimeClassMissing } from "./pod-security/agent-sandbox-runtime-class-missing.ts";
import { apparmorMissing } from "./pod-security/apparmor-missing.ts";
import { apparmorUnconfined } from "./pod-security/apparmor-unconfined.ts";
import { capabilitiesAdded } from "./pod-security/capabilities-added.ts";
import { capabilitiesKept } from "./pod-security/capabilities-kept.ts";
import { capabilitiesNotDropped } from "./pod-security/capabilities-not-dropped.ts";
import { cloudCredentialsMounted } from "./pod-security/cloud-credentials-mounted.ts";
import { containerRuntimeSocket } from "./pod-security/container-runtime-socket.ts";
import { containerSecurityContextMissing } from "./pod-security/container-security-context-missing.ts";
import { dangerousCapability } from "./pod-security/dangerous-capability.ts";
import { hostAliases } from "./pod-security/host-aliases.ts";
import { hostIpc } from "./pod-security/host-ipc.ts";
import { hostNetwork } from "./pod-security/host-network.ts";
import { hostPathSensitive } from "./pod-security/host-path-sensitive.ts";
import { hostPathVolume } from "./pod-security/host-path-volume.ts";
import { hostPathWritable } from "./pod-security/host-path-writable.ts";
import { hostPid } from "./pod-security/host-pid.ts";
import { hostPort } from "./pod-security/host-port.ts";
import { hostProbeOrLifecycle } from "./pod-security/host-probe-or-lifecycle.ts";
import { hostUsersNotIsolated } from "./pod-security/host-users-not-isolated.ts";
import { kernelHardeningMissing } from "./pod-security/kernel-hardening-missing.ts";
import { lowGroupId } from "./pod-security/low-group-id.ts";
import { lowUserId } from "./pod-security/low-user-id.ts";
import { netRawKept } from "./pod-security/net-raw-kept.ts";
import { podSecurityContextMissing } from "./pod-security/pod-security-context-missing.ts";
import { privilegeEscalationAllowed } from "./pod-security/privilege-escalation-allowed.ts";
import { privilegedContainer } from "./pod-security/privileged-container.ts";
import { privilegedPort } from "./pod-security/privileged-port.ts";
import { procMountUnmasked } from "./pod-security/proc-mount-unmasked.ts";
import { processNamespaceShared } from "./pod-security/process-namespace-shared.ts";
import { restrictedVolumeType } from "./pod-security/restricted-volume-type.ts";
import { rootFilesystemWritable } from "./pod-security/root-filesystem-writable.ts";
import { runAsGroupRoot } from "./pod-security/run-as-group-root.ts";
import { runAsNonRootMissing } from "./pod-security/run-as-non-root-missing.ts";
import { runAsRoot } from "./pod-security/run-as-root.ts";
import { seccompMissing } from "./pod-security/seccomp-missing.ts";
import { seccompUnconfined } from "./pod-security/seccomp-unconfined.ts";
import { selinuxOptionsForbidden } from "./pod-security/selinux-options-forbidden.ts";
import { subPathVulnerable } from "./pod-security/sub-path-vulnerable.ts";
import { supplementalGroupsMerged } from "./pod-security/supplemental-groups-merged.ts";
import { unsafeSysctl } from "./pod-security/unsafe-sysctl.ts";
import { windowsHostProcess } from "./pod-security/windows-host-process.ts";
import { autoscaledReplicasFixed } from "./reliability/autoscaled-replicas-fixed.ts";
import { autoscalerMinimumLow } from "./reliability/autoscaler-minimum-low.ts";
import { autoscalerRangeEmpty } from "./reliability/autoscaler-range-empty.ts";
import { autoscalerTargetMissing } from "./reliability/autoscaler-target-missing.ts";
import { cronJobConcurrent } from "./reliability/cron-job-concurrent.ts";
import { cronJobDeadlineMissing } from "./reliability/cron-job-deadline-missing.ts";
import { cronJobScheduleInvalid } from "./reliability/cron-job-schedule-invalid.ts";
import { disruptionBudgetAboveAutoscaler } from "./reliability/disruption-budget-above-autoscaler.ts";
import { disruptionBudgetBlocksEviction } from "./reliability/disruption-budget-blocks-eviction.ts";
import { disruptionBudgetEmpty } from "./reliability/disruption-budget-empty.ts";
import { disruptionBudgetMissing } from "./reliability/disruption-budget-missing.ts";
import { disruptionBudgetSelectsNothing } from "./reliability/disruption-budget-selects-nothing.ts";
import { disruptionBudgetUnhealthyPodsKept } from "./reliability/disruption-budget-unhealthy-pods-kept.ts";
import { disruptionBudgetsOverlap } from "./reliability/disruption-budgets-overlap.ts";
import { dnsSearchUnlimited } from "./reliability/dns-search-unlimited.ts";
import { environmentVariableDuplicate } from "./reliability/environment-variable-duplicate.ts";
import { jobLifetimeMissing } from "./reliability/job-lifetime-missing.ts";
import { labelInvalid } from "./reliability/label-invalid.ts";
import { livenessProbeMissing } from "./reliability/liveness-probe-missing.ts";
import { podsNotSpread } from "./reliability/pods-not-spread.ts";
import { preStopMissing } from "./reliability/pre-stop-missing.ts";
import { priorityClassMissing } from "./reliability/priority-class-missing.ts";
import { priorityClassNotFound } from "./reliability/priority-class-not-found.ts";
import { probePortUndeclared } from "./reliability/probe-port-undeclared.ts";
import { probesIdentical } from "./reliability/probes-identical.ts";
import { readinessProbeMissing } from "./reliability/readiness-probe-missing.ts";
import { replicasFew } from "./reliability/replicas-few.ts";
import { restartPolicyInvalid } from "./reliability/restart-policy-invalid.ts";
import { rollingUpdateMissing } from "./reliability/rolling-update-missing.ts";
import { selectorTemplateMismatch } from "./reliability/selector-template-mismatch.ts";
import { statefulSetServiceWrong } from "./reliability/stateful-set-service-wrong.ts";
import { cpuLimitMissing } from "./resources/cpu-limit-missing.ts";
import { cpuLimitSet } from "./resources/cpu-limit-set.ts";
import { cpuRequestMissing } from "./resources/cpu-request-missing.ts";
import { ephemeralStorageLimitMissing } from "./resources/ephemeral-storage-limit-missing.ts";
import { ephemeralStorageRequestMissing } from "./resources/ephemeral-storage-request-missing.ts";
import { limitAboveRequest } from "./resources/limit-above-request.ts";
import { memoryLimitMissing } from "./resources/memory-limit-missing.ts";
import { memoryRequestMissing } from "./resources/memory-request-missing.ts";
import { resourceOutOfBounds } from "./resources/resource-out-of-bounds.ts";
import { volumeClaimIncomplete } from "./resources/volume-claim-incomplete.ts";
import { volumeClaimShared } from "./resources/volume-claim-shared.ts";
import { configMapReferenceMissing } from "./secrets/config-map-reference-missing.ts";
import { configMapUnused } from "./secrets/config-map-unused.ts";
import { secretExposedAsEnvironment } from "./secrets/secret-exposed-as-environment.ts";
import { secretInAnnotation } from "./secrets/secret-in-annotation.ts";
import { secretInCommand } from "./secrets/secret-in-command.ts";
import { secretInConfigMap } from "./secrets/secret-in-config-map.ts";
import { secretInEnvironment } from "./secrets/secret-in-environment.ts";
import { secretInField } from "./secrets/secret-in-field.ts";
import { secretInManifest } from "./secrets/secret-in-manifest.ts";
import { secretReferenceMissing } from "./secrets/secret-reference-missing.ts";
import { secretUnused } from "./secrets/secret-unused.ts";
import { secretsNotEncryptedAtRest } from "./secrets/secrets-not-encrypted-at-rest.ts";
import { storageClassNotEncrypted } from "./secrets/storage-class-not-encrypted.ts";
import { defaultServiceAccountGranted } from "./service-accounts/default-service-account-granted.ts";
import { defaultServiceAccountMountsToken } from "./service-accounts/default-service-account-mounts-token.ts";
import { defaultServiceAccountUsed } from "./service-accounts/default-service-account-used.ts";
import { serviceAccountFieldDeprecated } from "./service-accounts/service-account-field-deprecated.ts";
import { serviceAccountMissing } from "./service-accounts/service-account-missing.ts";
import { serviceAccountShared } from "./service-accounts/service-account-shared.ts";
import { serviceAccountTokenLongLived } from "./service-accounts/service-account-token-long-lived.ts";
import { serviceAccountTokenMounted } from "./service-accounts/service-account-token-mounted.ts";
import { serviceAccountTokenSecret } from "./service-accounts/service-account-token-secret.ts";
import { serviceAccountUnused } from "./service-accounts/service-account-unused.ts";
import { apiVersionDeprecated } from "./versions/api-version-deprecated.ts";
import { apiVersionRemoved } from "./versions/api-version-removed.ts";
import { gitSyncProgram } from "./workloads/git-sync-program.ts";
import { kubernetesDashboard } from "./workloads/kubernetes-dashboard.ts";
import { nakedPod } from "./workloads/naked-pod.ts";
import { podFieldMisplaced } from "./workloads/pod-field-misplaced.ts";
import { serviceLinksEnabled } from "./workloads/service-links-enabled.ts";
import { shellCommand } from "./workloads/shell-command.ts";
import { sshServer } from "./workloads/ssh-server.ts";
import { sudoInCommand } from "./workloads/sudo-in-command.ts";

/** All checks, by topic and id; what `parameters` leaves out has its default. */
export function builtInChecks(parameters: Partial<CheckParameters> = {}): readonly Check[] {
  const all: CheckParameters = { ...DEFAULT_PARAMETERS, ...parameters };
  return [
    agentSandboxRuntimeClassMissing,
    apparmorMissing,
    apparmorUnconfined,
    capabilitiesAdded,
    capabilitiesKept,
    capabilitiesNotDropped,
    cloudCredentialsMounted,
    containerRuntimeSocket,
    containerSecurityContextMissing,
    dangerousCapability,
    hostAliases,
    hostIpc,
    hostNetwork,
    hostPathSensitive(all),
    hostPathVolume(all),
    hostPathWritable,
    hostPid,
    hostPort,
    hostProbeOrLifecycle,
    hostUsersNotIsolated,
    kernelHardeningMissing,
    lowGroupId,
    lowUserId,
    netRawKept,
    podSecurityContextMissing,
    privilegeEscalationAllowed,
    privilegedContainer,
    privilegedPort,
    procMountUnmasked,
    processNamespaceShared,
    restrictedVolumeType,
    rootFilesystemWritable,
    runAsGroupRoot,
    runAsNonRootMissing,
    runAsRoot,
    seccompMissing,
    seccompUnconfined,
    selinuxOptionsForbidden,
    subPathVulnerable,
    supplementalGroupsMerged,
    unsafeSysctl,
    windowsHostProcess,
    cpuLimitMissing,
    cpuLimitSet(all),
    cpuRequestMissing,
    ephemeralStorageLimitMissing,
    ephemeralStorageRequestMissing,
    limitAboveRequest(all),
    memoryLimitMissing,
    memoryRequestMissing,
    resourceOutOfBounds(all),
    volumeClaimIncomplete,
    volumeClaimShared,
    gatekeeperRepositoryPrefix,
    imageDigestMissing,
    imagePullPolicyNotAlways,
    imagePullPolicyStale,
    imagePullPolicyUnset,
    imagePullSecretUnknown,
    imageRegistryForbidden(all),
    imageRegistryFrozen,
    imageRegistryNotAllowed(all),
    imageTagMutable,
    ingressNginxRetired,
    configMapReferenceMissing,
    configMapUnused,
    secretExposedAsEnvironment,
    secretInAnnotation(all),
    secretInCommand(all),
    secretInConfigMap(all),
    secretInEnvironment(all),
    secretInField(all),
    secretInManifest(all),
    secretReferenceMissing,
    secretUnused,
    secretsNotEncryptedAtRest,
    storageClassNotEncrypted,
    defaultServiceAccountGranted,
    defaultServiceAccountMountsToken,
    defaultServiceAccountUsed,
    serviceAccountFieldDeprecated,
    serviceAccountMissing,
    serviceAccountShared,
    serviceAccountTokenLongLived,
    serviceAccountTokenMounted,
    serviceAccountTokenSecret,
    serviceAccountUnused,
    requiredAnnotationsMissing(all),
    requiredLabelsMissing(all),
    ...NETWORK_CHECKS,
    defaultNamespaceUsed,
    namespaceDefaultDenyMissing,
    namespaceLimitRangeMissing,
    namespacePodSecurityBelowRestricted,
    namespacePodSecurityLabelInvalid,
    namespacePodSecurityLabelsMissing,
    namespacePodSecurityNotHeard,
    namespacePodSecurityVersionOld,
    namespaceQuotaMissing,
    systemNamespaceUsed,
    tenantsShareNamespace(all),
    gitSyncProgram,
    kubernetesDashboard,
    nakedPod,
    podFieldMisplaced,
    serviceLinksEnabled,
    shellCommand,
    sshServer,
    sudoInCommand,
    apiServerAlwaysAdmit,
    apiServerAlwaysAllow,
    apiServerAnonymousRequests,
    apiServerAuditLogAgeShort,
    apiServerAuditLogBackupsFew,
    apiServerAuditLogMissing,
    apiServerAuditLogSizeSmall,
    apiServerBasicAuth,
    apiServerCiphersWeak,
    apiServerClientCaMissing,
    apiServerEncryptionMissing,
    apiServerEtcdCaMissing,
    apiServerEtcdCertificateMissing,
    apiServerEventRateUnlimited,
    apiServerExternalIpsAllowed,
    apiServerImagesNotAlwaysPulled,
    apiServerInsecureAddress,
    apiServerInsecurePort,
    apiServerKubeletCaMissing,
    apiServerKubeletClientCertificateMissing,
    apiServerKubeletHttpsOff,
    apiServerNamespaceLifecycleOff,
    apiServerNodeAuthorizerOff,
    apiServerNodeRestrictionOff,
    apiServerPodSecurityDefaultMissing,
    apiServerProfiling,
    apiServerRbacOff,
    apiServerRequestTimeoutLong,
    apiServerSecurePortOff,
    apiServerServiceAccountKeyMissing,
    apiServerServiceAccountLookupOff,
    apiServerServiceAccountPluginOff,
    apiServerTlsCertificateMissing,
    apiServerTokenExpirationExtended,
    apiServerTokenFile,
    controllerManagerAddressOpen,
    controllerManagerFinishedPodsKept,
    controllerManagerKubeletRotationOff,
    controllerManagerProfiling,
    controllerManagerRootCaMissing,
    controllerManagerServiceAccountKeyMissing,
    controllerManagerSharedCredentials,
    etcdAutoTls,
    etcdCaShared,
    etcdCertificateMissing,
    etcdClientCertificateNotRequired,
    etcdPeerAutoTls,
    etcdPeerCertificateMissing,
    etcdPeerCertificateNotRequired,
    schedulerAddressOpen,
    schedulerProfiling,
    admissionBindingDoesNotDeny,
    admissionBindingPassesWithoutParameters,
    admissionBindingPolicyMissing,
    admissionMatchPolicyExact,
    admissionMissesEphemeralContainers,
    admissionNamespaceSelectorBypassable,
    admissionObjectSelectorBypassable,
    admissionPolicyFailsOpen,
    admissionPolicyWithoutBinding,
    admissionSkipsNamespace,
    securityContextConstraintsPrivileged,
    webhookBlocksItself,
    webhookFailsOpen,
    webhookMatchesEverything,
    webhookOutsideCluster,
    webhookServiceMissing,
    webhookSideEffectsUndeclared,
    webhookTimeoutLong,
    autoscaledReplicasFixed,
    autoscalerMinimumLow,
    autoscalerRangeEmpty,
    autoscalerTargetMissing,
    cronJobConcurrent,
    cronJobDeadlineMissing,
    cronJobScheduleInvalid,
    disruptionBudgetAboveAutoscaler,
    disruptionBudgetBlocksEviction,
    disruptionBudgetEmpty,
    disruptionBudgetMissing,
    disruptionBudgetSelectsNothing,
    disruptionBudgetUnhealthyPodsKept,
    disruptionBudgetsOverlap,
    dnsSearchUnlimited,
    environmentVariableDuplicate,
    jobLifetimeMissing,
    labelInvalid,
    livenessProbeMissing,
    podsNotSpread,
    preStopMissing,
    priorityClassMissing,
    priorityClassNotFound,
    probePortUndeclared,
    probesIdentical,
    readinessProbeMissing,
    replicasFew,
    restartPolicyInvalid,
    rollingUpdateMissing,
    selectorTemplateMismatch,
    statefulSetServiceWrong,
    apiVersionDeprecated,
    apiVersionRemoved,
    exceptionExpired,
    exceptionInvalid,
    exceptionTooWide,
    exceptionUnused,
  ];
}
