/** The field of a component's configuration that means the same as a flag. */
export interface ConfiguredField {
  readonly path: readonly string[];
  readonly of: "boolean" | "number" | "text";
  /** What the kind's defaulting makes of an absent field, as the flag would have it. */
  readonly default?: string;
}

/** By the flag; from `k8s.io/kubelet/config/v1beta1/types.go`. */
export const KUBELET_FIELDS: ReadonlyMap<string, ConfiguredField> = new Map<
  string,
  ConfiguredField
>([
  [
    "anonymous-auth",
    { path: ["authentication", "anonymous", "enabled"], of: "boolean", default: "false" },
  ],
  ["authorization-mode", { path: ["authorization", "mode"], of: "text", default: "Webhook" }],
  ["client-ca-file", { path: ["authentication", "x509", "clientCAFile"], of: "text" }],
  ["read-only-port", { path: ["readOnlyPort"], of: "number", default: "0" }],
  [
    "streaming-connection-idle-timeout",
    { path: ["streamingConnectionIdleTimeout"], of: "text", default: "4h" },
  ],
  [
    "make-iptables-util-chains",
    { path: ["makeIPTablesUtilChains"], of: "boolean", default: "true" },
  ],
  ["event-qps", { path: ["eventRecordQPS"], of: "number", default: "50" }],
  ["tls-cert-file", { path: ["tlsCertFile"], of: "text" }],
  ["tls-private-key-file", { path: ["tlsPrivateKeyFile"], of: "text" }],
  ["rotate-certificates", { path: ["rotateCertificates"], of: "boolean" }],
  ["rotate-server-certificates", { path: ["serverTLSBootstrap"], of: "boolean" }],
  ["tls-cipher-suites", { path: ["tlsCipherSuites"], of: "text" }],
  ["pod-max-pids", { path: ["podPidsLimit"], of: "number", default: "-1" }],
  ["seccomp-default", { path: ["seccompDefault"], of: "boolean", default: "false" }],
]);

/** By the flag; from `k8s.io/kube-proxy/config/v1alpha1/types.go`. */
export const KUBE_PROXY_FIELDS: ReadonlyMap<string, ConfiguredField> = new Map<
  string,
  ConfiguredField
>([
  [
    "metrics-bind-address",
    { path: ["metricsBindAddress"], of: "text", default: "127.0.0.1:10249" },
  ],
]);

/** By the flag; from `k8s.io/kube-scheduler/config/v1/types.go`. */
export const SCHEDULER_FIELDS: ReadonlyMap<string, ConfiguredField> = new Map<
  string,
  ConfiguredField
>([["profiling", { path: ["enableProfiling"], of: "boolean", default: "true" }]]);
