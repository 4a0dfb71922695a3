import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "audit-log-maxbackup";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) => {
    const files = valueOf(FLAG) ?? (valueOf("audit-log-path") === undefined ? "10" : "0");
    if (Number(files) === 0) return "does not limit the number of audit log files";
    return Number(files) < 10 ? `keeps ${files} audit log files` : undefined;
  },
  value: "10",
};

/** Reports a kube-apiserver that keeps 2 audit log files. */
export const apiServerAuditLogBackupsFew: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-audit-log-backups-few",
  title: "Too few API server audit log backups",
  topic: "control-plane",
  severity: "low",
  description:
    "When an audit log file is full the API server starts another one and deletes the oldest. With few files an attacker who causes many requests pushes the traces of the attack out of the log. Without the flag, or with 0, all files are kept, and the size of the disk is the limit.",
  remediation: "Set `--audit-log-maxbackup=10` or more.",
  references: referencesTo({ "cis-1.12": ["1.2.18"], "mitre-attack": ["T1562.008"] }),
  aliases: [
    "checkov:ApiServerAuditLogMaxBackup",
    "checkov:CKV_K8S_93",
    "kubescape:C-0132",
    "trivy:KCV-0021",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--audit-log-maxbackup=2`",
        pod: componentPod("kube-apiserver", "--audit-log-maxbackup=2"),
        violations: ["spec.containers[1].command[1]: kube-apiserver keeps 2 audit log files"],
      },
    ],
    compliant: [
      {
        title: "`--audit-log-path=/var/log/audit.log --audit-log-maxbackup=10`",
        pod: componentPod(
          "kube-apiserver",
          "--audit-log-path=/var/log/audit.log",
          "--audit-log-maxbackup=10",
        ),
      },
    ],
  },
};
