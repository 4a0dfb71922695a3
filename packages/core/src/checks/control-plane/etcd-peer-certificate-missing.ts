import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "peer-cert-file";

const DEMAND: FlagDemand = {
  component: "etcd",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined || valueOf("peer-key-file") === undefined
      ? "connects to peers without TLS"
      : undefined,
};

/** Reports an etcd that has no certificate and key for its peers. */
export const etcdPeerCertificateMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "etcd-peer-certificate-missing",
  title: "No TLS between etcd peers",
  topic: "control-plane",
  severity: "high",
  description:
    "Without peer certificates the members of etcd exchange the whole state of the cluster unencrypted. etcd reads a variable such as `ETCD_CERT_FILE` where the flag is absent, and only its file where `--config-file` is set, which is not examined here.",
  remediation: "Set `--peer-cert-file` and `--peer-key-file`.",
  references: referencesTo({ "cis-1.12": ["2.4"], "mitre-attack": ["T1557"] }),
  aliases: ["checkov:CKV_K8S_119", "checkov:EtcdPeerFiles", "kubescape:C-0156", "trivy:KCV-0045"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--peer-cert-file=/pki/peer.crt`",
        pod: componentPod("etcd", "--peer-cert-file=/pki/peer.crt"),
        violations: ["spec.containers[1].command[1]: etcd connects to peers without TLS"],
      },
    ],
    compliant: [
      {
        title: "`--peer-cert-file=/pki/peer.crt --peer-key-file=/pki/peer.key`",
        pod: componentPod(
          "etcd",
          "--peer-cert-file=/pki/peer.crt",
          "--peer-key-file=/pki/peer.key",
        ),
      },
    ],
  },
};
