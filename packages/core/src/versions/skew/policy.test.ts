import { expect, it, test } from "vitest";
import { proxySkewOf, skewOf, targetSkewOf } from "./policy.ts";
import { nodeRequirements } from "./requirements.ts";

// The examples of https://kubernetes.io/releases/version-skew-policy, with its own numbers, and what is just beyond them.
it.each([
  ["kube-apiserver", 32, [32, 31], "yes"],
  ["kube-apiserver", 32, [32, 30], "no"],
  ["kubelet", 32, [32], "yes"],
  ["kubelet", 29, [32], "yes"],
  ["kubelet", 28, [32], "no"],
  ["kubelet", 33, [32], "no"],
  ["kubelet", 31, [32, 31], "yes"],
  ["kubelet", 32, [32, 31], "no"],
  ["kubelet", 29, [32, 31], "yes"],
  ["kubelet", 24, [26], "yes"],
  ["kubelet", 24, [27], "no"],
  ["kube-proxy", 29, [32], "yes"],
  ["kube-proxy", 33, [32], "no"],
  ["kube-proxy", 23, [26], "no"],
  ["kube-scheduler", 31, [32], "yes"],
  ["kube-scheduler", 30, [32], "no"],
  ["kube-controller-manager", 33, [32], "no"],
  ["kube-controller-manager", 32, [32, 31], "no"],
  ["cloud-controller-manager", 31, [32, 31], "yes"],
  ["kubectl", 33, [32], "yes"],
  ["kubectl", 34, [32], "no"],
  ["kubectl", 30, [32], "no"],
  ["kubectl", 32, [32, 31], "yes"],
  ["kubectl", 33, [32, 31], "no"],
  ["kubelet", 32, [], "unknown"],
] as const)("a %s of 1.%i beside API servers of 1.%j: %s", (component, minor, servers, ok) => {
  expect(skewOf({ component, minor }, servers).ok).toBe(ok);
});

test("reasons name what fits", () => {
  expect(skewOf({ component: "kubelet", minor: 32 }, [32, 31]).reason).toBe(
    "1.32 is too new for API servers of 1.31 and 1.32: 1.29 to 1.31",
  );
});

it.each([
  [32, [32, 29], undefined],
  [32, [28], "1.32 is too far from kubelets of 1.28 on the same nodes"],
  [29, [32], undefined],
  [24, [27], "1.24 is too far from kubelets of 1.27 on the same nodes"],
  [24, [26], undefined],
] as const)("kube-proxy 1.%i with kubelets of 1.%j", (proxy, kubelets, reason) => {
  expect(proxySkewOf(proxy, kubelets)?.reason).toBe(reason);
});

it.each([
  ["kube-apiserver", 34, 35, "yes"],
  ["kube-apiserver", 34, 36, "no"],
  ["kube-apiserver", 34, 33, "no"],
  ["kubelet", 33, 36, "yes"],
  ["kubelet", 33, 37, "no"],
  ["kubelet", 24, 26, "yes"],
  ["kubelet", 24, 27, "no"],
  ["kube-scheduler", 34, 35, "yes"],
  ["kube-scheduler", 34, 36, "no"],
  ["kubelet", 36, 35, "no"],
] as const)("a %s of 1.%i on the way to 1.%i: %s", (component, minor, target, ok) => {
  expect(targetSkewOf({ component, minor }, [Math.min(minor, 34)], target).ok).toBe(ok);
});

it.each([
  ["docker://20.10.21", 23, "yes"],
  ["docker://20.10.21", 24, "no"],
  ["containerd://1.5.18", 25, "yes"],
  ["containerd://1.5.18", 26, "no"],
  ["containerd://1.6.0", 26, "yes"],
  ["containerd://1.7.24", 35, "yes"],
  ["containerd://1.7.24", 36, "no"],
  ["containerd://2.0.1", 36, "yes"],
  ["cri-o://1.30.0", 36, "yes"],
  ["", 30, "unknown"],
] as const)("a node with %s under a kubelet of 1.%i: %s", (runtime, minor, ok) => {
  const told = nodeRequirements({ runtime, kernel: "", system: "windows" }, minor);
  expect(told.map((each) => each.ok)).toStrictEqual([ok]);
});

test("cgroup v1 is asked about since 1.35, and a kernel without v2 is no node of 1.37", () => {
  const asked = (kernel: string, minor: number) =>
    nodeRequirements({ runtime: "containerd://2.0.1", kernel, system: "linux" }, minor).map(
      ({ about, ok }) => `${about} ${ok}`,
    );
  expect(asked("4.4.0-210-generic", 34)).toStrictEqual(["container-runtime yes"]);
  expect(asked("4.4.0-210-generic", 35)).toStrictEqual(["container-runtime yes", "cgroup unknown"]);
  expect(asked("4.4.0-210-generic", 37)).toStrictEqual([
    "container-runtime yes",
    "kernel no",
    "cgroup unknown",
  ]);
  expect(asked("4.5.0", 37)).toStrictEqual(["container-runtime yes", "cgroup unknown"]);
});
