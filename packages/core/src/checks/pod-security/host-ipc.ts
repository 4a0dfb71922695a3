import type { PodCheck } from "../check.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No pod sets `hostIPC`. */
export const hostIpc: PodCheck = {
  on: "pod",
  id: "host-ipc",
  title: "Host IPC namespace shared",
  topic: "pod-security",
  severity: "medium",
  raisedBy: ["exposed"],
  description:
    "With `hostIPC` the pod shares the node's IPC namespace: it reads and changes the System V IPC and POSIX shared memory of processes on the node and in other such pods.",
  remediation: "Remove `hostIPC`, or set it to `false`.",
  references: referencesTo({
    "pss-baseline": ["Host Namespaces"],
    "cis-1.12": ["5.2.4"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_18",
    "checkov:ShareHostIPC",
    "datree:27",
    "datree:CONTAINERS_INCORRECT_HOSTIPC_VALUE_TRUE",
    "kube-linter:host-ipc",
    "kubescape:C-0038",
    "kubescape:C-0276",
    "kubesec:HostIPC",
    "polaris:hostIPCSet",
    "trivy:KSV-0008",
  ],

  *evaluate({ spec }) {
    if (spec.hostIPC !== true) return;
    const path = ["spec", "hostIPC"];
    yield {
      path,
      message: "pod shares the host's IPC namespace",
      fix: removing("may-break", path),
    };
  },

  examples: {
    violating: [
      {
        title: "a pod that asks for it",
        pod: { spec: { hostIPC: true, containers: [{ name: "web" }] } },
        violations: ["spec.hostIPC: pod shares the host's IPC namespace"],
      },
    ],
    compliant: [
      { title: "a pod that does not say", pod: { spec: { containers: [{ name: "web" }] } } },
      {
        title: "a pod that says false",
        pod: { spec: { hostIPC: false, containers: [{ name: "web" }] } },
      },
    ],
  },
};
