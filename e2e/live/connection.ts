import { type Connection, connect, type RequestLimits, readCluster } from "@watertight/api-server";
import type { JsonValue } from "@watertight/core/kubernetes";
import { createSnapshot, type Snapshot } from "@watertight/core/snapshot";

/** Does something with a connection of the package's own, by a kubeconfig of the harness; as fast as the server is unless limits say otherwise. */
export async function withConnection<Result>(
  kubeconfig: string,
  work: (connection: Connection) => Promise<Result>,
  limits: RequestLimits = {},
): Promise<Result> {
  const connection = await connect(
    {
      ...{ environment: {}, workingDirectory: "/", home: "/", kubeconfig, interactive: false },
      parse: (text) => ({ value: JSON.parse(text) as JsonValue }),
      remark: () => undefined,
      pluginOutput: () => undefined,
      userAgent: "watertight/e2e",
    },
    { rate: 100_000, ...limits },
  );
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}

/** What the package reads of the cluster now. */
export async function snapshotOf(kubeconfig: string): Promise<Snapshot> {
  return createSnapshot(await withConnection(kubeconfig, (connection) => readCluster(connection)));
}
