import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "auto-tls";

const DEMAND: FlagDemand = {
  component: "etcd",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "true" ? "serves clients with a self-signed certificate" : undefined,
  value: "false",
};

/** Reports an etcd that makes the certificate for its clients itself. */
export const etcdAutoTls: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "etcd-auto-tls",
  title: "Self-signed client TLS in etcd",
  topic: "control-plane",
  severity: "medium",
  description:
    "With `--auto-tls` etcd serves a self-signed certificate that clients cannot verify. etcd reads a variable such as `ETCD_CERT_FILE` where the flag is absent, and only its file where `--config-file` is set, which is not examined here.",
  remediation: "Remove `--auto-tls`, and set `--cert-file` and `--key-file`.",
  references: referencesTo({ "cis-1.12": ["2.3"], "mitre-attack": ["T1557"] }),
  aliases: ["checkov:CKV_K8S_118", "checkov:EtcdAutoTls", "kubescape:C-0155", "trivy:KCV-0044"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--auto-tls=true`",
        pod: componentPod("etcd", "--auto-tls=true"),
        violations: [
          "spec.containers[1].command[1]: etcd serves clients with a self-signed certificate",
        ],
      },
    ],
    compliant: [
      {
        title: "`--auto-tls=false`",
        pod: componentPod("etcd", "--auto-tls=false"),
      },
    ],
  },
};
