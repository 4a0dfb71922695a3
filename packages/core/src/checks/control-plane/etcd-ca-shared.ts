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
      ? "takes clients with certificates of the cluster's authority"
      : undefined,
};

/** Reports a etcd that takes clients with certificates of the cluster's authority. */
export const etcdCaShared: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "etcd-ca-shared",
  title: "etcd trusts the cluster CA",
  topic: "control-plane",
  severity: "medium",
  description:
    "Where etcd takes client certificates of the authority that signs for the rest of the cluster, every user and every node with a certificate of it is a client of etcd, past the API server and its RBAC. etcd reads a variable such as `ETCD_CERT_FILE` where the flag is absent, and nothing but its file where `--config-file` is given, which is not judged here.",
  remediation: "Create an authority for etcd alone, and name it in `--trusted-ca-file`.",
  references: referencesTo({ "cis-1.12": ["2.7"], "mitre-attack": ["T1552"] }),
  aliases: ["kubescape:C-0159"],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--trusted-ca-file=/etc/kubernetes/pki/ca.crt`",
        pod: componentPod("etcd", "--trusted-ca-file=/etc/kubernetes/pki/ca.crt"),
        violations: [
          "spec.containers[1].command[1]: etcd takes clients with certificates of the cluster's authority",
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
