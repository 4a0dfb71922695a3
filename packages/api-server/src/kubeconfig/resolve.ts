import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type JsonObject, listAt, objectAt, textAt } from "@watertight/core/kubernetes";
import { ClusterFailure, unreadable } from "../failure.ts";
import type { Entry, Kubeconfig } from "./entries.ts";
import type { ConnectOptions } from "./options.ts";
import { pluginOf } from "./plugin-settings.ts";
import { parseProxy, proxyFromEnvironment } from "./proxy.ts";
import type { ConnectionSettings, KeyPair, ServerSettings, UserSettings } from "./settings.ts";

/** What a kubeconfig says of a connection: its context, that context's cluster and user, and the files that they name. */
export async function settingsOf(
  kubeconfig: Kubeconfig,
  options: ConnectOptions,
): Promise<ConnectionSettings> {
  const name = options.context ?? kubeconfig.currentContext;
  if (name === "") throw noContext(kubeconfig, "The kubeconfig names no current context");
  const context = kubeconfig.contexts.get(name);
  if (!context) throw noContext(kubeconfig, `There is no context "${name}" in the kubeconfig`);
  const cluster = named(kubeconfig.clusters, "cluster", context);
  const userName = textAt(context.value, "user");
  const user = userName === "" ? undefined : named(kubeconfig.users, "user", context);
  const server = await serverOf(cluster, options);
  return {
    source: `context "${name}" of ${context.file}`,
    server,
    user: user ? await userOf(user, cluster, server) : { impersonation: {} },
  };
}

function noContext({ contexts, files }: Kubeconfig, problem: string): ClusterFailure {
  const known = [...contexts.keys()];
  const advice =
    known.length === 0 ? "it has no contexts." : `say one of ${known.join(", ")} with --context.`;
  return new ClusterFailure("settings", `${problem} ${files.join(", ")}; ${advice}`);
}

function named(
  entries: ReadonlyMap<string, Entry>,
  what: "cluster" | "user",
  context: Entry,
): Entry {
  const name = textAt(context.value, what);
  const entry = entries.get(name);
  if (entry) return entry;
  throw new ClusterFailure(
    "settings",
    `The context "${context.name}" of ${context.file} names the ${what} "${name}", which the kubeconfig does not have.`,
  );
}

async function serverOf(cluster: Entry, options: ConnectOptions): Promise<ServerSettings> {
  const { value, name, file } = cluster;
  const where = `the cluster "${name}" of ${file}`;
  const url = serverUrl(textAt(value, "server"), where);
  const insecure = value["insecure-skip-tls-verify"] === true;
  const authorities = await materialOf(cluster, "certificate-authority");
  if (insecure) {
    options.remark(
      `The certificate of ${url.host} is not verified, for ${where} says insecure-skip-tls-verify: whoever is between can read and change everything.`,
    );
  }
  const proxyText = textAt(value, "proxy-url");
  const proxy =
    proxyText === ""
      ? proxyFromEnvironment(url, options.environment)
      : parseProxy(proxyText, `proxy-url of ${where}`);
  const serverName = textAt(value, "tls-server-name");
  return {
    url,
    insecure,
    ...(authorities !== undefined && { authorities }),
    ...(serverName !== "" && { serverName }),
    ...(proxy && { proxy }),
  };
}

function serverUrl(text: string, where: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.protocol === "https:" || url.protocol === "http:")) return url;
  const what = text === "" ? "no server" : "a server that is no address as https://10.0.0.1:6443";
  throw new ClusterFailure("settings", `${capital(where)} names ${what}.`);
}

/** `FIELD-data`, which is base64, else the file that FIELD names, relative to the kubeconfig. */
async function materialOf(entry: Entry, field: string): Promise<string | undefined> {
  const data = textAt(entry.value, `${field}-data`);
  if (data !== "") return Buffer.from(data, "base64").toString("utf8");
  const path = textAt(entry.value, field);
  return path === "" ? undefined : readNamed(entry, field, path);
}

async function readNamed(entry: Entry, field: string, path: string): Promise<string> {
  const file = resolve(dirname(entry.file), path);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw unreadable(
      `The file ${file}, which ${field} of "${entry.name}" in ${entry.file} names, cannot be read`,
      error,
    );
  }
}

async function userOf(user: Entry, cluster: Entry, server: ServerSettings): Promise<UserSettings> {
  const { value, name, file } = user;
  if (Object.keys(objectAt(value, "auth-provider")).length > 0) {
    throw new ClusterFailure(
      "settings",
      `The user "${name}" of ${file} has an auth-provider, which Kubernetes removed in v1.26; use the cloud's credential plugin (exec), a token or a certificate.`,
    );
  }
  const certificate = await keyPairOf(user);
  const tokenFile = textAt(value, "tokenFile");
  const token = textAt(value, "token");
  const username = textAt(value, "username");
  const plugin = pluginOf(user, cluster, server);
  return {
    ...(certificate && { certificate }),
    ...(tokenFile !== "" && { tokenFile: resolve(dirname(file), tokenFile) }),
    ...(token !== "" && { token }),
    ...(username !== "" && { basic: { username, password: textAt(value, "password") } }),
    ...(plugin && { plugin }),
    impersonation: impersonationOf(value),
  };
}

async function keyPairOf(user: Entry): Promise<KeyPair | undefined> {
  const cert = await materialOf(user, "client-certificate");
  const key = await materialOf(user, "client-key");
  if (cert !== undefined && key !== undefined) return { cert, key };
  if (cert === undefined && key === undefined) return undefined;
  const missing = cert === undefined ? "client-certificate" : "client-key";
  throw new ClusterFailure(
    "settings",
    `The user "${user.name}" of ${user.file} has no ${missing}; a certificate and its key belong together.`,
  );
}

function impersonationOf(user: JsonObject): UserSettings["impersonation"] {
  const groups = listAt(user, "as-groups").filter((group) => typeof group === "string");
  const extra = Object.entries(objectAt(user, "as-user-extra")).map(
    ([key, values]): [string, readonly string[]] => [
      `Impersonate-Extra-${encodeURIComponent(key)}`,
      listAt({ values }, "values").filter((each) => typeof each === "string"),
    ],
  );
  return {
    ...(textAt(user, "as") !== "" && { "Impersonate-User": textAt(user, "as") }),
    ...(textAt(user, "as-uid") !== "" && { "Impersonate-Uid": textAt(user, "as-uid") }),
    ...(groups.length > 0 && { "Impersonate-Group": groups }),
    ...Object.fromEntries(extra),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
