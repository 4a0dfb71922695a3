import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "etcd-cafile";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined ? "has no --etcd-cafile to verify etcd's certificate" : undefined,
};

/** Reports a kube-apiserver that does not check the certificate of etcd. */
export const apiServerEtcdCaMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-etcd-ca-missing",
  title: "API server does not verify the etcd certificate",
  topic: "control-plane",
  severity: "medium",
  description:
    "Without a CA to verify it, the API server accepts any certificate as etcd's. A man in the middle reads and changes the whole state of the cluster.",
  remediation: "Set `--etcd-cafile`.",
  references: referencesTo({ "cis-1.12": ["1.2.26"], "mitre-attack": ["T1557"] }),
  aliases: [
    "checkov:ApiServerEtcdCaFile",
    "checkov:CKV_K8S_102",
    "kubescape:C-0140",
    "trivy:KCV-0029",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "the flag absent",
        pod: componentPod("kube-apiserver"),
        violations: [
          "spec.containers[1].command: kube-apiserver has no --etcd-cafile to verify etcd's certificate",
        ],
      },
    ],
    compliant: [
      {
        title: "`--etcd-cafile=/pki/etcd/ca.crt`",
        pod: componentPod("kube-apiserver", "--etcd-cafile=/pki/etcd/ca.crt"),
      },
    ],
  },
};
