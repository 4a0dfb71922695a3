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
  const { NEWEST_MINOR, violatedRules } = await import("@watertight/cel");
  return {
    customResourceRules: (object, schema, version) => {
      const minor = Math.min(Number(version.slice("v1.".length)), NEWEST_MINOR);
      return violatedRules(object, schema, minor, oldOf(object, around));
    },
  };
}

/** What the cluster has in the place of an object, in the same version. */
function oldOf(object: JsonObject, around: Snapshot | undefined): JsonObject | undefined {
  if (around === undefined || !isKubernetesObject(object)) return undefined;
  const old = around.find(referenceOf(object))?.object;
  return old?.apiVersion === object.apiVersion ? old : undefined;
}
