import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "read-only-port";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "0"
      ? undefined
      : "tells everybody about its pods on a port without authentication",
  value: "0",
};

/** Reports a kubelet that tells everybody about its pods. */
export const kubeletReadOnlyPort: PodCheck = {
  on: "pod",
  id: "kubelet-read-only-port",
  title: "Kubelet with its read-only port",
  topic: "control-plane",
  severity: "medium",
  description:
    "On port 10255 the kubelet answers without authentication: the specifications of all pods of the node with their environment, and metrics. Whoever reaches the node reads them. Started with flags alone the kubelet opens the port; its configuration's default is not to.",
  remediation:
    "Remove `readOnlyPort` from the kubelet's configuration, or set `--read-only-port=0`.",
  references: referencesTo({ "cis-1.12": ["4.2.4"], "mitre-attack": ["T1046", "T1613"] }),
  aliases: ["checkov:CKV_K8S_141", "checkov:KubeletReadOnlyPort", "kubescape:C-0175"],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--read-only-port=10255`",
        pod: componentPod("kubelet", "--read-only-port=10255"),
        violations: [
          "spec.containers[1].command[1]: kubelet tells everybody about its pods on a port without authentication",
        ],
      },
    ],
    compliant: [
      {
        title: "`--read-only-port=0`",
        pod: componentPod("kubelet", "--read-only-port=0"),
      },
    ],
  },
};
