import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonValue } from "@watertight/core/kubernetes";
import { type Authority, createAuthority } from "../../packages/api-server/testing/certificates.ts";
import { apiServerFlags, componentFlags, flagsOf, kwokFlags } from "./flags.ts";
import { type Guarded, guarded } from "./guarded.ts";
import { writeKubeconfig } from "./kubeconfig.ts";
import { freePort } from "./ports.ts";
import { etcd, kubernetesProgram, kwok, type Minor, NEWEST } from "./programs.ts";
import { type Ask, createAsk, type Identity } from "./requests.ts";
import { until } from "./until.ts";

export { type Guarded, guarded } from "./guarded.ts";
export { freePort } from "./ports.ts";
export {
  CONTROL_PLANE,
  etcd,
  KUBERNETES,
  type Minor,
  NEWEST,
  OLDER,
} from "./programs.ts";
export { type Answer, type Ask, createAsk } from "./requests.ts";
export { until } from "./until.ts";

export interface ControlPlaneOptions {
  /** Default: the newest. */
  readonly version?: Minor;
  /** Further flags of the API server, as `--name=value`; one of the harness's own of the same name gives way. */
  readonly apiServerFlags?: readonly string[];
  /** kube-controller-manager, which makes Pods of workloads, accounts, tokens; without it accounts have to be made by hand. */
  readonly withControllers?: boolean;
  /** Further flags of it, as `--name=value`. */
  readonly controllerManagerFlags?: readonly string[];
  /** kube-scheduler, which binds Pods to Nodes. */
  readonly withScheduler?: boolean;
  /** Further flags of it, as `--name=value`. */
  readonly schedulerFlags?: readonly string[];
  /** kwok, which keeps Nodes annotated `kwok.x-k8s.io/node: fake` ready and has their Pods run. */
  readonly withKwok?: boolean;
  /** An `audit.k8s.io/v1` Policy; the log is `audit.log` of the folder. Default: metadata of all requests. */
  readonly auditPolicy?: JsonValue;
  /** Users with a token each, besides `admin`: groups by name. */
  readonly users?: Readonly<Record<string, readonly string[]>>;
  /** Further files of the folder, which flags may name: by file name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A control plane on loopback: etcd, an API server and what was asked for beside them. */
export interface ControlPlane {
  readonly version: Minor;
  /** Of the API server, `https://127.0.0.1:PORT`. */
  readonly url: string;
  /** With all files: certificates, kubeconfigs, `NAME.log` of each program, `audit.log`. Gone after `stop`. */
  readonly folder: string;
  /** Path of a kubeconfig of `admin`, who is of system:masters. */
  readonly kubeconfig: string;
  /** Tokens by user. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Paths of the authority that all certificates are of. */
  readonly certs: { readonly authority: string; readonly key: string };
  /** Process ids by program. */
  readonly pids: ReadonlyMap<string, number>;
  /** Path of the kubectl of this version. */
  readonly kubectl: string;
  /** A request to the API server, as `admin` unless another identity is given; over connections that are kept. */
  readonly ask: Ask;
  /** Another user with a certificate of the authority: whom it is, and the path of a kubeconfig. */
  readonly identity: (
    user: string,
    groups?: readonly string[],
  ) => { readonly kubeconfig: string; readonly identity: Identity };
  /** A certificate of the authority for a server of these names and addresses, PEM. */
  readonly serving: Authority["issue"];
  /** Path of a kubeconfig with these credentials, in the folder; `server` for one that stands between. */
  readonly kubeconfigOf: (name: string, identity: Identity, server?: string) => string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a control plane and waits until it answers, in some four seconds. Whoever starts one stops it; should the test die, its
 * programs end all the same.
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "watertight-control-plane-"));
  const programs = guarded(folder);
  try {
    return await started(folder, programs, options);
  } catch (error) {
    await programs.stop();
    throw error;
  }
}

