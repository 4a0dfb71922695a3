import { isJsonObject, type JsonObject, textAt } from "@watertight/core/kubernetes";
import { StructValue } from "../../values/struct.ts";
import { adapt, CelError, isList, textOf, type Value } from "../../values/value.ts";
import {
  createActivation,
  OUT_OF_BUDGET,
  type PolicyInput,
  type PolicyLimits,
  Round,
} from "../activation.ts";
import type { CompiledMutation, CompiledPolicy } from "../compiled.ts";
import { applyPatch, type PatchStep } from "./json-patch.ts";
import { jsonOf, misplacedTypes } from "./made.ts";
import { mergeApplied } from "./merge.ts";
import { mergeTypeOf } from "./merge-types.ts";

/*
 * One mutation of a policy (k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch).
 */

/** The schema of a custom resource. */
export type SchemaOf = (apiVersion: string, kind: string) => JsonObject | undefined;

/** The object as a mutation leaves it; `isFatal` where the request is refused whatever the policy says of failures. */
export type Mutated =
  | { readonly error: string; readonly isFatal?: true }
  | { readonly object: JsonObject };

export function mutate(
  policy: CompiledPolicy,
  mutation: CompiledMutation,
  input: PolicyInput,
  { limits, schemaOf }: { readonly limits: PolicyLimits; readonly schemaOf: SchemaOf },
): Mutated {
  const { object } = input;
  const { expression, patchType } = mutation;
  if (object === null) {
    return { error: "there is no object to patch" };
  }
  const type = mergeTypeOf(textAt(object, "apiVersion"), textAt(object, "kind"), schemaOf);
  if (type === undefined) {
    const { group, version, kind } = input.match.kind;
    return {
      error: `Resource kind ${group}/${version}, Kind=${kind} not found. There can be a delay between when CustomResourceDefinitions are created and when they are available.`,
      isFatal: true,
    };
  }
  if (expression.problem !== undefined) {
    return { error: expression.problem };
  }
  const given = { hasAuthorizer: true, hasNamespace: true, match: input.match };
  const activation = createActivation(input, policy.variables, given, limits.perCall);
  const result = new Round(activation, limits.budget, limits.perCall).evaluate(expression);
  if (result?.value === undefined) {
    return { error: result?.error ?? OUT_OF_BUDGET };
  }
  return patchType === "JSONPatch"
    ? patched(object, result.value)
    : applied(object, result.value, type);
}

function applied(
  object: JsonObject,
  value: Value,
  type: NonNullable<ReturnType<typeof mergeTypeOf>>,
): Mutated {
  const misplaced = misplacedTypes(value, "Object");
  if (misplaced.length > 0) {
    return { error: `type mismatch: ${misplaced.join("\n")}` };
  }
  const json = jsonOf(value);
  if (json instanceof CelError || !isJsonObject(json)) {
    return { error: `invalid return type: ${json instanceof CelError ? json.message : "none"}` };
  }
  const { apiVersion = null, kind = null } = object;
  const merged = mergeApplied(object, { ...json, apiVersion, kind }, type);
  return "error" in merged ? { error: `error applying patch: ${merged.error}` } : merged;
}

function patched(object: JsonObject, value: Value): Mutated {
  const steps: PatchStep[] = [];
  for (const each of isList(value) ? value : []) {
    const step = stepOf(adapt(each));
    if (typeof step === "string") {
      return { error: step };
    }
    steps.push(step);
  }
  const made = applyPatch(object, steps);
  // Where a test of the patch fails, the object stays as it is.
  return "tested" in made ? { object } : made;
}

function stepOf(value: Value): PatchStep | string {
  if (!(value instanceof StructValue)) {
    return "type mismatch: JSONPatchType.expression should evaluate to array of JSONPatch";
  }
  const { fields } = value;
  const held = fields.get("value");
  if (held instanceof StructValue) {
    const misplaced = misplacedTypes(held, held.type.name);
    if (misplaced.length > 0) {
      return `type mismatch: ${misplaced.join("\n")}`;
    }
  }
  const json = held === undefined ? undefined : jsonOf(held);
  if (json instanceof CelError) {
    return `JSONPath valueExpression evaluated to a type that could not marshal to JSON: ${json.message}`;
  }
  return {
    op: textOf(fields.get("op")),
    path: textOf(fields.get("path")),
    from: textOf(fields.get("from")),
    value: json,
  };
}
