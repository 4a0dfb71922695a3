import type { JsonObject } from "@watertight/core/kubernetes";
import type { Minor } from "../control-plane/index.ts";

/** Flags that are wrong in all that a check of flags asks about, and which checks say so. */
export const WRONG: readonly {
  readonly flags: readonly string[];
  readonly checks: readonly string[];
  /** The one version that starts so; absent: both. */
  readonly only?: Minor;
}[] = [
  {
    flags: [
      "--audit-policy-file=",
      "--audit-log-maxage=1",
      "--audit-log-maxbackup=1",
      "--audit-log-maxsize=1",
      "--tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
      "--enable-admission-plugins=AlwaysAdmit",
      "--disable-admission-plugins=NamespaceLifecycle,ServiceAccount",
      "--authorization-mode=RBAC",
      "--request-timeout=1h",
      "--service-account-lookup=false",
      "--client-ca-file=",
    ],
    checks: [
      "api-server-always-admit",
      "api-server-anonymous-requests",
      "api-server-audit-log-age-short",
      "api-server-audit-log-backups-few",
      "api-server-audit-log-size-small",
      "api-server-audit-policy-missing",
      "api-server-ciphers-weak",
      "api-server-client-ca-missing",
      "api-server-encryption-missing",
      "api-server-etcd-ca-missing",
      "api-server-etcd-certificate-missing",
      "api-server-event-rate-unlimited",
      "api-server-external-ips-allowed",
      "api-server-images-not-always-pulled",
      "api-server-kubelet-ca-missing",
      "api-server-kubelet-client-certificate-missing",
      "api-server-namespace-lifecycle-off",
      "api-server-node-authorizer-off",
      "api-server-node-restriction-off",
      "api-server-profiling",
      "api-server-request-timeout-long",
      "api-server-service-account-lookup-off",
      "api-server-service-account-plugin-off",
      "api-server-token-expiration-extended",
      "api-server-token-file",
    ],
  },
  {
    flags: [
      "--audit-log-path=",
      "--audit-policy-file=",
      "--authorization-mode=Node,ABAC",
      "--authorization-policy-file=abac.jsonl",
      "--oidc-issuer-url=https://login.example.com",
      "--oidc-client-id=cluster",
      "--oidc-username-claim=sub",
      "--oidc-username-prefix=-",
      "--oidc-groups-claim=groups",
    ],
    checks: [
      "api-server-abac",
      "api-server-audit-log-missing",
      "api-server-oidc-names-unprefixed",
      "api-server-pod-security-default-missing",
      "api-server-rbac-off",
    ],
  },
  {
    // One of 1.36 does not start so.
    only: "1.34",
    flags: ["--client-ca-file=ca.crt", "--requestheader-client-ca-file=ca.crt"],
    checks: ["api-server-front-proxy-ca-shared"],
  },
];

/** The same made right. */
export const RIGHT: readonly string[] = [
  "--anonymous-auth=false",
  "--audit-log-maxage=30",
  "--audit-log-maxbackup=10",
  "--audit-log-maxsize=100",
  "--profiling=false",
  "--tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "--enable-admission-plugins=NodeRestriction,EventRateLimit,AlwaysPullImages,DenyServiceExternalIPs",
  "--disable-admission-plugins=",
  "--admission-control-config-file=admission.json",
  "--encryption-provider-config=encryption.json",
  "--service-account-extend-token-expiration=false",
  ...["--client-ca-file=ca.crt", "--requestheader-client-ca-file=ca.crt"],
  "--requestheader-allowed-names=proxy",
  // The etcd of the harness speaks plain HTTP, and no kubelet is there: what is named is not used.
  ...["--etcd-cafile=ca.crt", "--etcd-certfile=accounts.crt", "--etcd-keyfile=accounts.key"],
  "--kubelet-certificate-authority=ca.crt",
  ...["--kubelet-client-certificate=accounts.crt", "--kubelet-client-key=accounts.key"],
];

/** The flags of the harness itself are right in all but this. */
export const LEFT = ["api-server-token-file"];

const apiServerConfig = "apiserver.config.k8s.io/v1";
/** What the flags name. */
export const FILES: Readonly<Record<string, string>> = {
  "abac.jsonl":
    '{"apiVersion":"abac.authorization.kubernetes.io/v1beta1","kind":"Policy","spec":{"user":"nobody","namespace":"*","resource":"*","apiGroup":"*"}}\n',
  "encryption.json": JSON.stringify({
    apiVersion: apiServerConfig,
    kind: "EncryptionConfiguration",
    resources: [
      {
        resources: ["secrets"],
        providers: [
          { secretbox: { keys: [{ name: "k", secret: Buffer.alloc(32).toString("base64") }] } },
        ],
      },
    ],
  }),
  "admission.json": JSON.stringify({
    apiVersion: apiServerConfig,
    kind: "AdmissionConfiguration",
    plugins: [
      {
        name: "EventRateLimit",
        configuration: {
          apiVersion: "eventratelimit.admission.k8s.io/v1alpha1",
          kind: "Configuration",
          limits: [{ type: "Server", qps: 1000, burst: 1000 }],
        },
      },
    ],
  }),
  "open.json": anonymousAt(undefined),
  "health.json": anonymousAt([{ path: "/livez" }, { path: "/readyz" }]),
};

function anonymousAt(conditions: readonly JsonObject[] | undefined): string {
  const anonymous = { enabled: true, ...(conditions && { conditions }) };
  return JSON.stringify({
    apiVersion: apiServerConfig,
    kind: "AuthenticationConfiguration",
    anonymous,
  });
}
