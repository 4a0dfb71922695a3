import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** How a node is dressed: as benchmarks want it, or as they do not. */
export type Dress = "good" | "bad";

/** Flags of the control plane: what benchmarks want, and what they do not. */
const FLAGS: Readonly<Record<string, Readonly<Record<Dress, readonly string[]>>>> = {
  "kube-apiserver": {
    good: [
      ...["--anonymous-auth=false", "--authorization-mode=Node,RBAC", "--profiling=false"],
      "--enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs,EventRateLimit,AlwaysPullImages",
      ...[
        "--kubelet-client-certificate=/c",
        "--kubelet-client-key=/k",
        "--kubelet-certificate-authority=/ca",
      ],
      ...[
        "--audit-log-path=/var/log/audit",
        "--audit-log-maxage=30",
        "--audit-log-maxbackup=10",
        "--audit-log-maxsize=100",
      ],
      ...[
        "--service-account-lookup=true",
        "--service-account-key-file=/sa.pub",
        "--etcd-certfile=/c",
        "--etcd-keyfile=/k",
      ],
      ...[
        "--tls-cert-file=/c",
        "--tls-private-key-file=/k",
        "--client-ca-file=/etc/kubernetes/pki/ca.crt",
        "--etcd-cafile=/ca",
      ],
      ...[
        "--encryption-provider-config=/etc/kubernetes/enc.yaml",
        "--audit-policy-file=/etc/kubernetes/audit.yaml",
      ],
      ...[
        "--tls-cipher-suites=TLS_AES_128_GCM_SHA256",
        "--service-account-extend-token-expiration=false",
      ],
    ],
    bad: [
      ...[
        "--authorization-mode=AlwaysAllow",
        "--token-auth-file=/t",
        "--enable-admission-plugins=AlwaysAdmit",
      ],
      ...[
        "--disable-admission-plugins=ServiceAccount,NamespaceLifecycle",
        "--service-account-lookup=false",
      ],
      ...[
        "--audit-log-maxage=1",
        "--audit-log-maxbackup=1",
        "--audit-log-maxsize=1",
        "--request-timeout=5m",
      ],
      "--tls-cipher-suites=TLS_RSA_WITH_RC4_128_SHA",
    ],
  },
  "kube-controller-manager": {
    good: [
      ...[
        "--terminated-pod-gc-threshold=10",
        "--profiling=false",
        "--use-service-account-credentials=true",
      ],
      ...[
        "--service-account-private-key-file=/k",
        "--root-ca-file=/ca",
        "--bind-address=127.0.0.1",
      ],
    ],
    bad: [
      "--bind-address=0.0.0.0",
      "--feature-gates=RotateKubeletServerCertificate=false",
      "--use-service-account-credentials=false",
    ],
  },
  "kube-scheduler": {
    good: ["--profiling=false", "--bind-address=127.0.0.1"],
    bad: ["--bind-address=0.0.0.0"],
  },
  etcd: {
    good: [
      ...["--data-dir=/var/lib/etcd", "--cert-file=/c", "--key-file=/k", "--client-cert-auth=true"],
      ...[
        "--peer-cert-file=/c",
        "--peer-key-file=/k",
        "--peer-client-cert-auth=true",
        "--trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt",
      ],
    ],
    bad: ["--data-dir=/var/lib/etcd", "--auto-tls=true", "--peer-auto-tls=true"],
  },
  "kube-proxy": {
    good: ["--kubeconfig=/etc/kubernetes/proxy.conf", "--metrics-bind-address=127.0.0.1:10249"],
    bad: ["--kubeconfig=/etc/kubernetes/proxy.conf", "--metrics-bind-address=0.0.0.0:10249"],
  },
};

const CONFIG = "/var/lib/kubelet/config.yaml";

const KUBELET: Readonly<Record<Dress, readonly string[]>> = {
  good: ["--config=/var/lib/kubelet/config.yaml", "--kubeconfig=/etc/kubernetes/kubelet.conf"],
  bad: [
    "--config=/var/lib/kubelet/config.yaml",
    "--kubeconfig=/etc/kubernetes/kubelet.conf",
    "--hostname-override=other",
  ],
};

