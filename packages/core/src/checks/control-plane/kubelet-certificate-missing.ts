import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "tls-cert-file";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ valueOf }) =>
    (valueOf(FLAG) !== undefined && valueOf("tls-private-key-file") !== undefined) ||
    valueOf("rotate-server-certificates") === "true"
      ? undefined
      : "serves a self-signed certificate",
};

/** Reports a kubelet that serves with a certificate that nobody signed. */
export const kubeletCertificateMissing: PodCheck = {
  on: "pod",
  id: "kubelet-certificate-missing",
  title: "Self-signed serving certificate of the kubelet",
  topic: "control-plane",
  severity: "low",
  description:
    "Without a certificate the kubelet creates a self-signed one. Its clients, the API server for `kubectl exec` and `kubectl logs` and the metrics server, cannot tell it from a man in the middle.",
  remediation:
    "Set `serverTLSBootstrap: true` and approve the certificate signing requests, or set `tlsCertFile` and `tlsPrivateKeyFile`.",
  references: referencesTo({ "cis-1.12": ["4.2.9"], "mitre-attack": ["T1557"] }),
  aliases: ["checkov:CKV_K8S_148", "checkov:KubeletKeyFilesSetAppropriate", "kubescape:C-0181"],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--tls-cert-file=/pki/kubelet.crt`",
        pod: componentPod("kubelet", "--tls-cert-file=/pki/kubelet.crt"),
        violations: ["spec.containers[1].command[1]: kubelet serves a self-signed certificate"],
      },
    ],
    compliant: [
      {
        title: "`--rotate-server-certificates`",
        pod: componentPod("kubelet", "--rotate-server-certificates"),
      },
    ],
  },
};
