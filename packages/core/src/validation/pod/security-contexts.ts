import type {
  AppArmorProfile,
  PodSecurityContext,
  SeccompProfile,
  SecurityContext,
  Sysctl,
} from "../../kubernetes/api/types.ts";
import { isLongerThan } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { hasOuterSpace } from "../go-space.ts";
import { type Place, quoted } from "../place.ts";
import { validateDescendingPath } from "./paths.ts";
import type { PodScope } from "./pod-scope.ts";
import { validateWindowsOptions } from "./windows-options.ts";

// Follows ValidateSecurityContext and validatePodSpecSecurityContext in pkg/apis/core/validation/validation.go.

const LARGEST_ID = 2 ** 31 - 1;
const PROFILE_TYPES = ["Localhost", "RuntimeDefault", "Unconfined"];
const PROC_MOUNTS = ["Default", "Unmasked"];

/** `ValidateSecurityContext`, where privileged containers are allowed. */
export function validateSecurityContext(
  context: Decoded<SecurityContext>,
  hasHostUsers: boolean,
  at: Place,
): void {
  validateId(context.runAsUser, at.child("runAsUser"));
  validateId(context.runAsGroup, at.child("runAsGroup"));
  const { procMount, seccompProfile, windowsOptions, appArmorProfile } = context;
  if (procMount !== undefined) validateProcMount(procMount, hasHostUsers, at.child("procMount"));
  if (seccompProfile) validateSeccompProfile(seccompProfile, at.child("seccompProfile"));
  if (context.allowPrivilegeEscalation === false) {
    if (context.privileged === true) {
      at.invalid("may not have allowPrivilegeEscalation false and privileged true");
    }
    // By this name only: the API knows capabilities without CAP_.
    if (context.capabilities?.add?.includes("CAP_SYS_ADMIN") === true) {
      at.invalid("may not have allowPrivilegeEscalation false and add CAP_SYS_ADMIN");
    }
  }
  if (windowsOptions) validateWindowsOptions(windowsOptions, at.child("windowsOptions"));
  if (appArmorProfile) validateAppArmorProfile(appArmorProfile, at.child("appArmorProfile"));
}

function validateId(id: number | undefined, at: Place): void {
  if (id !== undefined && (id < 0 || id > LARGEST_ID)) {
    at.invalid(`${id} is not between 0 and ${LARGEST_ID}`);
  }
}

function validateProcMount(procMount: string, hasHostUsers: boolean, at: Place): void {
  if (!PROC_MOUNTS.includes(procMount)) at.notSupported(procMount, PROC_MOUNTS);
  if (procMount === "Unmasked" && hasHostUsers) {
    at.invalid("may be Unmasked only where hostUsers is false");
  }
}

function validateSeccompProfile(
  { type = "", localhostProfile }: Decoded<SeccompProfile>,
  at: Place,
): void {
  if (type === "") at.child("type").required();
  else if (!PROFILE_TYPES.includes(type)) at.child("type").notSupported(type, PROFILE_TYPES);
  const profileAt = at.child("localhostProfile");
  if (type !== "Localhost") {
    if (localhostProfile !== undefined) profileAt.invalid("may only be set for type Localhost");
  } else if (localhostProfile === undefined) profileAt.required("must be set for type Localhost");
  else validateDescendingPath(localhostProfile, profileAt);
}

const LONGEST_APP_ARMOR = 4095;

/** `ValidateAppArmorProfileField`. */
function validateAppArmorProfile(
  { type = "", localhostProfile }: Decoded<AppArmorProfile>,
  at: Place,
): void {
  if (type === "Localhost") {
    validateLocalAppArmor(localhostProfile ?? "", at.child("localhostProfile"));
  } else if (type === "") at.child("type").required();
  else if (!PROFILE_TYPES.includes(type)) at.child("type").notSupported(type, PROFILE_TYPES);
  else if (localhostProfile !== undefined) {
    at.child("localhostProfile").invalid("may only be set for type Localhost");
  }
}

