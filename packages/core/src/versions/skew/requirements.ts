import type { VerdictValue } from "../../snapshot/verdict.ts";

/** What a kubelet of a minor version asks of its node, judged by what the node says of itself. */
export interface NodeRequirement {
  readonly about: "container-runtime" | "cgroup" | "kernel";
  readonly ok: VerdictValue;
  /** A clause: what is wrong, or what to look at. */
  readonly reason: string;
}

/** What a Node says of its node. */
export interface NodeSystem {
  /** `containerd://1.7.24`; "" where it says none. */
  readonly runtime: string;
  /** `6.1.119-129`; "" where it says none. */
  readonly kernel: string;
  readonly system: string;
}

/** What a kubelet of 1.`minor` asks of a node that is such. */
export function nodeRequirements(node: NodeSystem, minor: number): readonly NodeRequirement[] {
  const linux =
    node.system === "windows" ? [] : [...kernelAsked(node, minor), ...cgroupAsked(minor)];
  return [...runtimeAsked(node.runtime, minor), ...linux];
}

/** https://kubernetes.io/blog/2022/02/17/dockershim-faq, CRI v1 alone since 1.26, and the end of containerd 1.x that was announced with 1.35. */
function runtimeAsked(runtime: string, minor: number): readonly NodeRequirement[] {
  const about = "container-runtime";
  if (runtime === "")
    return [{ about, ok: "unknown", reason: "the node says no container runtime" }];
  const wrong = refusedRuntime(runtime, minor);
  return [
    wrong === undefined
      ? { about, ok: "yes", reason: `${runtime} speaks the interface of kubelets` }
      : { about, ok: "no", reason: wrong },
  ];
}

function refusedRuntime(runtime: string, minor: number): string | undefined {
  if (runtime.startsWith("docker://")) {
    return minor >= 24 ? "kubelets speak to Docker no more since 1.24 (dockershim)" : undefined;
  }
  const containerd = /^containerd:\/\/v?(\d{1,4})\.(\d{1,4})/.exec(runtime);
  if (!containerd || Number(containerd[1]) >= 2) return undefined;
  if (minor >= 36) return "1.35 was announced as the last version for containerd 1.x";
  const isOld = minor >= 26 && Number(containerd[2]) < 6;
  return isOld ? "kubelets ask for CRI v1 since 1.26, which containerd has since 1.6" : undefined;
}

/** A kernel before 4.5 has no cgroup v2 at all. */
function kernelAsked({ kernel }: NodeSystem, minor: number): readonly NodeRequirement[] {
  const [, major = "", patch = ""] = /^(\d{1,3})\.(\d{1,4})/.exec(kernel) ?? [];
  if (major === "" || minor < 37) return [];
  const isOld = Number(major) < 4 || (Number(major) === 4 && Number(patch) < 5);
  return isOld ? [{ about: "kernel", ok: "no", reason: `kernel ${kernel} has no cgroup v2` }] : [];
}

/** KEP-5573: kubelets refuse cgroup v1 since 1.35 unless failCgroupV1 is false; its removal was announced for 1.37. */
function cgroupAsked(minor: number): readonly NodeRequirement[] {
  if (minor < 35) return [];
  const what =
    minor < 37
      ? "kubelets refuse cgroup v1 since 1.35, unless failCgroupV1 is false"
      : "support of cgroup v1 was announced to end with 1.37";
  return [
    {
      about: "cgroup",
      ok: "unknown",
      reason: `${what}: on the node stat -fc %T /sys/fs/cgroup has to say cgroup2fs, which the API does not show`,
    },
  ];
}
