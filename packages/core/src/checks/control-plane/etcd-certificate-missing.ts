import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "cert-file";

const DEMAND: FlagDemand = {
  component: "etcd",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined || valueOf("key-file") === undefined
      ? "serves clients without TLS"
      : undefined,
};

/** Reports an etcd that has no certificate and key for its clients. */
export const etcdCertificateMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "etcd-certificate-missing",
  title: "No TLS for etcd clients",
  topic: "control-plane",
  severity: "high",
  description:
    "Without a certificate and key etcd serves its clients unencrypted: a man in the middle reads every Secret and changes what the API server reads. etcd reads a variable such as `ETCD_CERT_FILE` where the flag is absent, and only its file where `--config-file` is set, which is not examined here.",
  remediation: "Set `--cert-file` and `--key-file`.",
  references: referencesTo({ "cis-1.12": ["2.1"], "mitre-attack": ["T1557", "T1552"] }),
  aliases: ["checkov:CKV_K8S_116", "checkov:EtcdCertAndKey", "kubescape:C-0153", "trivy:KCV-0042"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--cert-file=/pki/server.crt`",
        pod: componentPod("etcd", "--cert-file=/pki/server.crt"),
        violations: ["spec.containers[1].command[1]: etcd serves clients without TLS"],
      },
    ],
    compliant: [
      {
        title: "`--cert-file=/pki/server.crt --key-file=/pki/server.key`",
        pod: componentPod("etcd", "--cert-file=/pki/server.crt", "--key-file=/pki/server.key"),
      },
    ],
  },
};
