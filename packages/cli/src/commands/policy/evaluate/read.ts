import {
  minorOf,
  type Policies,
  readPolicies,
  type SnapshotSurroundings,
  surroundingsOf,
} from "@watertight/cel/policies";
import type { Snapshot } from "@watertight/core/snapshot";
import type { Arguments } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { type ReadCluster, readCluster, readClusters } from "../../../reading.ts";
import { UsageError } from "../../../usage-error.ts";

/** Policies with what they read besides requests. */
export interface ReadPolicies {
  readonly read: ReadCluster;
  readonly policies: Policies;
  readonly surroundings: SnapshotSurroundings;
}

/** The policies of the paths and of `--policies`, in the cluster that the paths show. */
export async function readPolicyInput(
  args: Arguments,
  context: Context,
  verb: string,
): Promise<ReadPolicies> {
  const further = args.values("policies");
  if (args.operands.length === 0 && further.length === 0) {
    throw new UsageError("Give the paths of policies.", { verb });
  }
  const paths = args.operands.length === 0 ? { paths: further } : {};
  const read = await readCluster(args, context, paths);
  const added =
    args.operands.length === 0 || further.length === 0
      ? undefined
      : await readClusters(args, context, { paths: further, isAside: true });
  const { cluster } = read;
  const snapshot =
    added === undefined
      ? cluster.snapshot
      : cluster.snapshot.with({ added: added.snapshot.objects });
  const objects = snapshot.objects.map(({ object }) => object);
  const gap = read.gap ?? added?.gap;
  return {
    read: { ...read, gap },
    policies: readPolicies(objects, minorOf(snapshot), { everywhere: args.flag("unbound") }),
    surroundings: surroundingsOf(snapshot, cluster.access, isWhole(snapshot)),
  };
}

function isWhole({ assumptions }: Snapshot): boolean {
  return assumptions.wholeCluster.value;
}

/** Sentences on what the answers rest on besides the objects. */
export function sentencesOf({
  surroundings,
}: Pick<ReadPolicies, "surroundings">): readonly string[] {
  return [...surroundings.assumed]
    .sort()
    .map(
      (name) => `The input shows no Namespace ${name}: it is taken to have no labels but its name.`,
    );
}
