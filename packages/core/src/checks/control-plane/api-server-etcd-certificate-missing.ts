import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "etcd-certfile";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined || valueOf("etcd-keyfile") === undefined
      ? "has no client certificate and key for etcd"
      : undefined,
};

/** Reports a kube-apiserver that has no certificate and key to show to etcd. */
export const apiServerEtcdCertificateMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-etcd-certificate-missing",
  title: "API server without a client certificate for etcd",
  topic: "control-plane",
  severity: "medium",
  description:
    "Without a client certificate the API server does not authenticate to etcd, so that etcd has to accept every client that reaches it. Whoever reads etcd reads every Secret.",
  remediation: "Set `--etcd-certfile` and `--etcd-keyfile`.",
  references: referencesTo({ "cis-1.12": ["1.2.23"], "mitre-attack": ["T1552"] }),
  aliases: [
    "checkov:ApiServerEtcdCertAndKey",
    "checkov:CKV_K8S_99",
    "kubescape:C-0137",
    "trivy:KCV-0026",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--etcd-certfile=/pki/etcd.crt`",
        pod: componentPod("kube-apiserver", "--etcd-certfile=/pki/etcd.crt"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver has no client certificate and key for etcd",
        ],
      },
    ],
    compliant: [
      {
        title: "`--etcd-certfile=/pki/etcd.crt --etcd-keyfile=/pki/etcd.key`",
        pod: componentPod(
          "kube-apiserver",
          "--etcd-certfile=/pki/etcd.crt",
          "--etcd-keyfile=/pki/etcd.key",
        ),
      },
    ],
  },
};
