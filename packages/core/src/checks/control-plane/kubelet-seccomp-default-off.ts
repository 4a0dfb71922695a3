import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "seccomp-default";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) => (valueOf(FLAG) === "true" ? undefined : "does not set seccompDefault"),
  value: "true",
};

/** Reports a kubelet that confines no container by seccomp by default. */
export const kubeletSeccompDefaultOff: PodCheck = {
  on: "pod",
  id: "kubelet-seccomp-default-off",
  title: "Kubelet without a default seccomp profile",
  topic: "control-plane",
  severity: "low",
  description:
    "A container whose pod names no seccomp profile may use every system call of the kernel. With `seccompDefault` it gets the runtime's default profile.",
  remediation: "Set `seccompDefault: true` in the kubelet's configuration, or `--seccomp-default`.",
  references: referencesTo({ "cis-1.12": ["4.2.14"], "mitre-attack": ["T1611"] }),

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--seccomp-default=false`",
        pod: componentPod("kubelet", "--seccomp-default=false"),
        violations: ["spec.containers[1].command[1]: kubelet does not set seccompDefault"],
      },
    ],
    compliant: [
      {
        title: "`--seccomp-default`",
        pod: componentPod("kubelet", "--seccomp-default"),
      },
    ],
  },
};
