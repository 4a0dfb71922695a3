import type { PodSpec } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import type { Place } from "../place.ts";
import { visitContainers } from "./visit-containers.ts";

// Follows validateOS, validateLinux, validateWindows and validateWindowsHostProcessPod in pkg/apis/core/validation.

const SYSTEMS = ["linux", "windows"];

export function validateOperatingSystem(spec: Decoded<PodSpec>, at: Place): void {
  if (!spec.os) return;
  const { name = "" } = spec.os;
  if (name === "") at.child("os").child("name").required();
  else if (!SYSTEMS.includes(name)) at.child("os").notSupported(name, SYSTEMS, "name");
  else if (name === "linux") validateLinux(spec, at);
  else validateWindows(spec, at);
}

function validateLinux(spec: Decoded<PodSpec>, at: Place): void {
  const message = "may not be set for a Linux pod";
  if (spec.securityContext?.windowsOptions) {
    at.child("securityContext").child("windowsOptions").forbidden(message);
  }
  visitContainers(spec, at, ({ securityContext }, containerAt) => {
    if (!securityContext?.windowsOptions) return;
    containerAt.child("securityContext").child("windowsOptions").forbidden(message);
  });
}

const POD_FIELDS = [
  ...["appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup", "fsGroupChangePolicy"],
  ...["runAsUser", "runAsGroup", "supplementalGroups", "supplementalGroupsPolicy"],
  "seLinuxChangePolicy",
] as const;
const CONTAINER_FIELDS = [
  ...["appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities"],
  ...["readOnlyRootFilesystem", "privileged", "allowPrivilegeEscalation", "procMount"],
  ...["runAsUser", "runAsGroup"],
] as const;

function validateWindows(spec: Decoded<PodSpec>, at: Place): void {
  const message = "may not be set for a Windows pod";
  const { securityContext: context = {}, hostUsers, hostPID, hostIPC } = spec;
  const refused: readonly (readonly [string, boolean])[] = [
    ["hostUsers", hostUsers !== undefined],
    ["hostPID", hostPID === true],
    ["hostIPC", hostIPC === true],
    ["shareProcessNamespace", spec.shareProcessNamespace !== undefined],
  ];
  for (const [field, isSet] of refused) if (isSet) at.child(field).forbidden(message);
  const contextAt = at.child("securityContext");
  for (const field of POD_FIELDS) {
    if (context[field] !== undefined) contextAt.child(field).forbidden(message);
  }
  if ((context.sysctls ?? []).length > 0) contextAt.child("sysctls").forbidden(message);
  visitContainers(spec, at, ({ securityContext: own = {} }, containerAt) => {
    for (const field of CONTAINER_FIELDS) {
      if (own[field] === undefined) continue;
      containerAt.child("securityContext").child(field).forbidden(message);
    }
  });
}

/** Containers of Windows that run on the host: all or none, and in its network. */
export function validateHostProcesses(spec: Decoded<PodSpec>, at: Place): void {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  let count = 0;
  let onHost = 0;
  visitContainers(spec, at, ({ securityContext }, containerAt) => {
    count += 1;
    const own = securityContext?.windowsOptions?.hostProcess;
    if ((own ?? ofPod) === true) onHost += 1;
    if (ofPod === undefined || own === undefined || ofPod === own) return;
    containerAt
      .child("securityContext")
      .child("windowsOptions")
      .child("hostProcess")
      .invalid("differs from the pod's");
  });
  if (onHost === 0) return;
  if (onHost !== count) at.invalid("has containers on the host and others");
  if (spec.hostNetwork !== true) {
    at.child("hostNetwork").invalid("must be true where containers run on the host");
  }
}
