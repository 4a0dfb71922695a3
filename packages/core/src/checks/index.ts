import type { Check } from "../check.ts";
import { exceptionExpired } from "./exceptions/exception-expired.ts";
import { exceptionInvalid } from "./exceptions/exception-invalid.ts";
import { exceptionTooWide } from "./exceptions/exception-too-wide.ts";
import { exceptionUnused } from "./exceptions/exception-unused.ts";
import { imageDigestMissing } from "./images/image-digest-missing.ts";
import { imagePullPolicyStale } from "./images/image-pull-policy-stale.ts";
import { imageRegistryNotAllowed } from "./images/image-registry-not-allowed.ts";
import { imageTagMutable } from "./images/image-tag-mutable.ts";
import { requiredAnnotationsMissing } from "./metadata/required-annotations-missing.ts";
import { requiredLabelsMissing } from "./metadata/required-labels-missing.ts";
import { defaultNamespaceUsed } from "./namespaces/default-namespace-used.ts";
import { namespaceDefaultDenyMissing } from "./namespaces/namespace-default-deny-missing.ts";
import { namespacePodSecurityLabelsMissing } from "./namespaces/namespace-pod-security-labels-missing.ts";
import { namespaceQuotaMissing } from "./namespaces/namespace-quota-missing.ts";
import { tenantsShareNamespace } from "./namespaces/tenants-share-namespace.ts";
import { noNetworkPolicySelectsPod } from "./network/no-network-policy-selects-pod.ts";
import { type CheckParameters, DEFAULT_PARAMETERS } from "./parameters.ts";
import { apparmorMissing } from "./pod-security/apparmor-missing.ts";
import { apparmorUnconfined } from "./pod-security/apparmor-unconfined.ts";
import { capabilitiesAdded } from "./pod-security/capabilities-added.ts";
import { capabilitiesKept } from "./pod-security/capabilities-kept.ts";
import { capabilitiesNotDropped } from "./pod-security/capabilities-not-dropped.ts";
import { dangerousCapability } from "./pod-security/dangerous-capability.ts";
import { hostIpc } from "./pod-security/host-ipc.ts";
import { hostNetwork } from "./pod-security/host-network.ts";
import { hostPathSensitive } from "./pod-security/host-path-sensitive.ts";
import { hostPathVolume } from "./pod-security/host-path-volume.ts";
import { hostPathWritable } from "./pod-security/host-path-writable.ts";
import { hostPid } from "./pod-security/host-pid.ts";
import { hostPort } from "./pod-security/host-port.ts";
import { hostProbeOrLifecycle } from "./pod-security/host-probe-or-lifecycle.ts";
import { hostUsersNotIsolated } from "./pod-security/host-users-not-isolated.ts";
import { lowUserId } from "./pod-security/low-user-id.ts";
import { privilegeEscalationAllowed } from "./pod-security/privilege-escalation-allowed.ts";
import { privilegedContainer } from "./pod-security/privileged-container.ts";
import { procMountUnmasked } from "./pod-security/proc-mount-unmasked.ts";
import { restrictedVolumeType } from "./pod-security/restricted-volume-type.ts";
import { rootFilesystemWritable } from "./pod-security/root-filesystem-writable.ts";
import { runAsGroupRoot } from "./pod-security/run-as-group-root.ts";
import { runAsNonRootMissing } from "./pod-security/run-as-non-root-missing.ts";
import { runAsRoot } from "./pod-security/run-as-root.ts";
import { seccompMissing } from "./pod-security/seccomp-missing.ts";
import { seccompUnconfined } from "./pod-security/seccomp-unconfined.ts";
import { selinuxOptionsForbidden } from "./pod-security/selinux-options-forbidden.ts";
import { unsafeSysctl } from "./pod-security/unsafe-sysctl.ts";
import { windowsHostProcess } from "./pod-security/windows-host-process.ts";
import { cpuLimitMissing } from "./resources/cpu-limit-missing.ts";
import { cpuRequestMissing } from "./resources/cpu-request-missing.ts";
import { memoryLimitMissing } from "./resources/memory-limit-missing.ts";
import { memoryRequestMissing } from "./resources/memory-request-missing.ts";
import { defaultServiceAccountUsed } from "./service-accounts/default-service-account-used.ts";
import { serviceAccountTokenMounted } from "./service-accounts/service-account-token-mounted.ts";

/** All checks, by topic and id; what `parameters` leaves out has its default. */
export function builtInChecks(parameters: Partial<CheckParameters> = {}): readonly Check[] {
  const all: CheckParameters = { ...DEFAULT_PARAMETERS, ...parameters };
  return [
    apparmorMissing,
    apparmorUnconfined,
    capabilitiesAdded,
    capabilitiesKept,
    capabilitiesNotDropped,
    dangerousCapability,
    hostIpc,
    hostNetwork,
    hostPathSensitive(all),
    hostPathVolume(all),
    hostPathWritable,
    hostPid,
    hostPort,
    hostProbeOrLifecycle,
    hostUsersNotIsolated,
    lowUserId,
    privilegeEscalationAllowed,
    privilegedContainer,
    procMountUnmasked,
    restrictedVolumeType,
    rootFilesystemWritable,
    runAsGroupRoot,
    runAsNonRootMissing,
    runAsRoot,
    seccompMissing,
    seccompUnconfined,
    selinuxOptionsForbidden,
    unsafeSysctl,
    windowsHostProcess,
    cpuLimitMissing,
    cpuRequestMissing,
    memoryLimitMissing,
    memoryRequestMissing,
    imageDigestMissing,
    imagePullPolicyStale,
    imageRegistryNotAllowed(all),
    imageTagMutable,
    defaultServiceAccountUsed,
    serviceAccountTokenMounted,
    requiredAnnotationsMissing(all),
    requiredLabelsMissing(all),
    noNetworkPolicySelectsPod,
    defaultNamespaceUsed,
    namespaceDefaultDenyMissing,
    namespacePodSecurityLabelsMissing,
    namespaceQuotaMissing,
    tenantsShareNamespace(all),
    exceptionExpired,
    exceptionInvalid,
    exceptionTooWide,
    exceptionUnused,
  ];
}
