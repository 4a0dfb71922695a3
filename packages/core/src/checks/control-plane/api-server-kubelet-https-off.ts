import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "kubelet-https";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "false" ? "connects to kubelets without TLS" : undefined,
  value: "true",
};

/** Reports a kube-apiserver that talks to kubelets without TLS. */
export const apiServerKubeletHttpsOff: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-kubelet-https-off",
  title: "API server connects to kubelets without TLS",
  topic: "control-plane",
  severity: "high",
  description:
    "Logs, commands that users run in containers and their output cross the network unencrypted, for a man in the middle to read and change. Only old versions have the flag.",
  remediation: "Remove `--kubelet-https=false`.",
  references: referencesTo({ "mitre-attack": ["T1557", "T1040"] }),
  aliases: ["checkov:ApiServerKubeletHttps", "checkov:CKV_K8S_71", "trivy:KCV-0004"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--kubelet-https=false`",
        pod: componentPod("kube-apiserver", "--kubelet-https=false"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver connects to kubelets without TLS",
        ],
      },
    ],
    compliant: [
      {
        title: "`--kubelet-https`",
        pod: componentPod("kube-apiserver", "--kubelet-https"),
      },
    ],
  },
};
