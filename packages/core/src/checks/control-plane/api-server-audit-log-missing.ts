import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "audit-log-path";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined && valueOf("audit-webhook-config-file") === undefined
      ? "writes no audit log"
      : undefined,
};

/** Reports a kube-apiserver that keeps no audit log. */
export const apiServerAuditLogMissing: PodCheck = {
  on: "pod",
  id: "api-server-audit-log-missing",
  title: "API server audit logging disabled",
  topic: "control-plane",
  severity: "medium",
  description:
    "Without an audit log nobody can find out afterwards who did what: which token read the Secrets, who changed the role. A webhook backend counts like a log file.",
  remediation: "Set `--audit-log-path` and `--audit-policy-file`.",
  references: referencesTo({
    "cis-1.12": ["1.2.16"],
    "nsa-1.2": ["Audit logging"],
    "mitre-attack": ["T1562.008"],
  }),
  aliases: [
    "checkov:ApiServerAuditLog",
    "checkov:CKV_K8S_91",
    "kubescape:C-0067",
    "kubescape:C-0130",
    "trivy:KCV-0019",
  ],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "the flag absent",
        pod: componentPod("kube-apiserver"),
        violations: ["spec.containers[1].command: kube-apiserver writes no audit log"],
      },
    ],
    compliant: [
      {
        title: "`--audit-log-path=/var/log/audit.log`",
        pod: componentPod("kube-apiserver", "--audit-log-path=/var/log/audit.log"),
      },
    ],
  },
};
