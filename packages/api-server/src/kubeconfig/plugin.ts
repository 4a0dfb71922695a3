import { type ChildProcess, spawn } from "node:child_process";
import { isJsonObject, type JsonObject, objectAt, textAt } from "@watertight/core/kubernetes";
import { ClusterFailure, codeOf, unreadable } from "../failure.ts";
import { parseJson } from "../requests/json.ts";
import type { ConnectOptions } from "./options.ts";
import type { KeyPair, PluginSettings } from "./settings.ts";

/** What a plugin has given. */
export interface PluginCredentials {
  readonly token?: string;
  readonly certificate?: KeyPair;
  /** Milliseconds since 1970; absent: until they are refused. */
  readonly expires?: number;
}

/** People log in in a browser meanwhile; what does not end by then never will. */
const LONGEST_RUN = 300_000;
const LONGEST_ANSWER = 1024 * 1024;

/** Runs a credential plugin, without a shell, and reads its ExecCredential; what it says is never repeated, for it may hold secrets. */
export async function runPlugin(
  plugin: PluginSettings,
  process: Pick<ConnectOptions, "environment" | "interactive" | "pluginOutput">,
): Promise<PluginCredentials> {
  const { interactiveMode, command, apiVersion } = plugin;
  if (interactiveMode === "Always" && !process.interactive) {
    throw failure(plugin, "asks on a terminal, and there is none", "log in with it first");
  }
  const interactive = process.interactive && interactiveMode !== "Never";
  const answer = await outputOf(plugin, interactive, process);
  const value = parseJson(answer);
  if (!isJsonObject(value) || value["kind"] !== "ExecCredential") {
    throw failure(plugin, "wrote no ExecCredential on its standard output");
  }
  if (value["apiVersion"] !== apiVersion) {
    throw failure(plugin, `answered in another version than ${apiVersion}`);
  }
  return credentialsIn(objectAt(value, "status"), plugin, command);
}

function credentialsIn(
  status: JsonObject,
  plugin: PluginSettings,
  command: string,
): PluginCredentials {
  const token = textAt(status, "token");
  const cert = textAt(status, "clientCertificateData");
  const key = textAt(status, "clientKeyData");
  if ((cert === "") !== (key === "")) {
    throw failure(plugin, "gave a certificate or a key without the other");
  }
  if (token === "" && cert === "") throw failure(plugin, "gave neither a token nor a certificate");
  const expiration = textAt(status, "expirationTimestamp");
  const expires = expiration === "" ? undefined : Date.parse(expiration);
  if (expires !== undefined && Number.isNaN(expires)) {
    throw failure(plugin, `gave an expirationTimestamp that is no time; update ${command}`);
  }
  return {
    ...(token !== "" && { token }),
    ...(cert !== "" && { certificate: { cert, key } }),
    ...(expires !== undefined && { expires }),
  };
}

function failure({ command }: PluginSettings, what: string, advice?: string): ClusterFailure {
  const rest = advice === undefined ? "." : `; ${advice}.`;
  return new ClusterFailure("settings", `The credential plugin ${command} ${what}${rest}`);
}

function outputOf(
  plugin: PluginSettings,
  interactive: boolean,
  { environment, pluginOutput }: Pick<ConnectOptions, "environment" | "pluginOutput">,
): Promise<string> {
  const info = {
    apiVersion: plugin.apiVersion,
    kind: "ExecCredential",
    spec: { interactive, ...(plugin.provideClusterInfo && { cluster: plugin.cluster }) },
  };
  const child = spawn(plugin.command, plugin.args, {
    env: { ...environment, ...plugin.environment, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
    stdio: [interactive ? "inherit" : "ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  return new Promise((settle, fail) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail(failure(plugin, `did not end within ${LONGEST_RUN / 1000} seconds`));
    }, LONGEST_RUN);
    const answer = collected(child, pluginOutput);
    child.on("error", (error) => {
      clearTimeout(timer);
      fail(notStarted(plugin, error));
    });
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      if (status === 0) settle(answer());
      else
        fail(failure(plugin, `ended with ${endOf(status, signal)}`, "what it says stands above"));
    });
  });
}

function endOf(status: number | null, signal: string | null): string {
  return status === null ? `signal ${signal ?? "unknown"}` : `status ${status}`;
}

function collected(child: ChildProcess, pluginOutput: (text: string) => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= LONGEST_ANSWER) chunks.push(chunk);
    else child.kill("SIGKILL");
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    pluginOutput(chunk.toString("utf8"));
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

function notStarted(plugin: PluginSettings, error: Error): ClusterFailure {
  const { command, installHint } = plugin;
  const hint = installHint === "" ? "" : ` ${installHint.trim()}`;
  if (codeOf(error) !== "ENOENT") {
    return unreadable(`The credential plugin ${command} cannot be started`, error);
  }
  return new ClusterFailure(
    "settings",
    `The credential plugin ${command}, which the kubeconfig asks for, is not installed or not on the PATH.${hint}`,
  );
}
