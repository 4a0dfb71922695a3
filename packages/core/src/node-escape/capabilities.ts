import type { Gain, Reach } from "./model.ts";

/** What the kernel's manual (capabilities(7)) and known escapes say that a capability gives. */
export interface CapabilityGrant {
  /** Without `CAP_`. */
  readonly name: string;
  /** A gerund or noun phrase for messages. */
  readonly does: string;
  readonly gives: Gain;
  readonly reach: Reach;
  /** What the pod must have besides, or it gives nothing of the node. */
  readonly needs?: Need;
  /** Where `needs` is absent it may still give something: why that is not known. */
  readonly without?: string;
  readonly techniques: readonly string[];
}

/** Processes of the node in sight, its network, every device, or another capability. */
export type Need = "host-processes" | "host-network" | "devices" | { readonly capability: string };

const ESCAPE = ["T1611"];

/**
 * Every capability that reaches beyond its container, the worst first. ALL is what Kubernetes calls all of them. What stays in the
 * container's own namespaces, as CHOWN and SETUID do, is not here.
 */
export const CAPABILITY_GRANTS: readonly CapabilityGrant[] = [
  { name: "ALL", does: "every capability", gives: "node", reach: "node", techniques: ESCAPE },
  {
    // mount(2), the release_agent of cgroups of version 1 (CVE-2022-0492), and all that BPF and PERFMON may.
    name: "SYS_ADMIN",
    does: "mounting the node's disks",
    gives: "node",
    reach: "node",
    techniques: ESCAPE,
  },
  {
    name: "SYS_MODULE",
    does: "loading kernel modules",
    gives: "node",
    reach: "node",
    techniques: ESCAPE,
  },
  {
    // iopl(2) and /dev/mem
    name: "SYS_RAWIO",
    does: "raw access to memory and disks",
    gives: "node",
    reach: "node",
    techniques: ESCAPE,
  },
  {
    // open_by_handle_at(2) opens any file of a file system of which one file is mounted; kubelets mount /etc/hosts.
    name: "DAC_READ_SEARCH",
    does: "reading any file of the node",
    gives: "node",
    reach: "node",
    techniques: ["T1611", "T1552.001"],
  },
  {
    name: "SYS_PTRACE",
    does: "taking over processes",
    gives: "node",
    reach: "node",
    needs: "host-processes",
    techniques: ESCAPE,
  },
  {
    // Programs that trace, and so read the kernel's memory, need PERFMON too (linux/capability.h).
    name: "BPF",
    does: "programs in the node's kernel",
    gives: "node",
    reach: "node",
    needs: { capability: "PERFMON" },
    without: "without PERFMON the kernel lets its programs see little",
    techniques: ESCAPE,
  },
  {
    name: "DAC_OVERRIDE",
    does: "writing any file that it can open",
    gives: "node",
    reach: "trace",
    needs: { capability: "DAC_READ_SEARCH" },
    techniques: ESCAPE,
  },
  {
    // The cgroup's list of devices decides which may be opened, and only privileged containers have all on it.
    name: "MKNOD",
    does: "making device files",
    gives: "node",
    reach: "trace",
    needs: "devices",
    techniques: ESCAPE,
  },
  {
    name: "MAC_ADMIN",
    does: "changing the node's SELinux or AppArmor policy",
    gives: "kernel",
    reach: "part",
    techniques: ["T1562.001"],
  },
  {
    name: "MAC_OVERRIDE",
    does: "passing the node's mandatory access control",
    gives: "kernel",
    reach: "part",
    techniques: ["T1562.001"],
  },
  {
    name: "PERFMON",
    does: "observing the node's kernel",
    gives: "kernel",
    reach: "part",
    techniques: [],
  },
  {
    // reboot(2) and kexec_load(2)
    name: "SYS_BOOT",
    does: "restarting the node or loading another kernel",
    gives: "kernel",
    reach: "part",
    techniques: ["T1499"],
  },
  {
    name: "NET_ADMIN",
    does: "changing routes and packet filters",
    gives: "network",
    reach: "part",
    needs: "host-network",
    techniques: ["T1557"],
  },
  {
    name: "NET_RAW",
    does: "forging packets",
    gives: "network",
    reach: "trace",
    techniques: ["T1557", "T1040"],
  },
  {
    name: "SYS_TIME",
    does: "setting the node's clock",
    gives: "tampering",
    reach: "trace",
    techniques: [],
  },
  {
    name: "AUDIT_CONTROL",
    does: "changing what the node's kernel audits",
    gives: "tampering",
    reach: "trace",
    techniques: ["T1562.001"],
  },
  {
    name: "AUDIT_READ",
    does: "reading what the node's kernel audits",
    gives: "kernel",
    reach: "trace",
    techniques: [],
  },
  {
    name: "AUDIT_WRITE",
    does: "writing into what the node's kernel audits",
    gives: "tampering",
    reach: "trace",
    techniques: [],
  },
];

const BY_NAME: ReadonlyMap<string, CapabilityGrant> = new Map(
  CAPABILITY_GRANTS.map((grant) => [grant.name, grant]),
);

/** What an added capability gives, however it is spelled; undefined where nothing of the node. */
export function capabilityGrantOf(text: string): CapabilityGrant | undefined {
  return BY_NAME.get(capabilityName(text));
}

const PREFIX = "CAP_";

/**
 * The capability that a container runtime may read in a name of the API, without the prefix. Kubernetes passes names through;
 * containerd (WithCapabilities of its CRI plugin) and CRI-O (SpecSetupCapabilities) ignore the case, and CRI-O and Docker
 * (NormalizeLegacyCapabilities) take the prefix too. `CAP_ALL` is nobody's name for all. Pod Security compares exactly; that is
 * not asked here.
 */
export function capabilityName(text: string): string {
  const name = text.toUpperCase();
  return name.startsWith(PREFIX) && name !== "CAP_ALL" ? name.slice(PREFIX.length) : name;
}

/** Whether only some runtimes know the name: containerd sets a second prefix before the first, and runc leaves out what it does not know. */
export function isPrefixed(text: string): boolean {
  return capabilityName(text) !== text.toUpperCase();
}

/** Whether a list of dropped capabilities has a certain one in it, or all, for every container runtime. */
export function drops(drop: readonly string[] | undefined, name: string): boolean {
  return (drop ?? []).some((text) => {
    const upper = text.toUpperCase();
    return upper === "ALL" || upper === name;
  });
}
