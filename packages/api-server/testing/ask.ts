import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { onTestFinished } from "vitest";
import { type Connection, connect, type RequestLimits } from "../src/connect.ts";
import { ClusterFailure } from "../src/failure.ts";
import type { ConnectOptions } from "../src/kubeconfig/options.ts";
import { type Clock, SYSTEM_CLOCK } from "../src/requests/clock.ts";
import { readJson } from "../src/requests/read-json.ts";

/** A folder with these files, gone when the test ends. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "watertight-kubeconfig-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { mode: 0o700 });
  }
  return folder;
}

export interface Asked extends Partial<ConnectOptions> {
  readonly files?: Readonly<Record<string, JsonValue>>;
}

/** Connects with these files and says what the server's /version is, or the sentence of the failure. */
export async function ask({
  files = {},
  ...more
}: Asked): Promise<{ said: string; remarks: string[] }> {
  const texts = Object.entries(files).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const folder = folderWith(Object.fromEntries(texts) as Record<string, string>);
  const remarks: string[] = [];
  const shorter = (text: string): string => text.replaceAll(`${folder}/`, "");
  try {
    const connection = await connect(
      {
        environment: {},
        workingDirectory: folder,
        home: folder,
        parse: (text) => {
          try {
            return { value: JSON.parse(text) as JsonValue };
          } catch {
            return { problem: "It is no JSON." };
          }
        },
        remark: (sentence) => {
          remarks.push(shorter(sentence));
        },
        interactive: false,
        pluginOutput: (text) => {
          remarks.push(text);
        },
        userAgent: "watertight/test",
        ...more,
      },
      {},
      { ...SYSTEM_CLOCK, sleep: () => Promise.resolve() },
    );
    onTestFinished(connection.close);
    const answer = await connection.ask({
      path: "/version",
      read: (got) => readJson(got, 1000),
    });
    return { said: JSON.stringify("value" in answer ? answer.value : answer.refusal), remarks };
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    return { said: shorter(error.message), remarks };
  }
}

export function kubeconfig(
  cluster: JsonValue,
  user: JsonValue = {},
  name = "dev",
): Record<string, JsonValue> {
  return {
    "current-context": name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [{ name, cluster }],
    users: [{ name, user }],
  };
}

export const VERSION = '{"gitVersion":"v1.34.4","major":"1"}';

export function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** A connection to a server, with these settings; its kubeconfig is in a folder that is gone when the test ends. */
export async function connectTo(
  server: string,
  {
    user = {},
    cluster = {},
    limits = { rate: 10_000 },
    clock = {},
  }: {
    readonly user?: JsonValue;
    /** Further settings of the cluster. */
    readonly cluster?: JsonObject;
    readonly limits?: RequestLimits;
    readonly clock?: Partial<Clock>;
  } = {},
): Promise<Connection> {
  const folder = folderWith({
    ".kube/config": JSON.stringify(kubeconfig({ server, ...cluster }, user)),
  });
  const options = {
    ...{ environment: {}, workingDirectory: folder, home: folder, interactive: false },
    parse: (text: string) => ({ value: JSON.parse(text) as JsonValue }),
    remark: () => undefined,
    pluginOutput: () => undefined,
    userAgent: "watertight/test",
  };
  const connection = await connect(options, limits, { ...SYSTEM_CLOCK, ...clock });
  onTestFinished(connection.close);
  return connection;
}
