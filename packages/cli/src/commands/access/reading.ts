import type { Authorizer } from "@watertight/core/access";
import type { Cluster } from "@watertight/core/cluster";
import type { Configuration } from "@watertight/core/configuration";
import type { Snapshot } from "@watertight/core/snapshot";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { readCluster } from "../../reading.ts";
import { UsageError } from "../../usage-error.ts";

/** What the paths show about access. */
export interface ReadAccess {
  readonly cluster: Cluster;
  readonly snapshot: Snapshot;
  readonly authorizer: Authorizer;
  /** What should have been read and was not, in a sentence; undefined where all was. */
  readonly gap: string | undefined;
}

/** Reads these paths, for verbs that answer questions in bulk too. */
export async function readAccess(
  paths: readonly string[],
  args: Arguments,
  context: Context,
): Promise<ReadAccess> {
  if (paths.length === 0) {
    throw new UsageError(
      "Say where the roles and bindings are: a PATH with a slash in it, as ./deploy, or -f PATH.",
      { verb: "access" },
    );
  }
  if (args.value("batch") === "-" && paths.includes("-")) {
    throw new UsageError("Standard input cannot hold both the questions and the objects.", {
      verb: "access",
    });
  }
  return readAccessOf(paths, args, context);
}

/** Reads these paths, with remarks on standard error on what could not be read. */
export async function readAccessOf(
  paths: readonly string[],
  args: Arguments,
  context: Context,
  configuration?: Configuration,
): Promise<ReadAccess> {
  const { cluster, gap } = await readCluster(args, context, {
    paths,
    ...(configuration && { configuration }),
  });
  return { cluster, snapshot: cluster.snapshot, authorizer: cluster.access, gap };
}
