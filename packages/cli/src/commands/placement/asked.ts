import type { Cluster } from "@watertight/core/cluster";
import type { Configuration } from "@watertight/core/configuration";
import type { Placement, PlacementNode, PlacementPod } from "@watertight/core/placement";
import { podsCalled } from "@watertight/core/placement";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { readCluster } from "../../reading.ts";
import { UsageError } from "../../usage-error.ts";

/** A question that begins with a pod or a node, and the cluster that it is about. */
export interface AskedPlacement {
  readonly word: string;
  readonly cluster: Cluster;
  readonly placement: Placement;
  readonly gap: string | undefined;
}

/** Reads `POD PATH...` and `NODE PATH...`. */
export async function readAsked(
  args: Arguments,
  context: Context,
  verb: string,
  configuration?: Configuration,
): Promise<AskedPlacement> {
  const [word = "", ...operands] = args.operands;
  const paths = [...operands, ...args.values("filename")];
  if (paths.length === 0) throw new UsageError("Give the paths of manifests after it.", { verb });
  const { cluster, gap } = await readCluster(args, context, {
    paths,
    ...(configuration && { configuration }),
  });
  return { word, cluster, placement: cluster.placement, gap };
}

/** The pod of a text, as people name it. */
export function podCalled(text: string, placement: Placement, verb: string): PlacementPod {
  const found = podsCalled(text, placement);
  if ("problem" in found) throw new UsageError(found.problem, { verb });
  return found.pod;
}

/** The node of a name. */
export function nodeCalled(text: string, placement: Placement, verb: string): PlacementNode {
  const name = text.replace(/^node\//, "");
  const node = placement.node(name);
  if (node) return node;
  throw new UsageError(`The input shows no node ${name}.`, { verb });
}
