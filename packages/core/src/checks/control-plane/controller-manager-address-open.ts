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
  component: "kube-controller-manager",
  flag: FLAG,
  fault: ({ valueOf }) =>
    isLoopback(valueOf(FLAG)) ? undefined : "listens on addresses other than localhost",
  value: "127.0.0.1",
};

/** Reports a kube-controller-manager that listens on the network. */
export const controllerManagerAddressOpen: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "controller-manager-address-open",
  title: "Controller manager not bound to localhost",
  topic: "control-plane",
  severity: "low",
  description:
    "The health and metrics endpoints of the controller manager are meant for its node. Without `--bind-address`, or with an address of the network, everybody who reaches the node reaches them.",
  remediation: "Set `--bind-address=127.0.0.1`.",
  references: referencesTo({ "cis-1.12": ["1.3.7"], "mitre-attack": ["T1046"] }),
  aliases: [
    "checkov:CKV_K8S_113",
    "checkov:ControllerManagerBindAddress",
    "kubescape:C-0150",
    "trivy:KCV-0039",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--bind-address=0.0.0.0`",
        pod: componentPod("kube-controller-manager", "--bind-address=0.0.0.0"),
        violations: [
          "spec.containers[1].command[1]: kube-controller-manager listens on addresses other than localhost",
        ],
      },
    ],
    compliant: [
      {
        title: "`--bind-address=127.0.0.1`",
        pod: componentPod("kube-controller-manager", "--bind-address=127.0.0.1"),
      },
    ],
  },
};
