import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "pod-max-pids";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) =>
    Number(valueOf(FLAG) ?? "-1") > 0 ? undefined : "lets a pod start any number of processes",
};

/** Reports a kubelet that lets a pod start any number of processes. */
export const kubeletProcessesUnlimited: PodCheck = {
  on: "pod",
  id: "kubelet-processes-unlimited",
  title: "Kubelet without a limit of processes",
  topic: "control-plane",
  severity: "low",
  description:
    "Process ids are the node's. A pod that starts processes in a loop takes all of them, and no other pod, nor the kubelet, can start one.",
  remediation:
    "Set `podPidsLimit` in the kubelet's configuration, or `--pod-max-pids`, to some thousand.",
  references: referencesTo({ "cis-1.12": ["4.2.13"], "mitre-attack": ["T1499"] }),

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--pod-max-pids=-1`",
        pod: componentPod("kubelet", "--pod-max-pids=-1"),
        violations: [
          "spec.containers[1].command[1]: kubelet lets a pod start any number of processes",
        ],
      },
    ],
    compliant: [
      {
        title: "`--pod-max-pids=4096`",
        pod: componentPod("kubelet", "--pod-max-pids=4096"),
      },
    ],
  },
};
