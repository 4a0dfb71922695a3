import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "root-ca-file";

const DEMAND: FlagDemand = {
  component: "kube-controller-manager",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined ? "has no --root-ca-file to publish to pods" : undefined,
};

/** Reports a kube-controller-manager that gives pods nothing to check the API server by. */
export const controllerManagerRootCaMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "controller-manager-root-ca-missing",
  title: "Controller manager without a root CA file",
  topic: "control-plane",
  severity: "low",
  description:
    "The controller manager publishes the CA with which pods verify the API server's certificate to every namespace. Without it programs in pods have to skip verification, and connect to a man in the middle as readily.",
  remediation: "Set `--root-ca-file`.",
  references: referencesTo({ "cis-1.12": ["1.3.5"], "mitre-attack": ["T1557"] }),
  aliases: [
    "checkov:CKV_K8S_111",
    "checkov:KubeControllerManagerRootCAFile",
    "kubescape:C-0148",
    "trivy:KCV-0037",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "the flag absent",
        pod: componentPod("kube-controller-manager"),
        violations: [
          "spec.containers[1].command: kube-controller-manager has no --root-ca-file to publish to pods",
        ],
      },
    ],
    compliant: [
      {
        title: "`--root-ca-file=/pki/ca.crt`",
        pod: componentPod("kube-controller-manager", "--root-ca-file=/pki/ca.crt"),
      },
    ],
  },
};
