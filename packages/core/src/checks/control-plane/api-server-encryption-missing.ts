import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "encryption-provider-config";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined
      ? "has no --encryption-provider-config: Secrets are stored unencrypted in etcd"
      : undefined,
};

/** Reports a kube-apiserver that writes Secrets to etcd in plain text. */
export const apiServerEncryptionMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-encryption-missing",
  title: "API server without encryption at rest",
  topic: "control-plane",
  severity: "medium",
  description:
    "Without an encryption configuration the API server stores Secrets in etcd unencrypted. Whoever gets a backup, a disk or access to a port of etcd reads all of them.",
  remediation:
    "Set `--encryption-provider-config` to a file with a `kms`, `secretbox` or `aescbc` provider for Secrets.",
  references: referencesTo({ "cis-1.12": ["1.2.27"], "mitre-attack": ["T1552"] }),
  aliases: [
    "checkov:ApiServerEncryptionProviders",
    "checkov:CKV_K8S_104",
    "kubescape:C-0066",
    "kubescape:C-0141",
    "trivy:KCV-0030",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "the flag absent",
        pod: componentPod("kube-apiserver"),
        violations: [
          "spec.containers[1].command: kube-apiserver has no --encryption-provider-config: Secrets are stored unencrypted in etcd",
        ],
      },
    ],
    compliant: [
      {
        title: "`--encryption-provider-config=/etc/kubernetes/encryption.yaml`",
        pod: componentPod(
          "kube-apiserver",
          "--encryption-provider-config=/etc/kubernetes/encryption.yaml",
        ),
      },
    ],
  },
};
