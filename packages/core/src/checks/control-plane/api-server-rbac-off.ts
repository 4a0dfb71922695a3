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
  fault: ({ valueOf, listOf }) => {
    if (listOf(FLAG).includes("RBAC") || valueOf("authorization-config") !== undefined)
      return undefined;
    return valueOf(FLAG) === undefined
      ? "has no --authorization-mode, which allows every request"
      : "does not have RBAC in --authorization-mode";
  },
  value: "Node,RBAC",
};

/** Reports a kube-apiserver that does not ask RBAC. */
export const apiServerRbacOff: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-rbac-off",
  title: "RBAC authorization mode not enabled",
  topic: "control-plane",
  severity: "critical",
  description:
    "Without the authorization mode RBAC, roles and bindings have no effect. Where the flag is absent the API server allows every request. A file of `--authorization-config` decides in place of the flag and is not examined here.",
  remediation: "Set `--authorization-mode=Node,RBAC`.",
  references: referencesTo({ "cis-1.12": ["1.2.8"], "mitre-attack": ["T1078"] }),
  aliases: [
    "checkov:ApiServerAuthorizationModeRBAC",
    "checkov:CKV_K8S_77",
    "kubescape:C-0088",
    "kubescape:C-0120",
    "trivy:KCV-0009",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--authorization-mode=Node,ABAC`",
        pod: componentPod("kube-apiserver", "--authorization-mode=Node,ABAC"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver does not have RBAC in --authorization-mode",
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
