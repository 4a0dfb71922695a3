import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  isLoopback,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "bind-address";

const DEMAND: FlagDemand = {
  component: "kube-scheduler",
  flag: FLAG,
  fault: ({ valueOf }) =>
    isLoopback(valueOf(FLAG)) ? undefined : "listens on addresses other than localhost",
  value: "127.0.0.1",
};

/** Reports a kube-scheduler that listens on the network. */
export const schedulerAddressOpen: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "scheduler-address-open",
  title: "Scheduler not bound to localhost",
  topic: "control-plane",
  severity: "low",
  description:
    "The health and metrics endpoints of the scheduler are meant for its node. Without `--bind-address`, or with an address of the network, everybody who reaches the node reaches them.",
  remediation: "Set `--bind-address=127.0.0.1`.",
  references: referencesTo({ "cis-1.12": ["1.4.2"], "mitre-attack": ["T1046"] }),
  aliases: [
    "checkov:CKV_K8S_115",
    "checkov:SchedulerBindAddress",
    "kubescape:C-0152",
    "trivy:KCV-0041",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--bind-address=0.0.0.0`",
        pod: componentPod("kube-scheduler", "--bind-address=0.0.0.0"),
        violations: [
          "spec.containers[1].command[1]: kube-scheduler listens on addresses other than localhost",
        ],
      },
    ],
    compliant: [
      {
        title: "`--bind-address=127.0.0.1`",
        pod: componentPod("kube-scheduler", "--bind-address=127.0.0.1"),
      },
    ],
  },
};
