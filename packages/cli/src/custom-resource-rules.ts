import { type ClusterSettings, schemasWithRules } from "@watertight/core/cluster";
import { isKubernetesObject, type JsonObject, referenceOf } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";

/**
 * What evaluates the rules of definitions that are in the input, or in the cluster around it; nothing is loaded where there are none. An
 * object that the cluster has already is judged as an update of it.
 */
export async function customResourceRulesFor(
  snapshot: Snapshot,
  around: Snapshot | undefined,
): Promise<Pick<ClusterSettings, "customResourceRules">> {
  const all = [snapshot, ...(around ? [around] : [])];
  if (all.every((each) => each.once(schemasWithRules).size === 0)) return {};
  const { definitionFaults, NEWEST_MINOR, violatedRules } = await import("@watertight/cel");
  const minorOf = (version: string): number =>
    Math.min(Number(version.slice("v1.".length)), NEWEST_MINOR);
  return {
    customResourceRules: {
      broken: (object, schema, version) =>
        violatedRules(object, schema, minorOf(version), oldOf(object, around)),
      refused: (definition, version) =>
        definitionFaults(definition, minorOf(version), oldOf(definition, around)),
    },
  };
}

/** What the cluster has in the place of an object, in the same version. */
function oldOf(object: JsonObject, around: Snapshot | undefined): JsonObject | undefined {
  if (around === undefined || !isKubernetesObject(object)) return undefined;
  const old = around.find(referenceOf(object))?.object;
  return old?.apiVersion === object.apiVersion ? old : undefined;
}
