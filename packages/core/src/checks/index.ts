import type { Check } from "../check.ts";
import { ACCESS_CHECKS } from "./access-checks.ts";
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
import { CONTROL_PLANE_CHECKS } from "./control-plane-checks.ts";
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
import { noNetworkPolicySelectsPod } from "./network/no-network-policy-selects-pod.ts";
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
import { RELIABILITY_CHECKS } from "./reliability-checks.ts";
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
    noNetworkPolicySelectsPod,
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
    ...CONTROL_PLANE_CHECKS,
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
    ...ACCESS_CHECKS,
    ...RELIABILITY_CHECKS,
    apiVersionDeprecated,
    apiVersionRemoved,
    exceptionExpired,
    exceptionInvalid,
    exceptionTooWide,
    exceptionUnused,
  ];
}
