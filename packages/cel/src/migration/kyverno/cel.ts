import {
  type ApiResource,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { anyOf, not } from "../cel-text.ts";
import { policyObjects, resourceRules } from "../resources.ts";
import { namespacesNamed } from "../selectors.ts";
import { annotationsOf, bindingsOf, type RuleInPolicy } from "./bindings.ts";
import { operationsWith } from "./operations.ts";
import { type WrittenRule, writtenRules } from "./written-for.ts";

/*
 * Rules that are in CEL already (`validate.cel`): Kyverno evaluates them with the API server's own code (its
 * pkg/engine/handlers/validation/validate_cel.go), so they are taken as they stand.
 */

const KNOWN = new Set(["auditAnnotations", "expressions", "paramKind", "paramRef", "variables"]);

type Given = RuleInPolicy & { readonly known: readonly ApiResource[] };

/** The policies of a rule, with their bindings. */
export function celPolicies(given: Given): readonly JsonObject[] {
  const { rule, notes } = given;
  const unknown = Object.keys(objectAt(rule, "validate", "cel")).filter((key) => !KNOWN.has(key));
  if (unknown.length > 0) {
    notes.refuse(`validate.cel is not translated with ${unknown.join(", ")}`);
  }
  const written = writtenRules(given);
  const [first] = written;
  const { operations, rest } = operationsWith(
    rule,
    first?.matching.operations,
    first?.matching.operations?.includes("DELETE") === true,
  );
  if (rest !== undefined) {
    notes.refuse("preconditions of Kyverno beside validate.cel are not translated");
  }
  return written.flatMap((each) => policyOf(given, each, operations));
}

function policyOf(
  given: Given,
  { name, pod, matching }: WrittenRule,
  operations: readonly string[],
): readonly JsonObject[] {
  const { policy, rule, notes } = given;
  const cel = objectAt(rule, "validate", "cel");
  const { guard, condition, resources } = matching;
  if (guard !== "true" && listAt(cel, "auditAnnotations").length > 0) {
    notes.refuse("audit annotations of a rule for namespaces by their labels");
  }
  const conditions = [
    ...listAt(policy, "spec", "webhookConfiguration", "matchConditions"),
    ...listAt(inPod(rule["celPreconditions"] ?? [], pod)),
    ...(condition === "true" ? [] : [{ name: "match", expression: condition }]),
  ];
  const said = textAt(rule, "validate", "message");
  const own = inPod(cel, pod);
  const namespace = textAt(policy, "metadata", "namespace");
  const { paramKind, paramRef } = cel;
  const spec: JsonObject = {
    failurePolicy: "Fail",
    ...(isJsonObject(paramKind) && { paramKind }),
    matchConstraints: {
      ...(policy["kind"] === "Policy" && namespacesNamed([namespace || "default"], "In")),
      resourceRules: resourceRules(resources, operations),
    },
    ...(conditions.length > 0 && { matchConditions: conditions }),
    ...copied(own, "variables"),
    validations: listAt(own, "expressions")
      .filter(isJsonObject)
      .map((each) => validation(each, said, guard)),
    ...copied(own, "auditAnnotations"),
  };
  const bindings = bindingsOf(given, name).map((binding) => ({
    ...binding,
    ...(isJsonObject(paramRef) && { paramRef }),
  }));
  return policyObjects({ name, annotations: annotationsOf(policy), spec, bindings });
}

function copied(cel: JsonValue, name: string): JsonObject {
  const given = listAt(cel, name);
  return given.length === 0 ? {} : { [name]: given };
}

function validation(given: JsonObject, said: string, guard: string): JsonObject {
  const expression = textAt(given, "expression");
  return {
    ...given,
    expression: guard === "true" ? expression : anyOf([not(guard), expression]),
    ...(textAt(given, "message") === "" && said !== "" && { message: said }),
  };
}

/** The texts of a rule on Pods as Kyverno writes them for pods within other objects: it replaces names, wherever they stand. */
function inPod(value: JsonValue, pod: readonly string[]): JsonValue {
  if (typeof value === "string") {
    return replaced(value, pod);
  }
  if (Array.isArray(value)) {
    return value.map((each: JsonValue) => inPod(each, pod));
  }
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inPod(each, pod)]))
    : value;
}

function replaced(text: string, pod: readonly string[]): string {
  const within = pod.join(".");
  return pod.length === 0
    ? text
    : text.replace(/(object|oldObject)\.(spec|metadata)/g, `$1.${within}.$2`);
}
