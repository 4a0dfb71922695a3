import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "audit-log-maxage";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) => {
    const days = valueOf(FLAG) ?? (valueOf("audit-log-path") === undefined ? "30" : "0");
    if (Number(days) === 0) return "does not limit the age of its audit log";
    return Number(days) < 30 ? `keeps its audit log for ${days} days` : undefined;
  },
  value: "30",
};

/** Reports a kube-apiserver that keeps its audit log for 10 days. */
export const apiServerAuditLogAgeShort: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-audit-log-age-short",
  title: "API server audit log retention too short",
  topic: "control-plane",
  severity: "low",
  description:
    "Intrusions are often noticed only weeks later. Where audit log files are deleted after less than 30 days, the records of its beginning are gone by then. Without the flag, or with 0, no file is deleted for its age, and the size of the disk is the limit.",
  remediation: "Set `--audit-log-maxage=30` or more, and ship the log to another system.",
  references: referencesTo({ "cis-1.12": ["1.2.17"], "mitre-attack": ["T1562.008"] }),
  aliases: [
    "checkov:ApiServerAuditLogMaxAge",
    "checkov:CKV_K8S_92",
    "kubescape:C-0131",
    "trivy:KCV-0020",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--audit-log-maxage=10`",
        pod: componentPod("kube-apiserver", "--audit-log-maxage=10"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver keeps its audit log for 10 days",
        ],
      },
    ],
    compliant: [
      {
        title: "`--audit-log-path=/var/log/audit.log --audit-log-maxage=30`",
        pod: componentPod(
          "kube-apiserver",
          "--audit-log-path=/var/log/audit.log",
          "--audit-log-maxage=30",
        ),
      },
    ],
  },
};