async function started(
  folder: string,
  programs: Guarded,
  options: ControlPlaneOptions,
): Promise<ControlPlane> {
  const { version = NEWEST, withControllers, withScheduler, withKwok } = options;
  const authority = createAuthority("watertight test");
  const users = { admin: ["system:masters"], ...options.users };
  const tokens = new Map(Object.keys(users).map((user) => [user, `token-of-${user}`]));
  const [clients, peers, secure] = [await freePort(), await freePort(), await freePort()];
  writeFiles(folder, { authority, users, tokens, options });
  const url = `https://127.0.0.1:${secure}`;
  const pids = new Map<string, number>();
  const start = async (name: string, command: string, args: readonly string[]): Promise<void> => {
    pids.set(name, await programs.start(name, command, args));
  };

  await start("etcd", etcd(), etcdFlags(folder, clients, peers));
  const flags = apiServerFlags({ folder, etcd: clients, port: secure, withControllers });
  await start(
    "kube-apiserver",
    kubernetesProgram("kube-apiserver", version),
    flagsOf(flags, options.apiServerFlags),
  );
  const server = { url, authority: authority.cert };
  const token = tokens.get("admin") ?? "";
  const ask = createAsk(server, { token });
  const kubeconfigOf = (name: string, identity: Identity, through = url): string =>
    writeKubeconfig(folder, { name, server: { ...server, url: through }, identity });
  const identity: ControlPlane["identity"] = (user, groups = []) => {
    const { cert, key } = authority.issueUser(user, groups);
    const identity = { certificate: cert, key };
    return {
      identity,
      kubeconfig: kubeconfigOf(`${user.replaceAll(/[^\w.-]/g, "_")}.user`, identity),
    };
  };
  await until(
    "the API server is ready",
    async () => {
      const { status } = await ask("GET", "/readyz");
      const { status: made } = await ask("GET", "/api/v1/namespaces/default");
      return status === 200 && made === 200;
    },
    { check: programs.check },
  );

  for (const [isWanted, component] of [
    [withControllers, "kube-controller-manager"],
    [withScheduler, "kube-scheduler"],
  ] as const) {
    if (isWanted !== true) continue;
    const { kubeconfig } = identity(`system:${component}`);
    const own = componentFlags({ component, folder, kubeconfig, port: await freePort() });
    const given =
      component === "kube-scheduler" ? options.schedulerFlags : options.controllerManagerFlags;
    await start(component, kubernetesProgram(component, version), flagsOf(own, given));
  }
  if (withKwok === true) {
    const { path, stages } = kwok();
    const { kubeconfig } = identity("kwok", ["system:masters"]);
    await start("kwok", path, kwokFlags({ kubeconfig, stages, port: await freePort() }));
  }
  if (withControllers === true) {
    const account = "/api/v1/namespaces/default/serviceaccounts/default";
    await until(
      "the controllers make accounts",
      async () => (await ask("GET", account)).status === 200,
      { check: programs.check },
    );
  }
  return {
    ...{ version, url, folder, tokens, pids, ask, kubeconfigOf, serving: authority.issue },
    kubeconfig: kubeconfigOf("admin", { token }),
    certs: { authority: join(folder, "ca.crt"), key: join(folder, "ca.key") },
    get kubectl() {
      return kubernetesProgram("kubectl", version);
    },
    identity,
    stop: async () => {
      ask.close();
      await programs.stop();
    },
  };
}

/** What the flags name. */
function writeFiles(
  folder: string,
  {
    authority,
    users,
    tokens,
    options,
  }: {
    readonly authority: Authority;
    readonly users: Readonly<Record<string, readonly string[]>>;
    readonly tokens: ReadonlyMap<string, string>;
    readonly options: ControlPlaneOptions;
  },
): void {
  const serving = authority.issue("kube-apiserver", ["127.0.0.1", "localhost"]);
  const accounts = authority.issue("service accounts");
  const lines = Object.entries(users).map(
    ([user, groups]) => `${tokens.get(user)},${user},${user},"${groups.join(",")}"\n`,
  );
  const everything: JsonValue = {
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    rules: [{ level: "Metadata" }],
  };
  const files: Readonly<Record<string, string>> = {
    "ca.crt": authority.cert,
    "ca.key": authority.key,
    "server.crt": serving.cert,
    "server.key": serving.key,
    "accounts.crt": accounts.cert,
    "accounts.key": accounts.key,
    "tokens.csv": lines.join(""),
    "audit.yaml": JSON.stringify(options.auditPolicy ?? everything),
    ...options.files,
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  }
}

function etcdFlags(folder: string, clients: number, peers: number): readonly string[] {
  return [
    `--data-dir=${join(folder, "etcd")}`,
    `--listen-client-urls=http://127.0.0.1:${clients}`,
    `--advertise-client-urls=http://127.0.0.1:${clients}`,
    `--listen-peer-urls=http://127.0.0.1:${peers}`,
    // What is lost when the machine stops is lost anyway.
    "--unsafe-no-fsync",
    "--log-level=warn",
  ];
}
