import type { FieldPath } from "../kubernetes/field-path.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import { isFromCluster } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { isAppliedAsWritten, isFilledIn } from "./refusals.ts";

/** A rule of a CustomResourceDefinition that an object breaks, or that the API server refuses. */
export interface BrokenRule {
  readonly path: FieldPath;
  /** A clause: what the rule says of itself, or why it has no answer. */
  readonly message: string;
}

/** What knows rules of CustomResourceDefinitions, in Kubernetes of a version such as `v1.37`; given by whoever has an engine for them. */
export interface CustomResourceRules {
  /** Evaluates the rules of a schema, `x-kubernetes-validations`, on an object as it is created. */
  readonly broken: (
    object: JsonObject,
    schema: JsonObject,
    version: string,
  ) => readonly BrokenRule[];
  /** What of the rules of a definition itself the API server refuses. */
  readonly refused: (definition: JsonObject, version: string) => readonly BrokenRule[];
}

/** What of a cluster its rules are judged by. */
interface RuledCluster {
  readonly customResourceRules: CustomResourceRules | undefined;
  readonly snapshot: Snapshot;
}

/** Schemas with rules in a snapshot, by version and kind of the objects that they are for: `shop.example/v1 Cart`. */
export function schemasWithRules(snapshot: Snapshot): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const { object } of snapshot.ofKind("apiextensions.k8s.io", "CustomResourceDefinition")) {
    const kind = textAt(object, "spec", "names", "kind");
    for (const version of listAt(object, "spec", "versions")) {
      const schema = objectAt(version, "schema", "openAPIV3Schema");
      const name = `${textAt(object, "spec", "group")}/${textAt(version, "name")} ${kind}`;
      if (hasRules(schema)) found.set(name, schema);
    }
  }
  return found;
}

function hasRules(schema: JsonObject): boolean {
  const todo: JsonValue[] = [schema];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (isJsonObject(next) && "x-kubernetes-validations" in next) return true;
    const parts: readonly JsonValue[] = isJsonObject(next) ? Object.values(next) : listAt(next);
    for (const part of parts) todo.push(part);
  }
  return false;
}

/**
 * The rules of its definition that an object breaks, and of a definition those that the API server refuses: none where the definition is
 * not in the input, where nothing evaluates rules, for what a cluster has taken already, and for what is not applied as it is.
 */
export function brokenRulesOf(
  entry: SnapshotObject,
  { customResourceRules, snapshot }: RuledCluster,
): readonly BrokenRule[] {
  const { object } = entry;
  if (customResourceRules === undefined || isFromCluster(object)) return [];
  const schema = snapshot.once(schemasWithRules).get(`${object.apiVersion} ${object.kind}`);
  const isDefinition =
    object.kind === "CustomResourceDefinition" && object.apiVersion === "apiextensions.k8s.io/v1";
  if (!(isDefinition || schema !== undefined) || !isAppliedAsWritten(entry)) return [];
  const version = snapshot.assumptions.kubernetesVersion.value;
  const broken =
    schema === undefined
      ? customResourceRules.refused(object, version)
      : customResourceRules.broken(object, schema, version);
  return broken.filter(({ path }) => !isFilledIn(object, path));
}
