import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "peer-auto-tls";

const DEMAND: FlagDemand = {
  component: "etcd",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "true" ? "uses a self-signed certificate for peers" : undefined,
  value: "false",
};

/** Reports an etcd that makes the certificate for its peers itself. */
export const etcdPeerAutoTls: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "etcd-peer-auto-tls",
  title: "Self-signed peer TLS in etcd",
  topic: "control-plane",
  severity: "medium",
  description:
    "With `--peer-auto-tls` each member uses a self-signed certificate that the other members cannot verify. etcd reads a variable such as `ETCD_CERT_FILE` where the flag is absent, and only its file where `--config-file` is set, which is not examined here.",
  remediation: "Remove `--peer-auto-tls`, and set `--peer-cert-file` and `--peer-key-file`.",
  references: referencesTo({ "cis-1.12": ["2.6"], "mitre-attack": ["T1557"] }),
  aliases: ["kubescape:C-0158", "trivy:KCV-0047"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--peer-auto-tls=true`",
        pod: componentPod("etcd", "--peer-auto-tls=true"),
        violations: [
          "spec.containers[1].command[1]: etcd uses a self-signed certificate for peers",
        ],
      },
    ],
    compliant: [
      {
        title: "`--peer-auto-tls=false`",
        pod: componentPod("etcd", "--peer-auto-tls=false"),
      },
    ],
  },
};
