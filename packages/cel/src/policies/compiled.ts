import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { BOOL, listOf, NULL, objectType, STRING, type Type } from "../typing/type.ts";
import { composedType, type PolicyVariables, policyEnvironment } from "./environment.ts";
import { type CompiledExpression, compileExpression } from "./expressions.ts";

/*
 * Policies with all of their expressions compiled, once (compilePolicy of k8s.io/apiserver/pkg/admission/plugin/policy/validating and mutating).
 */

interface CompiledCondition {
  readonly name: string;
  readonly condition: CompiledExpression;
}

export interface CompiledValidation {
  readonly expression: CompiledExpression;
  readonly message: string;
  readonly messageExpression: CompiledExpression | undefined;
  /** "" for the default. */
  readonly reason: string;
}

interface CompiledAnnotation {
  readonly key: string;
  readonly value: CompiledExpression;
}

export interface CompiledMutation {
  readonly patchType: string;
  readonly expression: CompiledExpression;
}

export interface CompiledPolicy {
  readonly name: string;
  readonly kind: "mutating" | "validating";
  readonly object: JsonObject;
  readonly spec: JsonObject;
  readonly failsOpen: boolean;
  /** What is matched, with the API server's defaults. */
  readonly constraints: JsonObject;
  readonly paramKind: { readonly apiVersion: string; readonly kind: string } | undefined;
  readonly variables: ReadonlyMap<string, CompiledExpression>;
  readonly conditions: readonly CompiledCondition[];
  readonly validations: readonly CompiledValidation[];
  readonly annotations: readonly CompiledAnnotation[];
  readonly mutations: readonly CompiledMutation[];
  readonly mayReinvoke: boolean;
}

const BOOLEAN: readonly Type[] = [BOOL];
const TEXT: readonly Type[] = [STRING];
const ANNOTATION: readonly Type[] = [STRING, NULL];
const APPLIED: readonly Type[] = [objectType("Object")];
const PATCHES: readonly Type[] = [listOf(objectType("JSONPatch"))];

/** A policy with its expressions in Kubernetes 1.`minor`. */
export function compilePolicy(object: JsonObject, minor: number): CompiledPolicy {
  const spec = objectAt(object, "spec");
  const kind = object["kind"] === "MutatingAdmissionPolicy" ? "mutating" : "validating";
  const compiler = new PolicyCompiler(minor, isJsonObject(spec["paramKind"]));
  const variables = compiler.variables(listAt(spec, "variables"));
  const paramKind = objectAt(spec, "paramKind");
  return {
    name: textAt(object, "metadata", "name"),
    kind,
    object,
    spec,
    failsOpen: spec["failurePolicy"] === "Ignore",
    constraints: withMatchDefaults(objectAt(spec, "matchConstraints")),
    paramKind: isJsonObject(spec["paramKind"])
      ? { apiVersion: textAt(paramKind, "apiVersion"), kind: textAt(paramKind, "kind") }
      : undefined,
    variables,
    conditions: listAt(spec, "matchConditions").map((each) => ({
      name: textAt(each, "name"),
      condition: compiler.compile(textAt(each, "expression"), BOOLEAN),
    })),
    validations: listAt(spec, "validations").map((each) => validationOf(each, compiler)),
    annotations: listAt(spec, "auditAnnotations").map((each) => ({
      key: textAt(each, "key"),
      value: compiler.compile(textAt(each, "valueExpression"), ANNOTATION),
    })),
    mutations: listAt(spec, "mutations").map((each) => mutationOf(each, compiler)),
    mayReinvoke: spec["reinvocationPolicy"] === "IfNeeded",
  };
}

function validationOf(validation: JsonValue, compiler: PolicyCompiler): CompiledValidation {
  const message = textAt(validation, "messageExpression");
  return {
    expression: compiler.compile(textAt(validation, "expression"), BOOLEAN),
    message: textAt(validation, "message"),
    messageExpression:
      message === "" ? undefined : compiler.compile(message, TEXT, { hasAuthorizer: false }),
    reason: textAt(validation, "reason"),
  };
}

function mutationOf(mutation: JsonValue, compiler: PolicyCompiler): CompiledMutation {
  const patchType = textAt(mutation, "patchType");
  const isPatch = patchType === "JSONPatch";
  const field = isPatch ? "jsonPatch" : "applyConfiguration";
  const returns = isPatch ? PATCHES : APPLIED;
  return {
    patchType,
    expression: compiler.compile(textAt(mutation, field, "expression"), returns, {
      hasPatches: true,
    }),
  };
}

/** Compiles expressions of one policy, which share its variables. */
class PolicyCompiler {
  readonly #minor: number;
  readonly #base: PolicyVariables;
  readonly #composed = new Map<string, Type>();

  constructor(minor: number, hasParams: boolean) {
    this.#minor = minor;
    this.#base = { hasParams, hasAuthorizer: true, hasPatches: false };
  }

  compile(
    source: string,
    returns: readonly Type[] | undefined,
    differing: Partial<PolicyVariables> = {},
  ): CompiledExpression {
    const seen = { ...this.#base, ...differing };
    return compileExpression(source, policyEnvironment(this.#minor, seen, this.#composed), returns);
  }

  /** Each sees those before it. */
  variables(given: readonly JsonValue[]): ReadonlyMap<string, CompiledExpression> {
    const variables = new Map<string, CompiledExpression>();
    for (const each of given) {
      const name = textAt(each, "name");
      const compiled = this.compile(textAt(each, "expression"), undefined);
      this.#composed.set(
        name,
        composedType(compiled.program?.type ?? { kind: "dyn", name: "dyn", parameters: [] }),
      );
      variables.set(name, compiled);
    }
    return variables;
  }
}

/** `matchConstraints` and `matchResources` as the API server has them after its defaults (pkg/apis/admissionregistration/v1/defaults.go). */
export function withMatchDefaults(criteria: JsonObject): JsonObject {
  return {
    ...criteria,
    matchPolicy: textAt(criteria, "matchPolicy") || "Equivalent",
    namespaceSelector: objectAt(criteria, "namespaceSelector"),
    objectSelector: objectAt(criteria, "objectSelector"),
  };
}
