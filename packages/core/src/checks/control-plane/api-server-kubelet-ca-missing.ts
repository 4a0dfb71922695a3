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
    valueOf(FLAG) === undefined
      ? "has no --kubelet-certificate-authority to verify kubelets' certificates"
      : undefined,
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
    "Without a CA to verify them, the API server accepts any certificate as a kubelet's. A man in the middle reads logs and commands, and answers in the kubelet's place.",
  remediation:
    "Set `--kubelet-certificate-authority` to the CA that signs the serving certificates of kubelets.",
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
          "spec.containers[1].command: kube-apiserver has no --kubelet-certificate-authority to verify kubelets' certificates",
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
