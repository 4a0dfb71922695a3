/** A setting of the kubelet by its flag, with the field of its configuration that means the same. */
export interface KubeletSetting {
  readonly path: readonly string[];
  /** What it is where it is started with a configuration file and neither says anything; undefined: nothing. */
  readonly fileDefault: (minor: number | undefined) => string | undefined;
  /** The same where it is started without one. */
  readonly flagDefault: (minor: number | undefined) => string | undefined;
}

const always = (value: string | undefined) => (): string | undefined => value;

function setting(path: string, fileDefault?: string, flagDefault?: string): KubeletSetting {
  return {
    path: path.split("."),
    fileDefault: always(fileDefault),
    flagDefault: always(flagDefault ?? fileDefault),
  };
}

/**
 * The kubelet's settings by flag. Defaults with a configuration file are those of `k8s.io/kubelet/config/v1beta1/types.go` and
 * `pkg/kubelet/apis/config/v1beta1/defaults.go`; without one three of them are the insecure ones of before the file:
 * `applyLegacyDefaults` of `cmd/kubelet/app/options/options.go`.
 */
export const KUBELET_SETTINGS: ReadonlyMap<string, KubeletSetting> = new Map<
  string,
  KubeletSetting
>([
  ["anonymous-auth", setting("authentication.anonymous.enabled", "false", "true")],
  ["authorization-mode", setting("authorization.mode", "Webhook", "AlwaysAllow")],
  ["authentication-token-webhook", setting("authentication.webhook.enabled", "true", "false")],
  ["client-ca-file", setting("authentication.x509.clientCAFile")],
  ["read-only-port", setting("readOnlyPort", "0", "10255")],
  ["streaming-connection-idle-timeout", setting("streamingConnectionIdleTimeout", "4h0m0s")],
  ["protect-kernel-defaults", setting("protectKernelDefaults", "false")],
  ["make-iptables-util-chains", setting("makeIPTablesUtilChains", "true")],
  [
    "event-qps",
    // Raised in v1.27 (kubernetes/kubernetes#116121).
    {
      path: ["eventRecordQPS"],
      fileDefault: (minor) => (minor !== undefined && minor < 27 ? "5" : "50"),
      flagDefault: (minor) => (minor !== undefined && minor < 27 ? "5" : "50"),
    },
  ],
  ["tls-cert-file", setting("tlsCertFile")],
  ["tls-private-key-file", setting("tlsPrivateKeyFile")],
  ["tls-cipher-suites", setting("tlsCipherSuites")],
  ["rotate-certificates", setting("rotateCertificates", "false")],
  ["rotate-server-certificates", setting("serverTLSBootstrap", "false")],
  ["pod-max-pids", setting("podPidsLimit", "-1")],
  ["seccomp-default", setting("seccompDefault", "false")],
  ["pod-manifest-path", setting("staticPodPath")],
  ["feature-gates", setting("featureGates")],
  ["enable-debugging-handlers", setting("enableDebuggingHandlers", "true")],
  ["port", setting("port", "10250")],
  ["address", setting("address", "0.0.0.0")],
]);
