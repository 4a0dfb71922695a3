import { dirname, resolve, sep } from "node:path";
import { type JsonObject, listAt, objectAt, textAt, textsAt } from "@watertight/core/kubernetes";
import { ClusterFailure } from "../failure.ts";
import type { Entry } from "./entries.ts";
import type { PluginSettings, ServerSettings } from "./settings.ts";

const VERSIONS: readonly string[] = [
  "client.authentication.k8s.io/v1",
  "client.authentication.k8s.io/v1beta1",
];
/** Where a cluster's entry has what plugins are told of it. */
const CONFIG_EXTENSION = "client.authentication.k8s.io/exec";

/** The credential plugin of a user; undefined where it has none. A command with a slash is relative to the kubeconfig. */
export function pluginOf(
  user: Entry,
  cluster: Entry,
  server: ServerSettings,
): PluginSettings | undefined {
  const exec = objectAt(user.value, "exec");
  if (Object.keys(exec).length === 0) return undefined;
  const apiVersion = textAt(exec, "apiVersion");
  const command = textAt(exec, "command");
  const problem = problemOf(apiVersion, command);
  if (problem !== undefined) {
    throw new ClusterFailure(
      "settings",
      `exec of the user "${user.name}" in ${user.file} ${problem}.`,
    );
  }
  const isPath = command.includes("/") || command.includes(sep);
  const environment = listAt(exec, "env").map((each): [string, string] => [
    textAt(each, "name"),
    textAt(each, "value"),
  ]);
  return {
    apiVersion,
    command: isPath ? resolve(dirname(user.file), command) : command,
    args: textsAt(exec, "args"),
    environment: Object.fromEntries(environment),
    installHint: textAt(exec, "installHint"),
    provideClusterInfo: exec["provideClusterInfo"] === true,
    interactiveMode: textAt(exec, "interactiveMode") || "IfAvailable",
    cluster: clusterInfoOf(cluster, server),
  };
}

function problemOf(apiVersion: string, command: string): string | undefined {
  if (command === "") return "names no command";
  return VERSIONS.includes(apiVersion)
    ? undefined
    : `has the apiVersion "${apiVersion}"; known are ${VERSIONS.join(" and ")}`;
}

function clusterInfoOf({ value }: Entry, server: ServerSettings): JsonObject {
  const { authorities, serverName, insecure } = server;
  const proxy = textAt(value, "proxy-url");
  const extension = listAt(value, "extensions").find(
    (each) => textAt(each, "name") === CONFIG_EXTENSION,
  );
  const config = objectAt(extension, "extension");
  return {
    server: textAt(value, "server"),
    ...(serverName !== undefined && { "tls-server-name": serverName }),
    ...(insecure && { "insecure-skip-tls-verify": true }),
    ...(authorities !== undefined && {
      "certificate-authority-data": Buffer.from(authorities).toString("base64"),
    }),
    ...(proxy !== "" && { "proxy-url": proxy }),
    config: Object.keys(config).length > 0 ? config : null,
  };
}
