import {
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
  valueAt,
} from "@watertight/core/kubernetes";

/*
 * Which rules on Pods Kyverno writes for controllers too, after its pkg/autogen/v1.
 */

export const CONTROLLERS: readonly (readonly [kind: string, apiVersion: string])[] = [
  ["DaemonSet", "apps/v1"],
  ["Deployment", "apps/v1"],
  ["Job", "batch/v1"],
  ["StatefulSet", "apps/v1"],
  ["ReplicaSet", "apps/v1"],
  ["ReplicationController", "v1"],
  ["CronJob", "batch/v1"],
];

/** The filters of `match` or `exclude`. */
export function filtersOf(block: JsonObject): readonly JsonObject[] {
  const several = ["any", "all"].map((name) => listAt(block, name).filter(isJsonObject));
  const given = several.find((each) => each.length > 0);
  return given ?? (Object.keys(block).length === 0 ? [] : [block]);
}

function kindsOf(block: JsonObject): readonly string[] {
  return filtersOf(block).flatMap((each) => textsAt(each, "resources", "kinds"));
}

/** Whether a kind, however its group and version are written before it, is Pod. */
export function isPod(kind: string): boolean {
  return kind.split("/").at(-1) === "Pod";
}

function hindersAll(filter: JsonObject): boolean {
  const resources = objectAt(filter, "resources");
  const kinds = textsAt(resources, "kinds");
  return (
    ["name", "names", "selector", "annotations"].some(
      (name) => valueAt(resources, name) !== undefined,
    ) ||
    (kinds.length > 1 && kinds.some(isPod))
  );
}

function isGenerated(rule: JsonObject): boolean {
  const mutate = objectAt(rule, "mutate");
  const patches = [mutate, ...listAt(mutate, "foreach")];
  return (
    valueAt(rule, "generate") !== undefined ||
    patches.some((each) => textAt(each, "patchesJson6902") !== "")
  );
}

const ANNOTATION = "pod-policies.kyverno.io/autogen-controllers";

/** The kinds that rules on Pods are written for too; none where the policy says so or one of its rules hinders it. */
export function controllersOf(policy: JsonObject): readonly string[] {
  const rules = listAt(policy, "spec", "rules").filter(isJsonObject);
  const blocks = rules.flatMap((rule) => [objectAt(rule, "match"), objectAt(rule, "exclude")]);
  if (rules.some(isGenerated) || blocks.flatMap(filtersOf).some(hindersAll)) {
    return [];
  }
  const wanted = textAt(policy, "metadata", "annotations", ANNOTATION) || "all";
  const all = CONTROLLERS.map(([kind]) => kind);
  return wanted === "all" ? all : all.filter((kind) => wanted.split(",").includes(kind));
}

/** Whether one rule is written for controllers: one on Pods that excludes nothing else. */
export function isForControllers(rule: JsonObject): boolean {
  const excluded = kindsOf(objectAt(rule, "exclude"));
  return (
    kindsOf(objectAt(rule, "match")).some(isPod) && (excluded.length === 0 || excluded.some(isPod))
  );
}
