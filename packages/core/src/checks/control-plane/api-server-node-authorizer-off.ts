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
  fault: ({ valueOf, listOf }) =>
    listOf(FLAG).includes("Node") || valueOf("authorization-config") !== undefined
      ? undefined
      : "does not have Node in --authorization-mode",
};

/** Reports a kube-apiserver that does not hold kubelets to their own node. */
export const apiServerNodeAuthorizerOff: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-node-authorizer-off",
  title: "Node authorization mode not enabled",
  topic: "control-plane",
  severity: "medium",
  description:
    "The Node authorizer lets a kubelet read only the Secrets, ConfigMaps and volumes of pods on its node. Without it kubelets get their rights from RBAC, the same for all nodes, and one compromised node reads all Secrets. A file of `--authorization-config` decides in place of the flag and is not examined here.",
  remediation: "Add `Node` to `--authorization-mode`, before `RBAC`.",
  references: referencesTo({ "cis-1.12": ["1.2.7"], "mitre-attack": ["T1078"] }),
  aliases: [
    "checkov:ApiServerAuthorizationModeNode",
    "checkov:CKV_K8S_75",
    "kubescape:C-0119",
    "trivy:KCV-0008",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--authorization-mode=RBAC`",
        pod: componentPod("kube-apiserver", "--authorization-mode=RBAC"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver does not have Node in --authorization-mode",
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
