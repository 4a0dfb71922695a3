import type { DocumentFacts } from "@watertight/reports/json";
import type { ReadCluster } from "./reading.ts";

/** What a document about one cluster says of its input; `statements` are what its answers rest on besides. */
export function factsOf(
  { cluster, gap }: ReadCluster,
  statements: readonly string[] = [],
): DocumentFacts {
  const { world, namespace, snapshot } = cluster;
  return {
    snapshot,
    incomplete: gap !== undefined,
    namespaces: namespace ? [{ world, namespace }] : [],
    statements,
  };
}