function validateLocalAppArmor(profile: string, at: Place): void {
  if (hasOuterSpace(profile)) at.invalid(`${quoted(profile)} has white space at an end`);
  else if (profile === "") at.required("must be set for type Localhost");
  if (isLongerThan(profile, LONGEST_APP_ARMOR)) at.tooLong(LONGEST_APP_ARMOR);
}

const FS_GROUP_CHANGES = ["Always", "OnRootMismatch"];
const SUPPLEMENTAL_GROUPS = ["Merge", "Strict"];
// With SELinuxMount off, as it is by default, nothing else.
const SE_LINUX_CHANGES = ["Recursive"];

/** `validatePodSpecSecurityContext`. */
export function validatePodSecurityContext(
  context: Decoded<PodSecurityContext>,
  scope: PodScope,
  at: Place,
): void {
  validateId(context.fsGroup, at.child("fsGroup"));
  validateId(context.runAsUser, at.child("runAsUser"));
  validateId(context.runAsGroup, at.child("runAsGroup"));
  for (const [index, group] of (context.supplementalGroups ?? []).entries()) {
    validateId(group, at.child("supplementalGroups").index(index));
  }
  if (context.sysctls) validateSysctls(context.sysctls, scope, at.child("sysctls"));
  const words = [
    ["fsGroupChangePolicy", FS_GROUP_CHANGES],
    ["supplementalGroupsPolicy", SUPPLEMENTAL_GROUPS],
    ["seLinuxChangePolicy", SE_LINUX_CHANGES],
  ] as const;
  for (const [field, known] of words) {
    const word = context[field];
    if (word !== undefined && !known.includes(word)) at.child(field).notSupported(word, known);
  }
  const { seccompProfile, windowsOptions, appArmorProfile } = context;
  if (seccompProfile) validateSeccompProfile(seccompProfile, at.child("seccompProfile"));
  if (windowsOptions) validateWindowsOptions(windowsOptions, at.child("windowsOptions"));
  if (appArmorProfile) validateAppArmorProfile(appArmorProfile, at.child("appArmorProfile"));
}

const SYSCTL = /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;
const LONGEST_SYSCTL = 253;

function validateSysctls(sysctls: readonly Decoded<Sysctl>[], { spec }: PodScope, at: Place): void {
  const names = new Set<string>();
  for (const [index, { name = "" }] of sysctls.entries()) {
    const nameAt = at.index(index).child("name");
    if (name === "") nameAt.required();
    else if (name.length > LONGEST_SYSCTL || !SYSCTL.test(name)) {
      nameAt.invalid(`${quoted(name)} is no name of a sysctl`);
    } else if (names.has(name)) nameAt.duplicate(name);
    const space = namespaceOfSysctl(name);
    const isHosts = space === "net" ? spec.hostNetwork : space === "ipc" && spec.hostIPC;
    if (isHosts === true) nameAt.invalid(`${quoted(name)} may not be set for the host's namespace`);
    names.add(name);
  }
}

const IPC: ReadonlySet<string> = new Set(
  "sem,shmall,shmmax,shmmni,shm_rmid_forced,shm,msgmax,msgmnb,msgmni,msg"
    .split(",")
    .map((name) => `kernel.${name}`),
);

/** `GetNamespace` of component-helpers' node/util/sysctl. */
function namespaceOfSysctl(name: string): "net" | "ipc" | undefined {
  // `net/ipv4/conf/eno2.100` has its dots and slashes changed over.
  const isSlashed = /^[^./]*\//.test(name);
  const dotted = isSlashed ? name.replace(/[./]/g, (mark) => (mark === "." ? "/" : ".")) : name;
  const [known = ""] = dotted.split("*", 1);
  if (IPC.has(known) || known.startsWith("fs.mqueue.")) return "ipc";
  return known.startsWith("net.") ? "net" : undefined;
}
