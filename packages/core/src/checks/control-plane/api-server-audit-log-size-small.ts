import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "audit-log-maxsize";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) => {
    const size = valueOf(FLAG) ?? "100";
    return Number(size) > 0 && Number(size) < 100
      ? `rotates its audit log after ${size} megabytes`
      : undefined;
  },
  value: "100",
};

/** Reports a kube-apiserver that rotates its audit log after 5 megabytes. */
export const apiServerAuditLogSizeSmall: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-audit-log-size-small",
  title: "API server audit log files too small",
  topic: "control-plane",
  severity: "low",
  description:
    "Small audit log files are rotated quickly, so that an attacker who causes many requests soon pushes older records out of the log. Without the flag a file holds 100 megabytes.",
  remediation: "Set `--audit-log-maxsize=100` or more.",
  references: referencesTo({ "cis-1.12": ["1.2.19"], "mitre-attack": ["T1562.008"] }),
  aliases: [
    "checkov:ApiServerAuditLogMaxSize",
    "checkov:CKV_K8S_94",
    "kubescape:C-0133",
    "trivy:KCV-0022",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--audit-log-maxsize=5`",
        pod: componentPod("kube-apiserver", "--audit-log-maxsize=5"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver rotates its audit log after 5 megabytes",
        ],
      },
    ],
    compliant: [
      {
        title: "`--audit-log-maxsize=100`",
        pod: componentPod("kube-apiserver", "--audit-log-maxsize=100"),
      },
    ],
  },
};
