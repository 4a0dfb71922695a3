import type { PodCheck } from "../check.ts";
import {
  componentPod,
  enablesPlugin,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: "enable-admission-plugins",
  fault: (flags) =>
    enablesPlugin(flags, "NodeRestriction")
      ? undefined
      : "does not enable the admission plugin NodeRestriction",
};

/** Reports a kube-apiserver that lets kubelets change other nodes. */
export const apiServerNodeRestrictionOff: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-node-restriction-off",
  title: "NodeRestriction admission plugin not enabled",
  topic: "control-plane",
  severity: "medium",
  description:
    "The admission plugin NodeRestriction lets a kubelet modify only its own Node and the pods bound to it, and not the labels by which pods are scheduled. Without it one compromised node attracts the pods of others.",
  remediation: "Add `NodeRestriction` to `--enable-admission-plugins`.",
  references: referencesTo({ "cis-1.12": ["1.2.14"], "mitre-attack": ["T1078"] }),
  aliases: [
    "checkov:ApiServerNodeRestrictionPlugin",
    "checkov:CKV_K8S_85",
    "kubescape:C-0127",
    "trivy:KCV-0016",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--enable-admission-plugins=EventRateLimit`",
        pod: componentPod("kube-apiserver", "--enable-admission-plugins=EventRateLimit"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver does not enable the admission plugin NodeRestriction",
        ],
      },
    ],
    compliant: [
      {
        title: "`--enable-admission-plugins=NodeRestriction`",
        pod: componentPod("kube-apiserver", "--enable-admission-plugins=NodeRestriction"),
      },
    ],
  },
};
