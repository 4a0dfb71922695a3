import { helmReleases, sourceObjectOf } from "@watertight/api-server";
import { helmReleaseFacts } from "@watertight/core/known-cves";
import type { Arguments } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { clusterPath, isClusterPath } from "../../../live/cluster-path.ts";
import { namespacesOf, withConnection } from "../../../live/read-live.ts";
import { type ReadCluster, readClusters } from "../../../reading.ts";
import { UsageError } from "../../../usage-error.ts";

/** A running cluster with the releases of Helm that its Secrets hold, as facts beside its objects. */
export async function readWithReleases(args: Arguments, context: Context): Promise<ReadCluster> {
  const path =
    args.operands.find(isClusterPath) ??
    (args.flag("cluster") ? clusterPath(args.value("context")) : undefined);
  if (path === undefined) {
    throw new UsageError("--helm-releases reads Secrets of a running cluster: give --cluster.", {
      verb: "versions cves",
    });
  }
  const reading = await readClusters(args, context);
  const { releases, notRead } = await withConnection(path, args, context, async (connection) => {
    const found = await helmReleases(connection, namespacesOf(args));
    return { ...found, server: connection.server };
  });
  const added = releases.map((release) => sourceObjectOf(helmReleaseFacts(release), path));
  const [cluster] = reading.clustersOf(reading.snapshot.with({ added })).widest;
  if (!cluster)
    throw new UsageError("There is no cluster in the input.", { verb: "versions cves" });
  return { cluster, gap: reading.gap ?? notRead[0] };
}
