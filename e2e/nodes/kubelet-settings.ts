import type { JsonObject } from "@watertight/core/kubernetes";

/**
 * A kubelet that is wrong in all that a check of its configuration asks about, and which checks say so; the read-only port and a
 * timeout of idle streams are flags, for a zero of the file is taken for the default.
 */
export const WRONG_KUBELET: { readonly settings: JsonObject; readonly checks: readonly string[] } =
  {
    settings: {
      authentication: { anonymous: { enabled: true }, webhook: { enabled: true } },
      authorization: { mode: "AlwaysAllow" },
      ...{ eventRecordQPS: 0, podPidsLimit: -1, seccompDefault: false },
      ...{ makeIPTablesUtilChains: false, rotateCertificates: false },
      // Without the second it does not serve HTTP/2, and ends.
      tlsCipherSuites: [
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
      ],
    },
    checks: [
      "kubelet-always-allow",
      "kubelet-anonymous-requests",
      "kubelet-ciphers-weak",
      "kubelet-client-ca-missing",
      "kubelet-client-certificate-rotation-off",
      "kubelet-events-unlimited",
      "kubelet-idle-streams-kept",
      "kubelet-iptables-chains-off",
      "kubelet-processes-unlimited",
      "kubelet-read-only-port",
      "kubelet-seccomp-default-off",
    ],
  };

/** The same made right. */
export const RIGHT_KUBELET: JsonObject = {
  authentication: {
    anonymous: { enabled: false },
    webhook: { enabled: true },
    x509: { clientCAFile: "FOLDER/ca.crt" },
  },
  authorization: { mode: "Webhook" },
  ...{ eventRecordQPS: 5, podPidsLimit: 4096, seccompDefault: true },
  ...{ makeIPTablesUtilChains: true, rotateCertificates: true },
  ...{ streamingConnectionIdleTimeout: "4h0m0s", readOnlyPort: 0 },
  tlsCipherSuites: ["TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"],
};
