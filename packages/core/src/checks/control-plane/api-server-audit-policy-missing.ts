import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "audit-policy-file";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined && BACKENDS.some((flag) => valueOf(flag) !== undefined)
      ? "has an audit log but no --audit-policy-file: no event is recorded"
      : undefined,
};

/** Without a policy neither has anything to say (k8s.io/apiserver/pkg/server/options/audit.go). */
const BACKENDS = ["audit-log-path", "audit-webhook-config-file"] as const;

/** Reports a kube-apiserver whose audit log stays empty. */
export const apiServerAuditPolicyMissing: PodCheck = {
  on: "pod",
  id: "api-server-audit-policy-missing",
  title: "Audit log without a policy",
  topic: "control-plane",
  severity: "medium",
  description:
    "The API server records no event without an audit policy, whatever backend it has: the log stays empty, and nobody notices before it is needed. A server without any backend is reported by `api-server-audit-log-missing`.",
  remediation:
    "Set `--audit-policy-file` to a policy whose last rule logs all that is left at `Metadata`.",
  references: referencesTo({
    "cis-1.12": ["3.2.1"],
    "nsa-1.2": ["Audit logging"],
    "mitre-attack": ["T1562.008"],
  }),

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "a log file alone",
        pod: componentPod("kube-apiserver", "--audit-log-path=/var/log/audit.log"),
        violations: [
          "spec.containers[1].command: kube-apiserver has an audit log but no --audit-policy-file: no event is recorded",
        ],
      },
    ],
    compliant: [
      {
        title: "a policy beside it",
        pod: componentPod(
          "kube-apiserver",
          "--audit-log-path=/var/log/audit.log",
          "--audit-policy-file=/etc/kubernetes/audit.yaml",
        ),
      },
      {
        title: "no audit log, which is another check's",
        pod: componentPod("kube-apiserver"),
      },
    ],
  },
};
