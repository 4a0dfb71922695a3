import { type ClusterSettings, schemasWithRules } from "@watertight/core/cluster";
import type { Snapshot } from "@watertight/core/snapshot";

/** What evaluates the rules of definitions that are in the input; nothing is loaded for an input without any. */
export async function customResourceRulesFor(
  snapshot: Snapshot,
): Promise<Pick<ClusterSettings, "customResourceRules">> {
  if (snapshot.once(schemasWithRules).size === 0) return {};
  const { NEWEST_MINOR, violatedRules } = await import("@watertight/cel");
  return {
    customResourceRules: (object, schema, version) =>
      violatedRules(object, schema, Math.min(Number(version.slice("v1.".length)), NEWEST_MINOR)),
  };
}