const CONFIGURATION: Readonly<Record<Dress, string>> = {
  good: `kind: KubeletConfiguration
apiVersion: kubelet.config.k8s.io/v1beta1
authentication:
  anonymous: {enabled: false}
  x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}
authorization: {mode: Webhook}
readOnlyPort: 0
streamingConnectionIdleTimeout: 4h0m0s
makeIPTablesUtilChains: true
eventRecordQPS: 50
tlsCertFile: /c
tlsPrivateKeyFile: /k
rotateCertificates: true
featureGates: {RotateKubeletServerCertificate: true}
tlsCipherSuites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
podPidsLimit: 4096
seccompDefault: true
`,
  bad: `kind: KubeletConfiguration
apiVersion: kubelet.config.k8s.io/v1beta1
authentication:
  anonymous: {enabled: true}
authorization: {mode: AlwaysAllow}
readOnlyPort: 10255
streamingConnectionIdleTimeout: 0s
makeIPTablesUtilChains: false
eventRecordQPS: 0
rotateCertificates: false
featureGates: {RotateKubeletServerCertificate: false}
tlsCipherSuites: [TLS_RSA_WITH_AES_128_CBC_SHA]
`,
};

const ENCRYPTION: Readonly<Record<Dress, string>> = {
  good: "resources:\n- resources:\n  - secrets\n  providers:\n  - aescbc:\n      keys:\n      - name: a\n        secret: c2VjcmV0c2VjcmV0c2VjcmV0\n  - identity: {}\n",
  bad: "resources:\n- resources:\n  - secrets\n  providers:\n  - identity: {}\n",
};

/** Files by their modes and owners: those of the benchmark, and looser ones of somebody else. */
const FILES: readonly (readonly [path: string, mode: number])[] = [
  ["/etc/kubernetes/kubelet.conf", 0o600],
  ["/etc/kubernetes/proxy.conf", 0o600],
  ["/etc/kubernetes/admin.conf", 0o600],
  ["/etc/kubernetes/scheduler.conf", 0o600],
  ["/etc/kubernetes/controller-manager.conf", 0o600],
  ["/etc/kubernetes/pki/ca.crt", 0o600],
  ["/etc/kubernetes/pki/ca.key", 0o600],
  ["/etc/kubernetes/pki/etcd/ca.crt", 0o600],
  ["/etc/cni/net.d/10-net.conflist", 0o600],
];

const ETCD_USER = 964;

/** The flags of a program, as its process would have them. */
export function flagsOf(program: string, dress: Dress): readonly string[] {
  return program === "kubelet" ? KUBELET[dress] : (FLAGS[program]?.[dress] ?? []);
}

/** The programs of the node. */
export const PROGRAMS: readonly string[] = [...Object.keys(FLAGS), "kubelet"];

/** Makes a node of the control plane of a Debian file system. */
export function dressNode(root: string, dress: Dress): void {
  const isGood = dress === "good";
  const put = (path: string, text: string, mode: number): void => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
    writeFileSync(file, text);
    chmodSync(file, isGood ? mode : 0o777);
    chownSync(file, isGood ? 0 : 1000, isGood ? 0 : 1000);
  };
  for (const [path, mode] of FILES) put(path, "{}", mode);
  for (const program of Object.keys(FLAGS)) {
    put(
      `/etc/kubernetes/manifests/${program}.yaml`,
      manifestOf(program, flagsOf(program, dress)),
      0o600,
    );
  }
  put(CONFIG, CONFIGURATION[dress], 0o600);
  put("/etc/kubernetes/enc.yaml", ENCRYPTION[dress], 0o600);
  const unit = `[Service]\nExecStart=\nExecStart=/usr/bin/kubelet ${KUBELET[dress].join(" ")}\n`;
  put("/etc/systemd/system/kubelet.service.d/10-kubeadm.conf", unit, 0o600);
  mkdirSync(join(root, "/var/lib/etcd"), { recursive: true });
  chmodSync(join(root, "/var/lib/etcd"), isGood ? 0o700 : 0o755);
  chownSync(join(root, "/var/lib/etcd"), isGood ? ETCD_USER : 0, isGood ? ETCD_USER : 0);
  addEtcdUser(root);
}

function addEtcdUser(root: string): void {
  const line = (file: string, text: string): void => {
    writeFileSync(join(root, file), text, { flag: "a" });
  };
  line("/etc/passwd", `etcd:x:${ETCD_USER}:${ETCD_USER}::/:/bin/false\n`);
  line("/etc/group", `etcd:x:${ETCD_USER}:\n`);
}

function manifestOf(program: string, flags: readonly string[]): string {
  const lines = [program, ...flags].map((word) => `    - ${word}`).join("\n");
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${program}\nspec:\n  containers:\n  - command:\n${lines}\n    name: ${program}\n    image: registry.example/${program}:v1.34.0\n`;
}
