import { helmReleases } from "@watertight/api-server";
import type { ApiUse } from "@watertight/core/versions";
import type { Arguments } from "../command.ts";
import type { Context } from "../context.ts";
import { isClusterPath } from "../live/cluster-path.ts";
import { namespacesOf, withConnection } from "../live/read-live.ts";
import { UsageError } from "../usage-error.ts";
import { usesOfRelease } from "./helm-releases.ts";

/** Uses by what releases of Helm have deployed. */
export interface LiveReleaseUses {
  readonly uses: readonly ApiUse[];
  /** Why some could not be read, whole sentences. */
  readonly notRead: readonly string[];
}

/** With `--helm-releases`, uses by the releases of a running cluster; of their Secrets only kinds and names are kept. */
export async function liveReleaseUses(
  { paths, target }: { readonly paths: readonly string[]; readonly target: number },
  args: Arguments,
  context: Context,
): Promise<LiveReleaseUses | undefined> {
  if (!args.flag("helm-releases")) return undefined;
  const path = paths.find(isClusterPath);
  if (path === undefined) {
    throw new UsageError("--helm-releases reads Secrets of a running cluster: give --cluster.");
  }
  return withConnection(path, args, context, async (connection) => {
    const wish = { withManifests: true };
    const { releases, notRead } = await helmReleases(connection, namespacesOf(args), wish);
    return { uses: releases.flatMap((release) => usesOfRelease(release, target)), notRead };
  });
}
