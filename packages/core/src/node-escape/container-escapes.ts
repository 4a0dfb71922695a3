import type { PodSpec, SecurityContext } from "../kubernetes/api/types.ts";
import type { PlacedContainer } from "../kubernetes/containers.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { type PlacedPod } from "../kubernetes/label.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import {
  hasNoCapabilities,
  hasUserNamespace,
  isNeverRoot,
} from "../kubernetes/security-context.ts";
import {
  type CapabilityGrant,
  capabilityGrantOf,
  capabilityName,
  isPrefixed,
  type Need,
} from "./capabilities.ts";
import { grantsMetBy } from "./host-paths.ts";
import { type ContainerPlace, type NodeEscape, placeOf } from "./model.ts";
import { hostPathMountsOf } from "./mounts.ts";

/** What of a pod its escapes are read from; a pod template is one. */
export interface EscapingPod extends PlacedPod {
  readonly metadata?: Partial<Pick<PodTemplate["metadata"], "annotations">>;
}

/** A container of a pod as its escapes are read. */
interface Reading {
  readonly pod: EscapingPod;
  readonly placed: PlacedContainer;
  readonly place: ContainerPlace;
  readonly security: SecurityContext;
}

/** What the security context of a container gives of its node, the widest first. */
export function containerEscapesOf(
  placed: PlacedContainer,
  pod: EscapingPod,
): readonly NodeEscape[] {
  const security = placed.container.securityContext ?? {};
  const reading = { pod, placed, place: placeOf(placed, pod), security };
  // In a user namespace of its own, root in the container is nobody on the node, and what it may do holds inside that only.
  if (hasUserNamespace(pod.spec)) return hostProcess(reading);
  return [
    ...privileged(reading),
    ...hostProcess(reading),
    ...capabilities(reading),
    ...procMount(reading),
  ];
}

function privileged(reading: Reading): readonly NodeEscape[] {
  if (reading.security.privileged !== true) return [];
  return [
    escape(reading, {
      kind: "privileged",
      path: ["privileged"],
      says: "is privileged",
      gives: "node",
      reason: rootDoubt(reading),
      techniques: ["T1611", "T1610"],
    }),
  ];
}

/** On Windows the container runs on the node itself; the pod may say so for all of them. */
function hostProcess(reading: Reading): readonly NodeEscape[] {
  const { security, pod } = reading;
  const own = security.windowsOptions?.hostProcess;
  const ofPod = pod.spec.securityContext?.windowsOptions?.hostProcess;
  if ((own ?? ofPod) !== true) return [];
  const found = escape(reading, {
    kind: "host-process",
    path: ["windowsOptions", "hostProcess"],
    says: "is a process of the host",
    gives: "node",
    reason: "",
    techniques: ["T1611"],
  });
  const path = ["spec", "securityContext", "windowsOptions", "hostProcess"];
  return [own === undefined ? { ...found, path } : found];
}

function capabilities(reading: Reading): readonly NodeEscape[] {
  const { security, pod } = reading;
  if (hasNoCapabilities(security, pod.spec)) return [];
  return (security.capabilities?.add ?? []).flatMap((text, index): readonly NodeEscape[] => {
    const grant = capabilityGrantOf(text);
    if (!grant) return [];
    const { container } = reading.placed;
    const lacks = grant.needs !== undefined && !hasNeed(grant.needs, container, pod);
    if (lacks && grant.without === undefined) return [];
    const reasons = [
      lacks ? grant.without : undefined,
      isPrefixed(text) ? `containerd knows no capability ${text}, other runtimes do` : undefined,
      // containerd and CRI-O drop last, Docker adds last; dropping all comes before everything.
      isDroppedAgain(grant, security)
        ? `${reading.place.label} drops it again, which not every runtime obeys`
        : undefined,
    ];
    return [
      escape(reading, {
        kind: "capability",
        path: ["capabilities", "add", index],
        says: `has the capability ${grant.name}`,
        gives: grant.gives,
        reason: reasons.find((reason) => reason !== undefined) ?? rootDoubt(reading),
        techniques: grant.techniques,
      }),
    ];
  });
}

function isDroppedAgain(
  { name }: CapabilityGrant,
  { capabilities: own }: SecurityContext,
): boolean {
  return (own?.drop ?? []).some((text) => capabilityName(text) === name);
}

/** Whether a container surely lacks what a capability needs to give anything of the node. */
export function isPowerless(
  { needs, without }: CapabilityGrant,
  container: PlacedContainer["container"],
  pod: EscapingPod,
): boolean {
  return needs !== undefined && without === undefined && !hasNeed(needs, container, pod);
}

function hasNeed(need: Need, container: PlacedContainer["container"], pod: EscapingPod): boolean {
  const { privileged: isPrivileged, capabilities: own } = container.securityContext ?? {};
  if (need === "host-network") return pod.spec.hostNetwork === true;
  if (need === "devices") return isPrivileged === true;
  if (need === "host-processes") {
    return pod.spec.hostPID === true || seesHostProc(container, pod.spec);
  }
  const names = (own?.add ?? []).map(capabilityName);
  return names.includes("ALL") || names.includes(need.capability);
}

/** Whether the node's own /proc is mounted: its processes are in it, as with `hostPID`. */
function seesHostProc(container: PlacedContainer["container"], spec: PodSpec): boolean {
  return hostPathMountsOf(spec)
    .filter((mount) => mount.placed.container === container)
    .some(({ path }) =>
      grantsMetBy(path).some(
        ({ grant, relation }) => relation === "holds" && grant.path === "/proc",
      ),
    );
}

/** The kernel's settings are open to root then: what core_pattern names runs on the node. */
function procMount(reading: Reading): readonly NodeEscape[] {
  const { procMount: type } = reading.security;
  if (type === undefined || type === "Default") return [];
  return [
    escape(reading, {
      kind: "proc-mount",
      path: ["procMount"],
      says: `sets procMount "${type}"`,
      gives: "node",
      reason: isWithoutAppArmor(reading)
        ? rootDoubt(reading)
        : "AppArmor may keep it from writing the kernel's settings",
      techniques: ["T1611"],
    }),
  ];
}

const APPARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";

function isWithoutAppArmor({ pod, placed, security }: Reading): boolean {
  const profile = security.appArmorProfile ?? pod.spec.securityContext?.appArmorProfile;
  if (profile) return profile.type === "Unconfined";
  const annotation = pod.metadata?.annotations?.[APPARMOR_ANNOTATION + placed.container.name];
  return annotation === "unconfined";
}

/** Why it is not sure that a process of the container is root before the node's kernel; "" where nothing speaks against it. */
function rootDoubt({ pod, place, security }: Reading): string {
  const { runtimeClassName = "" } = pod.spec;
  if (runtimeClassName !== "") {
    return `runtime class "${runtimeClassName}" may keep it in a sandbox`;
  }
  return isNeverRoot(security, pod.spec)
    ? `${place.label} does not run as root, and needs a program that makes it root`
    : "";
}

function escape(
  { place }: Reading,
  {
    path,
    says,
    reason,
    ...rest
  }: Pick<NodeEscape, "kind" | "gives" | "reason" | "techniques"> & {
    readonly path: FieldPath;
    readonly says: string;
  },
): NodeEscape {
  return {
    ...rest,
    container: place,
    path: [...place.path, "securityContext", ...path],
    message: `${place.label} ${says}`,
    certainty: reason === "" ? "yes" : "unknown",
    reason,
  };
}
