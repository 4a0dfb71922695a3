import type { BuiltInCheck } from "../built-in-check.ts";
import { agentSandboxRuntimeClassMissing } from "./agent-sandbox-runtime-class-missing.ts";
import { apparmorMissing } from "./apparmor-missing.ts";
import { apparmorUnconfined } from "./apparmor-unconfined.ts";
import { capabilitiesAdded } from "./capabilities-added.ts";
import { capabilitiesNotDropped } from "./capabilities-not-dropped.ts";
import { capabilityNameInexact } from "./capability-name-inexact.ts";
import { cloudCredentialsMounted } from "./cloud-credentials-mounted.ts";
import { containerRuntimeSocket } from "./container-runtime-socket.ts";
import { containerSecurityContextMissing } from "./container-security-context-missing.ts";
import { dangerousCapability } from "./dangerous-capability.ts";
import { defaultCapabilityAdded } from "./default-capability-added.ts";
import { hostAliases } from "./host-aliases.ts";
import { hostIpc } from "./host-ipc.ts";
import { hostNetwork } from "./host-network.ts";
import { hostPathSensitive } from "./host-path-sensitive.ts";
import { hostPathVolume } from "./host-path-volume.ts";
import { hostPathWritable } from "./host-path-writable.ts";
import { hostPid } from "./host-pid.ts";
import { hostPort } from "./host-port.ts";
import { hostProbeOrLifecycle } from "./host-probe-or-lifecycle.ts";
import { hostUsersNotIsolated } from "./host-users-not-isolated.ts";
import { kernelHardeningMissing } from "./kernel-hardening-missing.ts";
import { lowGroupId } from "./low-group-id.ts";
import { lowUserId } from "./low-user-id.ts";
import { netRawKept } from "./net-raw-kept.ts";
import { podSecurityContextMissing } from "./pod-security-context-missing.ts";
import { privilegeEscalationAllowed } from "./privilege-escalation-allowed.ts";
import { privilegedContainer } from "./privileged-container.ts";
import { privilegedPort } from "./privileged-port.ts";
import { procMountUnmasked } from "./proc-mount-unmasked.ts";
import { processNamespaceShared } from "./process-namespace-shared.ts";
import { restrictedVolumeType } from "./restricted-volume-type.ts";
import { rootFilesystemWritable } from "./root-filesystem-writable.ts";
import { runAsGroupRoot } from "./run-as-group-root.ts";
import { runAsNonRootMissing } from "./run-as-non-root-missing.ts";
import { runAsRoot } from "./run-as-root.ts";
import { seccompMissing } from "./seccomp-missing.ts";
import { seccompUnconfined } from "./seccomp-unconfined.ts";
import { selinuxOptionsForbidden } from "./selinux-options-forbidden.ts";
import { subPathVulnerable } from "./sub-path-vulnerable.ts";
import { supplementalGroupsMerged } from "./supplemental-groups-merged.ts";
import { unsafeSysctl } from "./unsafe-sysctl.ts";
import { windowsHostProcess } from "./windows-host-process.ts";

/** The checks of the topic pod-security, by id. */
export const podSecurityChecks: readonly BuiltInCheck[] = [
  agentSandboxRuntimeClassMissing,
  apparmorMissing,
  apparmorUnconfined,
  capabilitiesAdded,
  capabilitiesNotDropped,
  capabilityNameInexact,
  cloudCredentialsMounted,
  containerRuntimeSocket,
  containerSecurityContextMissing,
  dangerousCapability,
  defaultCapabilityAdded,
  hostAliases,
  hostIpc,
  hostNetwork,
  hostPathSensitive,
  hostPathVolume,
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
