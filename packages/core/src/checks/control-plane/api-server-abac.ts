import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "authorization-mode";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ listOf }) =>
    listOf(FLAG).includes("ABAC") ? "has ABAC in --authorization-mode" : undefined,
  value: "Node,RBAC",
};

/** Reports a kube-apiserver that grants rights from a file. */
export const apiServerAbac: PodCheck = {
  on: "pod",
  id: "api-server-abac",
  title: "Authorization mode ABAC enabled",
  topic: "control-plane",
  severity: "medium",
  description:
    "With `ABAC` among its authorization modes the API server grants rights from a file on its node as well. No role, no binding and no answer about access shows them, and they change only with a restart; the files of old installations give everything to everybody who is logged in.",
  remediation:
    "Move what the file of `--authorization-policy-file` grants to RBAC, and leave `ABAC` out of `--authorization-mode`.",
  references: referencesTo({ "cis-1.12": ["1.2.8"], "mitre-attack": ["T1078"] }),

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--authorization-mode=Node,RBAC,ABAC`",
        pod: componentPod("kube-apiserver", "--authorization-mode=Node,RBAC,ABAC"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver has ABAC in --authorization-mode",
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
