import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "read-only-port";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) => (valueOf(FLAG) === "0" ? undefined : "has its read-only port open"),
  value: "0",
};

/** Reports a kubelet that tells everybody about its pods. */
export const kubeletReadOnlyPort: PodCheck = {
  on: "pod",
  id: "kubelet-read-only-port",
  title: "Kubelet read-only port open",
  topic: "control-plane",
  severity: "medium",
  description:
    "On port 10255 the kubelet serves, without authentication, the specifications of all pods of the node with their environment, and metrics, to whoever reaches the node. Without a configuration file the kubelet opens the port by default; with one it does not.",
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
        violations: ["spec.containers[1].command[1]: kubelet has its read-only port open"],
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
