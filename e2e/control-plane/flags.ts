import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Flags by name; those of the caller, as `--name=value`, take the place of these. */
export function flagsOf(
  own: Readonly<Record<string, string | number | boolean>>,
  given: readonly string[] = [],
): readonly string[] {
  const names = new Set(given.map((flag) => flag.replace(/^--?/, "").split("=")[0]));
  const kept = Object.entries(own).filter(([name]) => !names.has(name));
  return [...kept.map(([name, value]) => `--${name}=${value}`), ...given];
}

export function apiServerFlags({
  folder,
  etcd,
  port,
  withControllers = false,
}: {
  readonly folder: string;
  readonly etcd: number;
  readonly port: number;
  readonly withControllers: boolean | undefined;
}): Readonly<Record<string, string | number | boolean>> {
  const at = (name: string): string => join(folder, name);
  return {
    "etcd-servers": `http://127.0.0.1:${etcd}`,
    "bind-address": "127.0.0.1",
    "secure-port": port,
    "advertise-address": "127.0.0.1",
    "tls-cert-file": at("server.crt"),
    "tls-private-key-file": at("server.key"),
    "client-ca-file": at("ca.crt"),
    "token-auth-file": at("tokens.csv"),
    "service-account-issuer": "https://kubernetes.default.svc",
    "service-account-signing-key-file": at("accounts.key"),
    "service-account-key-file": at("accounts.crt"),
    "authorization-mode": "Node,RBAC",
    "allow-privileged": true,
    "enable-admission-plugins": "NodeRestriction",
    // Nobody would make the accounts that it asks for.
    ...(!withControllers && { "disable-admission-plugins": "ServiceAccount" }),
    "service-cluster-ip-range": "10.96.0.0/16",
    "audit-policy-file": at("audit.yaml"),
    "audit-log-path": at("audit.log"),
    // A test asks more of it in a second than people do in an hour.
    "max-requests-inflight": 2000,
    "max-mutating-requests-inflight": 1000,
  };
}

/** Of kube-controller-manager and kube-scheduler. */
export function componentFlags({
  component,
  folder,
  kubeconfig,
  port,
}: {
  readonly component: "kube-controller-manager" | "kube-scheduler";
  readonly folder: string;
  readonly kubeconfig: string;
  readonly port: number;
}): Readonly<Record<string, string | number | boolean>> {
  const common = {
    kubeconfig,
    "authentication-kubeconfig": kubeconfig,
    "authorization-kubeconfig": kubeconfig,
    "bind-address": "127.0.0.1",
    "secure-port": port,
    "cert-dir": join(folder, component),
    "leader-elect": false,
    "kube-api-qps": 500,
    "kube-api-burst": 1000,
  };
  if (component === "kube-scheduler") return common;
  return {
    ...common,
    "service-account-private-key-file": join(folder, "accounts.key"),
    "root-ca-file": join(folder, "ca.crt"),
    "use-service-account-credentials": true,
    "cluster-signing-cert-file": join(folder, "ca.crt"),
    "cluster-signing-key-file": join(folder, "ca.key"),
    "node-monitor-period": "500ms",
    "concurrent-replicaset-syncs": 20,
  };
}

export function kwokFlags({
  kubeconfig,
  stages,
  port,
}: {
  readonly kubeconfig: string;
  /** Folder of the stages that Nodes and Pods go through. */
  readonly stages: string;
  readonly port: number;
}): readonly string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
    "--cidr=10.0.0.0/16",
    "--node-ip=127.0.0.1",
    `--node-port=${port}`,
    `--server-address=127.0.0.1:${port}`,
    "--node-lease-duration-seconds=40",
    ...readdirSync(stages).map((file) => `--config=${join(stages, file)}`),
  ];
}
