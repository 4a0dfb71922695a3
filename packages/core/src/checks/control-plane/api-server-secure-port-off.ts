import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "secure-port";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) => (valueOf(FLAG) === "0" ? "does not serve TLS" : undefined),
  value: "6443",
};

/** Reports a kube-apiserver that does not serve TLS. */
export const apiServerSecurePortOff: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-secure-port-off",
  title: "Secure port of the API server disabled",
  topic: "control-plane",
  severity: "high",
  description:
    "With `--secure-port=0` the API server does not serve TLS at all, so that every client has to use the insecure port, which authenticates nobody.",
  remediation: "Remove `--secure-port=0`.",
  references: referencesTo({ "mitre-attack": ["T1557"] }),
  aliases: [
    "checkov:ApiServerSecurePort",
    "checkov:CKV_K8S_89",
    "kubescape:C-0128",
    "trivy:KCV-0017",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--secure-port=0`",
        pod: componentPod("kube-apiserver", "--secure-port=0"),
        violations: ["spec.containers[1].command[1]: kube-apiserver does not serve TLS"],
      },
    ],
    compliant: [
      {
        title: "`--secure-port=6443`",
        pod: componentPod("kube-apiserver", "--secure-port=6443"),
      },
    ],
  },
};
