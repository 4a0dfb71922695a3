import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "service-account-private-key-file";

const DEMAND: FlagDemand = {
  component: "kube-controller-manager",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined ? "has no --service-account-private-key-file" : undefined,
};

/** Reports a kube-controller-manager that has no key of its own for service account tokens. */
export const controllerManagerServiceAccountKeyMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "controller-manager-service-account-key-missing",
  title: "Controller manager without a service account private key",
  topic: "control-plane",
  severity: "low",
  description:
    "Without a private key for service accounts the controller manager issues no tokens, or signs them with a key that is used for something else and cannot be rotated alone.",
  remediation: "Set `--service-account-private-key-file`.",
  references: referencesTo({ "cis-1.12": ["1.3.4"], "mitre-attack": ["T1528"] }),
  aliases: [
    "checkov:CKV_K8S_110",
    "checkov:KubeControllerManagerServiceAccountPrivateKeyFile",
    "kubescape:C-0147",
    "trivy:KCV-0036",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "the flag absent",
        pod: componentPod("kube-controller-manager"),
        violations: [
          "spec.containers[1].command: kube-controller-manager has no --service-account-private-key-file",
        ],
      },
    ],
    compliant: [
      {
        title: "`--service-account-private-key-file=/pki/sa.key`",
        pod: componentPod(
          "kube-controller-manager",
          "--service-account-private-key-file=/pki/sa.key",
        ),
      },
    ],
  },
};
