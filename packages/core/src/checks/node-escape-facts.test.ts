import { describe, expect, test } from "vitest";
import {
  inside,
  namespace,
  outcomeOf,
  pod as runningPod,
} from "../../testing/access/escalation.ts";
import { account, binding, role, rule } from "../../testing/access/objects.ts";
import { reported } from "../../testing/node-escape.ts";
import { mountingPod, securedPod } from "../../testing/pods.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { podSecurityFactsOf } from "../cluster/pod-facts.ts";
import type { PodSpec } from "../kubernetes/api/types.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";

/** What the escalation search is told of a pod. */
function told(spec: PodSpec): string {
  const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "p", namespace: "a" }, spec };
  const snapshot = wholeSnapshotOf([object as unknown as KubernetesObject]);
  const template = snapshot.objects[0]?.podTemplates[0];
  const found = template && podSecurityFactsOf(snapshot).escapeOf(template);
  return found ? `${found.message}${found.unknown === undefined ? "" : " ?"}` : "no escape";
}

/** The ways of somebody who may run commands in a pod to the account of another pod on its node. */
function ways(spec: PodSpec): readonly string[] {
  return outcomeOf({
    title: "",
    objects: [
      role("all", rule("*", "*", { apiGroups: ["*"] })),
      binding("boss", "ClusterRole all", account("t/boss")),
      { apiVersion: "v1", kind: "Node", metadata: { name: "worker" } },
      runningPod("t/p", "boss", { nodeName: "worker" }),
      runningPod("s/open", "nobody", {
        ...(spec as unknown as JsonObject),
        nodeName: "worker",
        automountServiceAccountToken: false,
      }),
      namespace("s", "privileged"),
      ...inside("s", rule("create", "pods/exec")),
    ],
    ways: [],
  });
}

const SURE = ["exec-in-pod > pod-escape > node-tokens"];
const UNSURE = ["exec-in-pod > pod-escape > node-tokens ?"];

const added = (...add: string[]): PodSpec => securedPod({ capabilities: { add } });

describe("the checks and the escalation search say the same of", () => {
  test.each<[string, PodSpec, readonly string[], readonly string[]]>([
    [
      "a capability in small letters",
      added("sys_admin"),
      ["dangerous-capability critical"],
      ['container "main" has the capability SYS_ADMIN', ...SURE],
    ],
    [
      "all of them in small letters",
      added("all"),
      ["dangerous-capability critical"],
      ['container "main" has the capability ALL', ...SURE],
    ],
    [
      "a prefix that some runtimes know",
      added("cap_sys_module"),
      ["dangerous-capability critical"],
      ['container "main" has the capability SYS_MODULE ?', ...UNSURE],
    ],
    [
      "a prefix before all, which none knows",
      added("CAP_ALL"),
      ["capabilities-added medium"],
      ["no escape"],
    ],
    [
      "BPF",
      added("BPF"),
      ["dangerous-capability critical"],
      ['container "main" has the capability BPF ?', ...UNSURE],
    ],
    [
      "BPF with PERFMON",
      added("BPF", "PERFMON"),
      ["dangerous-capability critical", "dangerous-capability high"],
      ['container "main" has the capability BPF', ...SURE],
    ],
    [
      "SYS_PTRACE without the node's processes",
      added("SYS_PTRACE"),
      ["dangerous-capability high"],
      ["no escape"],
    ],
    [
      "SYS_PTRACE with them",
      { ...added("SYS_PTRACE"), hostPID: true },
      ["dangerous-capability critical", "host-pid critical"],
      ['container "main" has the capability SYS_PTRACE', ...SURE],
    ],
    [
      "network plugins",
      mountingPod("/opt/cni/bin"),
      ["host-path-sensitive critical"],
      ["mounts /opt/cni/bin of the node, writable", ...SURE],
    ],
    [
      "the jobs of root",
      mountingPod("/var/spool/cron"),
      ["host-path-sensitive critical"],
      ["mounts /var/spool/cron of the node, writable", ...SURE],
    ],
    [
      "the programs of the node",
      mountingPod("/usr"),
      ["host-path-sensitive critical"],
      ["mounts /usr of the node, writable", ...SURE],
    ],
    [
      "the oldest programs of the node",
      mountingPod("/sbin"),
      ["host-path-sensitive critical"],
      ["mounts /sbin of the node, writable", ...SURE],
    ],
    [
      "the programs of every user",
      mountingPod("/bin/"),
      ["host-path-sensitive critical"],
      ["mounts /bin of the node, writable", ...SURE],
    ],
    [
      "the kernel",
      mountingPod("/boot"),
      ["host-path-sensitive critical"],
      ["mounts /boot of the node, writable", ...SURE],
    ],
    [
      "libraries",
      mountingPod("/lib"),
      ["host-path-sensitive critical"],
      ["mounts /lib of the node, writable", ...SURE],
    ],
    [
      "a job of root by its directory",
      mountingPod("/etc/cron.d"),
      ["host-path-sensitive critical"],
      ["mounts /etc/cron.d of the node, writable", ...SURE],
    ],
    [
      "other files of the configuration",
      mountingPod("/etc/nginx"),
      ["host-path-sensitive high"],
      ["mounts /etc/nginx of the node, writable ?", ...UNSURE],
    ],
    [
      "the homes of users",
      mountingPod("/home"),
      ["host-path-sensitive high"],
      ["mounts /home of the node, writable ?", ...UNSURE],
    ],
    [
      "logs",
      mountingPod("/var/log"),
      ["host-path-sensitive medium"],
      ["mounts /var/log of the node, writable ?", ...UNSURE],
    ],
    [
      "a driver's own directory",
      mountingPod("/var/lib/kubelet/plugins/csi.example", { readOnly: true }),
      ["host-path-sensitive high"],
      ["no escape"],
    ],
    [
      "the socket of K3s by its older name",
      mountingPod("/var/run/k3s/containerd/containerd.sock", { readOnly: true }),
      ["container-runtime-socket critical"],
      ["mounts /var/run/k3s/containerd/containerd.sock of the node", ...SURE],
    ],
    [
      "a process of the host by the pod",
      {
        securityContext: { windowsOptions: { hostProcess: true } },
        containers: [{ name: "main" }],
      },
      ["windows-host-process critical"],
      ['container "main" is a process of the host', ...SURE],
    ],
    [
      "a user namespace",
      { ...securedPod({ privileged: true }), hostUsers: false },
      ["privileged-container critical"],
      ["no escape"],
    ],
  ])("%s", (_, spec, findings, searched) => {
    expect(reported(spec).map(({ id, severity }) => `${id} ${severity}`)).toEqual(findings);
    expect([told(spec), ...ways(spec)]).toEqual(searched);
  });
});
