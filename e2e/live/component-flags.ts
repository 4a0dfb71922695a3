import { join } from "node:path";
import { createAuthority } from "../../packages/api-server/testing/certificates.ts";
import { etcd, freePort, type Guarded } from "../control-plane/index.ts";

/** Programs of a control plane besides the API server, started wrong in all that a check of their flags asks about. */
export const WRONG_COMPONENTS = {
  controllerManagerFlags: [
    "--bind-address=0.0.0.0",
    "--profiling=true",
    "--root-ca-file=",
    "--service-account-private-key-file=",
    "--terminated-pod-gc-threshold=0",
    "--use-service-account-credentials=false",
    "--feature-gates=RotateKubeletServerCertificate=false",
  ],
  schedulerFlags: ["--bind-address=0.0.0.0", "--profiling=true"],
} as const;

/** Which checks say so; what is left has no flag any more in a version that still starts, or is of one path alone. */
export const WRONG_COMPONENT_CHECKS: readonly string[] = [
  "controller-manager-address-open",
  "controller-manager-finished-pods-kept",
  "controller-manager-kubelet-rotation-off",
  "controller-manager-profiling",
  "controller-manager-root-ca-missing",
  "controller-manager-service-account-key-missing",
  "controller-manager-shared-credentials",
  "scheduler-address-open",
  "scheduler-profiling",
];

/** The same made right. */
export const RIGHT_COMPONENTS = {
  controllerManagerFlags: ["--profiling=false", "--terminated-pod-gc-threshold=500"],
  schedulerFlags: ["--profiling=false"],
} as const;

/** How etcd is started, and which checks say something of it. */
export interface StartedEtcd {
  readonly name: string;
  readonly checks: readonly string[];
  readonly flags: (folder: string, clients: number, peers: number) => readonly string[];
}

const CERTIFICATES = [
  "etcd-client-certificate-not-required",
  "etcd-certificate-missing",
  "etcd-peer-certificate-missing",
  "etcd-peer-certificate-not-required",
];

/** Three ways to start etcd: without TLS, with what it signs itself, and as it should be. */
export const ETCDS: readonly StartedEtcd[] = [
  {
    name: "without TLS",
    checks: [...CERTIFICATES, "etcd-clients-unencrypted"].sort(),
    flags: (_, clients, peers) => urls(`http://0.0.0.0:${clients}`, `http://127.0.0.1:${peers}`),
  },
  {
    name: "with certificates of its own making",
    checks: [...CERTIFICATES, "etcd-auto-tls", "etcd-peer-auto-tls"].sort(),
    flags: (_, clients, peers) => [
      ...urls(`https://127.0.0.1:${clients}`, `https://127.0.0.1:${peers}`),
      "--auto-tls=true",
      "--peer-auto-tls=true",
    ],
  },
  {
    name: "with certificates asked for and shown",
    checks: [],
    flags: (folder, clients, peers) => [
      ...urls(`https://127.0.0.1:${clients}`, `https://127.0.0.1:${peers}`),
      `--cert-file=${join(folder, "etcd.crt")}`,
      `--key-file=${join(folder, "etcd.key")}`,
      "--client-cert-auth=true",
      `--trusted-ca-file=${join(folder, "etcd-ca.crt")}`,
      `--peer-cert-file=${join(folder, "etcd.crt")}`,
      `--peer-key-file=${join(folder, "etcd.key")}`,
      "--peer-client-cert-auth=true",
      `--peer-trusted-ca-file=${join(folder, "etcd-ca.crt")}`,
    ],
  },
];

function urls(clients: string, peers: string): readonly string[] {
  return [
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients.replace("0.0.0.0", "127.0.0.1")}`,
    `--listen-peer-urls=${peers}`,
    `--initial-advertise-peer-urls=${peers}`,
    `--initial-cluster=default=${peers}`,
  ];
}

/** An authority for etcd alone, and a certificate of it, as files of a folder. */
export function etcdFiles(): Readonly<Record<string, string>> {
  const authority = createAuthority("etcd");
  const { cert, key } = authority.issue("etcd", ["127.0.0.1", "localhost"]);
  return { "etcd-ca.crt": authority.cert, "etcd.crt": cert, "etcd.key": key };
}

/** Starts an etcd beside that of the control plane; its process id once it runs. */
export async function startEtcd(
  programs: Guarded,
  folder: string,
  { flags }: StartedEtcd,
): Promise<number> {
  const [clients, peers] = [await freePort(), await freePort()];
  return programs.start("etcd", etcd(), [
    `--data-dir=${join(folder, "data")}`,
    "--unsafe-no-fsync",
    "--log-level=warn",
    ...flags(folder, clients, peers),
  ]);
}
