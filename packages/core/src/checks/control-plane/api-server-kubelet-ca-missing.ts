import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "kubelet-certificate-authority";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined ? "does not check the certificates of kubelets" : undefined,
};

/** Reports a kube-apiserver that does not check the certificates of kubelets. */
export const apiServerKubeletCaMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-kubelet-ca-missing",
  title: "API server does not verify kubelet certificates",
  topic: "control-plane",
  severity: "medium",
  description:
    "Without an authority to check them by, the API server takes any certificate for a kubelet's. Whoever sits between reads logs and commands, and answers in the kubelet's place.",
  remediation:
    "Set `--kubelet-certificate-authority` to the authority that signs the serving certificates of kubelets.",
  references: referencesTo({ "cis-1.12": ["1.2.5"], "mitre-attack": ["T1557"] }),
  aliases: [
    "checkov:ApiServerkubeletCertificateAuthority",
    "checkov:CKV_K8S_73",
    "kubescape:C-0117",
    "trivy:KCV-0006",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "the flag absent",
        pod: componentPod("kube-apiserver"),
        violations: [
          "spec.containers[1].command: kube-apiserver does not check the certificates of kubelets",
        ],
      },
    ],
    compliant: [
      {
        title: "`--kubelet-certificate-authority=/pki/ca.crt`",
        pod: componentPod("kube-apiserver", "--kubelet-certificate-authority=/pki/ca.crt"),
      },
    ],
  },
};
