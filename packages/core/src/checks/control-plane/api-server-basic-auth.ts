import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "basic-auth-file";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined
      ? undefined
      : "authenticates users by the passwords in --basic-auth-file",
};

/** Reports a kube-apiserver that takes passwords of a file. */
export const apiServerBasicAuth: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-basic-auth",
  title: "Basic authentication file on the API server",
  topic: "control-plane",
  severity: "high",
  description:
    "Passwords in a file are plain text, stay the same until somebody edits the file and restarts the API server, and cannot be revoked for a single client. Kubernetes removed basic authentication in v1.19.",
  remediation: "Remove `--basic-auth-file`, and let users authenticate with OpenID Connect.",
  references: referencesTo({ "mitre-attack": ["T1552.001"] }),
  aliases: ["checkov:ApiServerBasicAuthFile", "checkov:CKV_K8S_69"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--basic-auth-file=/etc/passwords.csv`",
        pod: componentPod("kube-apiserver", "--basic-auth-file=/etc/passwords.csv"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver authenticates users by the passwords in --basic-auth-file",
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
