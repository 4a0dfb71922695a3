import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "feature-gates";

const DEMAND: FlagDemand = {
  component: "kube-controller-manager",
  flag: FLAG,
  fault: ({ listOf }) =>
    listOf(FLAG).includes("RotateKubeletServerCertificate=false")
      ? "does not rotate the serving certificates of kubelets"
      : undefined,
};

/** Reports a kube-controller-manager that does not renew the serving certificates of kubelets. */
export const controllerManagerKubeletRotationOff: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "controller-manager-kubelet-rotation-off",
  title: "Kubelet serving certificate rotation disabled",
  topic: "control-plane",
  severity: "low",
  description:
    "With `RotateKubeletServerCertificate=false` kubelets keep their first serving certificate. A stolen key stays valid, and once the certificate expires `kubectl logs` and `kubectl exec` fail.",
  remediation: "Remove `RotateKubeletServerCertificate=false` from `--feature-gates`.",
  references: referencesTo({ "cis-1.12": ["1.3.6"], "mitre-attack": ["T1552.004"] }),
  aliases: [
    "checkov:CKV_K8S_112",
    "checkov:KubeControllerManagerRotateKubeletServerCertificate",
    "kubescape:C-0149",
    "trivy:KCV-0038",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--feature-gates=RotateKubeletServerCertificate=false`",
        pod: componentPod(
          "kube-controller-manager",
          "--feature-gates=RotateKubeletServerCertificate=false",
        ),
        violations: [
          "spec.containers[1].command[1]: kube-controller-manager does not rotate the serving certificates of kubelets",
        ],
      },
    ],
    compliant: [
      {
        title: "`--feature-gates=RotateKubeletServerCertificate=true`",
        pod: componentPod(
          "kube-controller-manager",
          "--feature-gates=RotateKubeletServerCertificate=true",
        ),
      },
    ],
  },
};
