import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "kubelet-client-certificate";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined || valueOf("kubelet-client-key") === undefined
      ? "has no client certificate and key for kubelets"
      : undefined,
};

/** Reports a kube-apiserver that has no certificate and key to show to kubelets. */
export const apiServerKubeletClientCertificateMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-kubelet-client-certificate-missing",
  title: "API server without a client certificate for kubelets",
  topic: "control-plane",
  severity: "medium",
  description:
    "Without a client certificate the API server does not authenticate to kubelets, so that they have to allow anonymous requests, from everybody else too.",
  remediation: "Set `--kubelet-client-certificate` and `--kubelet-client-key`.",
  references: referencesTo({ "cis-1.12": ["1.2.4"], "mitre-attack": ["T1557"] }),
  aliases: [
    "checkov:ApiServerKubeletClientCertAndKey",
    "checkov:CKV_K8S_72",
    "kubescape:C-0116",
    "trivy:KCV-0005",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--kubelet-client-certificate=/pki/kubelet.crt`",
        pod: componentPod("kube-apiserver", "--kubelet-client-certificate=/pki/kubelet.crt"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver has no client certificate and key for kubelets",
        ],
      },
    ],
    compliant: [
      {
        title:
          "`--kubelet-client-certificate=/pki/kubelet.crt --kubelet-client-key=/pki/kubelet.key`",
        pod: componentPod(
          "kube-apiserver",
          "--kubelet-client-certificate=/pki/kubelet.crt",
          "--kubelet-client-key=/pki/kubelet.key",
        ),
      },
    ],
  },
};
