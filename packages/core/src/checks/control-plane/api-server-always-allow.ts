import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "authorization-mode";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ listOf }) =>
    listOf(FLAG).includes("AlwaysAllow") ? "has AlwaysAllow in --authorization-mode" : undefined,
  value: "Node,RBAC",
};

/** Reports a kube-apiserver that allows every request. */
export const apiServerAlwaysAllow: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-always-allow",
  title: "Authorization mode AlwaysAllow enabled",
  topic: "control-plane",
  severity: "critical",
  description:
    "With `AlwaysAllow` among its authorization modes the API server allows every request that the other modes do not decide: whoever reaches it is cluster-admin. An absent flag, which means the same, is reported by `api-server-rbac-off`.",
  remediation: "Set `--authorization-mode=Node,RBAC`.",
  references: referencesTo({ "cis-1.12": ["1.2.6"], "mitre-attack": ["T1078"] }),
  aliases: [
    "checkov:ApiServerAuthorizationModeNotAlwaysAllow",
    "checkov:CKV_K8S_74",
    "kubescape:C-0118",
    "trivy:KCV-0007",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--authorization-mode=RBAC,AlwaysAllow`",
        pod: componentPod("kube-apiserver", "--authorization-mode=RBAC,AlwaysAllow"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver has AlwaysAllow in --authorization-mode",
        ],
      },
    ],
    compliant: [
      {
        title: "`--authorization-mode=Node,RBAC`",
        pod: componentPod("kube-apiserver", "--authorization-mode=Node,RBAC"),
      },
    ],
  },
};
