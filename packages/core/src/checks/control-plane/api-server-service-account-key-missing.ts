import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "service-account-key-file";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined
      ? "has no --service-account-key-file: it verifies tokens with its TLS key"
      : undefined,
};

/** Reports a kube-apiserver that checks service account tokens with its TLS key. */
export const apiServerServiceAccountKeyMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-service-account-key-missing",
  title: "API server without a service account key file",
  topic: "control-plane",
  severity: "medium",
  description:
    "Without a key of their own, service account tokens are signed and verified with the private key that the API server serves TLS with: whoever gets that file can create tokens for every account, and neither key can be rotated alone.",
  remediation:
    "Set `--service-account-key-file` to the public key of a key pair that is used for nothing else.",
  references: referencesTo({ "cis-1.12": ["1.2.22"], "mitre-attack": ["T1528"] }),
  aliases: [
    "checkov:ApiServerServiceAccountKeyFile",
    "checkov:CKV_K8S_97",
    "kubescape:C-0136",
    "trivy:KCV-0025",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "the flag absent",
        pod: componentPod("kube-apiserver"),
        violations: [
          "spec.containers[1].command: kube-apiserver has no --service-account-key-file: it verifies tokens with its TLS key",
        ],
      },
    ],
    compliant: [
      {
        title: "`--service-account-key-file=/pki/sa.pub`",
        pod: componentPod("kube-apiserver", "--service-account-key-file=/pki/sa.pub"),
      },
    ],
  },
};
