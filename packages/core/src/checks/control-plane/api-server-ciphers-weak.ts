import type { PodCheck } from "../check.ts";
import {
  componentPod,
  type FlagDemand,
  flagViolations,
  runsControlPlane,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "tls-cipher-suites";

// Forward secrecy and authenticated encryption; the suites of TLS 1.3 all have both.
const STRONG =
  /^TLS_(?:ECDHE_(?:RSA|ECDSA)_WITH_(?:AES_(?:128|256)_GCM|CHACHA20_POLY1305)|AES_(?:128|256)_GCM|CHACHA20_POLY1305)(?:_SHA(?:256|384))?$/;

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ listOf }) => {
    const weak = listOf(FLAG).find((suite) => suite !== "" && !STRONG.test(suite));
    return weak === undefined ? undefined : `offers the cipher suite ${weak}`;
  },
};

/** Reports a kube-apiserver that offers the cipher suite TLS_RSA_WITH_AES_128_CBC_SHA. */
export const apiServerCiphersWeak: PodCheck = {
  on: "pod",
  speaksOf: runsControlPlane,
  id: "api-server-ciphers-weak",
  title: "Weak TLS cipher suites on the API server",
  topic: "control-plane",
  severity: "low",
  description:
    "Cipher suites without forward secrecy, or with RC4, 3DES or CBC, let an attacker who records the traffic decrypt it later or change it on the way. Without the flag the API server offers the secure defaults of Go.",
  remediation: "Remove `--tls-cipher-suites`, or list only suites with ECDHE and GCM or ChaCha20.",
  references: referencesTo({ "cis-1.12": ["1.2.29"], "mitre-attack": ["T1557"] }),
  aliases: [
    "checkov:ApiServerStrongCryptographicCiphers",
    "checkov:CKV_K8S_105",
    "kubescape:C-0143",
  ],

  evaluate: (pod) => flagViolations(pod, DEMAND),

  examples: {
    violating: [
      {
        title:
          "`--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_RSA_WITH_AES_128_CBC_SHA`",
        pod: componentPod(
          "kube-apiserver",
          "--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_RSA_WITH_AES_128_CBC_SHA",
        ),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver offers the cipher suite TLS_RSA_WITH_AES_128_CBC_SHA",
        ],
      },
    ],
    compliant: [
      {
        title: "`--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`",
        pod: componentPod(
          "kube-apiserver",
          "--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        ),
      },
    ],
  },
};
