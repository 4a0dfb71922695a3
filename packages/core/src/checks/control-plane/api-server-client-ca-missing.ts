import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "client-ca-file";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined
      ? "has no --client-ca-file to verify client certificates"
      : undefined,
};

/** Reports a kube-apiserver that does not check certificates of clients. */
export const apiServerClientCaMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-client-ca-missing",
  title: "API server without a client CA",
  topic: "control-plane",
  severity: "medium",
  description:
    "Without a CA for client certificates components cannot authenticate with certificates, and fall back on static tokens or on no authentication.",
  remediation: "Set `--client-ca-file`.",
  references: referencesTo({ "cis-1.12": ["1.2.25"], "mitre-attack": ["T1078"] }),
  aliases: ["kubescape:C-0139", "trivy:KCV-0028"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "the flag absent",
        pod: componentPod("kube-apiserver"),
        violations: [
          "spec.containers[1].command: kube-apiserver has no --client-ca-file to verify client certificates",
        ],
      },
    ],
    compliant: [
      {
        title: "`--client-ca-file=/pki/ca.crt`",
        pod: componentPod("kube-apiserver", "--client-ca-file=/pki/ca.crt"),
      },
    ],
  },
};
