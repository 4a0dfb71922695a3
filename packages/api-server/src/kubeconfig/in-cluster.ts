import { readFile } from "node:fs/promises";
import { isIPv6 } from "node:net";
import { join } from "node:path";
import { unreadable } from "../failure.ts";
import type { ConnectOptions } from "./options.ts";
import type { ConnectionSettings } from "./settings.ts";

const ACCOUNT_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

/** The settings of a pod that asks with its own account; undefined outside of a cluster. */
export async function inClusterSettings({
  environment,
  accountFolder = ACCOUNT_FOLDER,
}: ConnectOptions): Promise<ConnectionSettings | undefined> {
  const host = environment["KUBERNETES_SERVICE_HOST"] ?? "";
  const port = environment["KUBERNETES_SERVICE_PORT"] ?? "";
  if (host === "" || port === "") return undefined;
  return {
    source: "the pod's own service account",
    server: {
      url: new URL(`https://${isIPv6(host) ? `[${host}]` : host}:${port}`),
      authorities: await authoritiesIn(accountFolder),
      insecure: false,
    },
    user: { tokenFile: join(accountFolder, "token"), impersonation: {} },
  };
}

async function authoritiesIn(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, "ca.crt"), "utf8");
  } catch (error) {
    throw unreadable(
      `This runs in a cluster, but ${join(folder, "ca.crt")} cannot be read; let the pod mount its service account's token, or name a kubeconfig`,
      error,
    );
  }
}
