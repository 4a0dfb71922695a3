import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "pod-max-pids";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) =>
    Number(valueOf(FLAG) ?? "-1") > 0 ? undefined : "sets no PID limit per pod",
};

/** Reports a kubelet that lets a pod start any number of processes. */
export const kubeletProcessesUnlimited: PodCheck = {
  on: "pod",
  id: "kubelet-processes-unlimited",
  title: "Kubelet without a PID limit per pod",
  topic: "control-plane",
  severity: "low",
  description:
    "Process IDs are shared by the whole node. A pod that starts processes in a loop (a fork bomb) takes all of them, and neither other pods nor the kubelet can start one.",
  remediation:
    "Set `podPidsLimit` in the kubelet's configuration, or `--pod-max-pids`, to some thousands.",
  references: referencesTo({ "cis-1.12": ["4.2.13"], "mitre-attack": ["T1499"] }),

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--pod-max-pids=-1`",
        pod: componentPod("kubelet", "--pod-max-pids=-1"),
        violations: ["spec.containers[1].command[1]: kubelet sets no PID limit per pod"],
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
