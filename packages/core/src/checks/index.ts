import type { Check } from "../check.ts";
import { CONTROL_PLANE_CHECKS } from "./control-plane-checks.ts";
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
import { namespacePodSecurityLabelsMissing } from "./namespaces/namespace-pod-security-labels-missing.ts";
import { namespaceQuotaMissing } from "./namespaces/namespace-quota-missing.ts";
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
import { defaultServiceAccountUsed } from "./service-accounts/default-service-account-used.ts";
import { serviceAccountTokenMounted } from "./service-accounts/service-account-token-mounted.ts";
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
    defaultServiceAccountUsed,
    serviceAccountTokenMounted,
    requiredAnnotationsMissing(all),
    requiredLabelsMissing(all),
    noNetworkPolicySelectsPod,
    defaultNamespaceUsed,
    namespaceDefaultDenyMissing,
    namespaceLimitRangeMissing,
    namespacePodSecurityLabelsMissing,
    namespaceQuotaMissing,
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
  ];
}
