import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "terminated-pod-gc-threshold";

const DEMAND: FlagDemand = {
  component: "kube-controller-manager",
  flag: FLAG,
  fault: ({ valueOf }) => {
    const threshold = valueOf(FLAG);
    if (threshold === undefined) return "keeps up to 12500 terminated pods, the default";
    return Number(threshold) <= 0 ? "keeps all terminated pods" : undefined;
  },
};

/** Reports a kube-controller-manager that keeps all terminated pods. */
export const controllerManagerFinishedPodsKept: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "controller-manager-finished-pods-kept",
  title: "Terminated pods not garbage collected",
  topic: "control-plane",
  severity: "info",
  description:
    "Terminated pods are kept until there are more than `--terminated-pod-gc-threshold`. The default is 12500, and 0 keeps all: whoever may create pods can fill etcd with them.",
  remediation:
    "Set `--terminated-pod-gc-threshold` to a number that suits the cluster, such as 500.",
  references: referencesTo({ "cis-1.12": ["1.3.1"], "mitre-attack": ["T1499"] }),
  aliases: [
    "checkov:CKV_K8S_106",
    "checkov:KubeControllerManagerTerminatedPods",
    "kubescape:C-0144",
    "trivy:KCV-0033",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--terminated-pod-gc-threshold=0`",
        pod: componentPod("kube-controller-manager", "--terminated-pod-gc-threshold=0"),
        violations: [
          "spec.containers[1].command[1]: kube-controller-manager keeps all terminated pods",
        ],
      },
    ],
    compliant: [
      {
        title: "`--terminated-pod-gc-threshold=500`",
        pod: componentPod("kube-controller-manager", "--terminated-pod-gc-threshold=500"),
      },
    ],
  },
};
