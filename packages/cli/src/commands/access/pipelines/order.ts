import type { ClusterPipeline } from "@watertight/core/cluster";

/** Those that may do everything, then those of whom it is not known who they are, then the rest; each in the order of the input. */
export function worstFirst(pipelines: readonly ClusterPipeline[]): readonly ClusterPipeline[] {
  return pipelines.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf(pipeline: ClusterPipeline): number {
  if (doesEverything(pipeline)) return 0;
  return "unknown" in pipeline.identity ? 1 : 2;
}

/** Whether a pipeline may do everything in the whole cluster. */
export function doesEverything({ everything, rights }: ClusterPipeline): boolean {
  return everything.length > 0 || rights?.everything !== undefined;
}
