import type { Authorizer } from "@watertight/core/access";
import type { Cluster } from "@watertight/core/cluster";
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

/** Reads the paths of `-f` and those given as well, for verbs that answer questions in bulk too. */
export async function readAccess(
  args: Arguments,
  context: Context,
  more: readonly string[] = [],
): Promise<ReadAccess> {
  const paths = pathsOf(args, more);
  if (args.value("batch") === "-" && paths.includes("-")) {
    throw new UsageError("Standard input cannot hold both the questions and the objects.", {
      verb: "access",
    });
  }
  return readAccessOf(paths, args, context);
}

/** The paths of `-f` and those given as well. */
export function pathsOf(args: Arguments, more: readonly string[]): readonly string[] {
  const paths = [...args.values("filename"), ...more];
  if (paths.length > 0) return paths;
  throw new UsageError("Say where the roles and bindings are: -f PATH.", { verb: "access" });
}

/** Reads these paths, with remarks on standard error on what could not be read. */
export async function readAccessOf(
  paths: readonly string[],
  args: Arguments,
  context: Context,
): Promise<ReadAccess> {
  const { cluster, gap } = await readCluster(args, context, { paths });
  return { cluster, snapshot: cluster.snapshot, authorizer: cluster.access, gap };
}
