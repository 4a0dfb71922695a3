import type { PodCheck } from "../check.ts";
import {
  askingFlags,
  componentPod,
  type FlagDemand,
  isWeakSuite,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "tls-cipher-suites";

const DEMAND: FlagDemand = {
  component: "kubelet",
  flag: FLAG,
  fault: ({ listOf }) => {
    const weak = listOf(FLAG).find(isWeakSuite);
    return weak === undefined ? undefined : `offers the cipher suite ${weak}`;
  },
};

/** Reports a kubelet that offers a weak cipher suite. */
export const kubeletCiphersWeak: PodCheck = {
  on: "pod",
  id: "kubelet-ciphers-weak",
  title: "Weak TLS cipher suites on the kubelet",
  topic: "control-plane",
  severity: "low",
  description:
    "Cipher suites without forward secrecy, or with old ciphers, let an attacker who records the traffic decrypt it later or change it. Without the setting the kubelet offers the secure defaults of Go.",
  remediation: "Remove `tlsCipherSuites`, or list suites with ECDHE and AES-GCM or ChaCha20 only.",
  references: referencesTo({ "cis-1.12": ["4.2.12"], "mitre-attack": ["T1557"] }),
  aliases: ["checkov:CKV_K8S_151", "checkov:KubeletCryptographicCiphers", "kubescape:C-0184"],

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "`--tls-cipher-suites=TLS_RSA_WITH_AES_128_CBC_SHA`",
        pod: componentPod("kubelet", "--tls-cipher-suites=TLS_RSA_WITH_AES_128_CBC_SHA"),
        violations: [
          "spec.containers[1].command[1]: kubelet offers the cipher suite TLS_RSA_WITH_AES_128_CBC_SHA",
        ],
      },
    ],
    compliant: [
      {
        title: "`--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`",
        pod: componentPod("kubelet", "--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
      },
    ],
  },
};
