import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "trusted-ca-file";

const DEMAND: FlagDemand = {
  component: "etcd",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === "/etc/kubernetes/pki/ca.crt"
      ? "trusts client certificates of the cluster's CA"
      : undefined,
};

/** Reports an etcd that takes clients with certificates of the cluster's authority. */
export const etcdCaShared: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "etcd-ca-shared",
  title: "Cluster CA trusted by etcd",
  topic: "control-plane",
  severity: "medium",
  description:
    "Where etcd trusts the CA that signs the certificates of the rest of the cluster, every user and node with such a certificate can read and write etcd, bypassing the API server and RBAC. etcd reads a variable such as `ETCD_CERT_FILE` where the flag is absent, and only its file where `--config-file` is set, which is not examined here.",
  remediation: "Create a CA for etcd alone, and set `--trusted-ca-file` to it.",
  references: referencesTo({ "cis-1.12": ["2.7"], "mitre-attack": ["T1552"] }),
  aliases: ["kubescape:C-0159"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--trusted-ca-file=/etc/kubernetes/pki/ca.crt`",
        pod: componentPod("etcd", "--trusted-ca-file=/etc/kubernetes/pki/ca.crt"),
        violations: [
          "spec.containers[1].command[1]: etcd trusts client certificates of the cluster's CA",
        ],
      },
    ],
    compliant: [
      {
        title: "`--trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt`",
        pod: componentPod("etcd", "--trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt"),
      },
    ],
  },
};
