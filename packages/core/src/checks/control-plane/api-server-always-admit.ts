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
    enablesPlugin(flags, "AlwaysAdmit") ? "enables the admission plugin AlwaysAdmit" : undefined,
};

/** Reports a kube-apiserver that admits everything. */
export const apiServerAlwaysAdmit: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-always-admit",
  title: "AlwaysAdmit admission plugin enabled",
  topic: "control-plane",
  severity: "high",
  description:
    "The admission plugin AlwaysAdmit admits every object unchanged. It is meant for tests; where it is the only plugin, no quota, no limit and no Pod Security level is enforced.",
  remediation: "Remove `AlwaysAdmit` from `--enable-admission-plugins`.",
  references: referencesTo({ "cis-1.12": ["1.2.10"], "mitre-attack": ["T1610"] }),
  aliases: [
    "checkov:ApiServerAdmissionControlAlwaysAdmit",
    "checkov:CKV_K8S_79",
    "kubescape:C-0122",
    "trivy:KCV-0011",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--enable-admission-plugins=AlwaysAdmit`",
        pod: componentPod("kube-apiserver", "--enable-admission-plugins=AlwaysAdmit"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver enables the admission plugin AlwaysAdmit",
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
