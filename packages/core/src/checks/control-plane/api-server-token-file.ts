import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "token-auth-file";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined
      ? undefined
      : "authenticates by the static tokens in --token-auth-file",
};

/** Reports a kube-apiserver that takes tokens of a file. */
export const apiServerTokenFile: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-token-file",
  title: "Static token file on the API server",
  topic: "control-plane",
  severity: "high",
  description:
    "Static tokens are stored in plain text on the disk of the node, never expire, and cannot be revoked without a restart of the API server.",
  remediation:
    "Remove `--token-auth-file`; let users authenticate with OpenID Connect and programs with service accounts.",
  references: referencesTo({ "cis-1.12": ["1.2.2"], "mitre-attack": ["T1552.001"] }),
  aliases: [
    "checkov:ApiServerTokenAuthFile",
    "checkov:CKV_K8S_70",
    "kubescape:C-0114",
    "trivy:KCV-0002",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--token-auth-file=/etc/tokens.csv`",
        pod: componentPod("kube-apiserver", "--token-auth-file=/etc/tokens.csv"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver authenticates by the static tokens in --token-auth-file",
        ],
      },
    ],
    compliant: [
      {
        title: "the flag absent",
        pod: componentPod("kube-apiserver"),
      },
    ],
  },
};
