import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "tls-cert-file";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) =>
    valueOf(FLAG) === undefined || valueOf("tls-private-key-file") === undefined
      ? "has no serving certificate and key"
      : undefined,
};

/** Reports a kube-apiserver that has no certificate and key for TLS. */
export const apiServerTlsCertificateMissing: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-tls-certificate-missing",
  title: "API server without a serving certificate",
  topic: "control-plane",
  severity: "low",
  description:
    "Without a certificate and key the API server creates a self-signed certificate. Clients cannot verify it, and are configured to skip verification.",
  remediation: "Set `--tls-cert-file` and `--tls-private-key-file`.",
  references: referencesTo({ "cis-1.12": ["1.2.24"], "mitre-attack": ["T1557"] }),
  aliases: [
    "checkov:ApiServerTlsCertAndKey",
    "checkov:CKV_K8S_100",
    "kubescape:C-0138",
    "trivy:KCV-0027",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title: "`--tls-cert-file=/pki/api.crt`",
        pod: componentPod("kube-apiserver", "--tls-cert-file=/pki/api.crt"),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver has no serving certificate and key",
        ],
      },
    ],
    compliant: [
      {
        title: "`--tls-cert-file=/pki/api.crt --tls-private-key-file=/pki/api.key`",
        pod: componentPod(
          "kube-apiserver",
          "--tls-cert-file=/pki/api.crt",
          "--tls-private-key-file=/pki/api.key",
        ),
      },
    ],
  },
};
