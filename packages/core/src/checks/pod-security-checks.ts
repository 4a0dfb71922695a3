import type { Check } from "../check.ts";
import type { CheckParameters } from "./parameters.ts";
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

/** The checks of the topic pod-security, by id. */
export function podSecurityChecks(all: CheckParameters): readonly Check[] {
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
  ];
}
