import {
  type ApiResource,
  apiVersionsOfKind,
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { allOf, anyOf, hasWildcard, not } from "../cel-text.ts";
import type { MigratedRule } from "../migrated.ts";
import { createNotes, type Notes } from "../notes.ts";
import { policyName, policyObjects, resourceRules, type WantedPolicy } from "../resources.ts";
import { namespacesNamed } from "../selectors.ts";
import { controllersOf, isForControllers } from "./autogen.ts";
import { conditions } from "./conditions.ts";
import { type Matching, matchingOf } from "./match.ts";
import { messageOf } from "./messages.ts";
import { operationsWith } from "./operations.ts";
import { podIn, type Scope, scopeOf } from "./scope.ts";
import { asksOfDeletion, validation } from "./validate.ts";

/*
 * Policies of Kyverno (kyverno.io, ClusterPolicy and Policy): a ValidatingAdmissionPolicy for each rule that validates.
 */

interface Given {
  readonly policy: JsonObject;
  readonly rule: JsonObject;
  readonly known: readonly ApiResource[];
  readonly notes: Notes;
}

/** What becomes of each rule of a policy. */
export function migrateKyverno(
  policy: JsonObject,
  known: readonly ApiResource[],
): readonly MigratedRule[] {
  return listAt(policy, "spec", "rules")
    .filter(isJsonObject)
    .map((rule) => {
      const notes = createNotes();
      const objects = migratedRule({ policy, rule, known, notes });
      const { refused, remarks } = notes;
      return {
        source: policy,
        rule: textAt(rule, "name"),
        objects: refused.length > 0 ? [] : objects,
        refused,
        remarks: refused.length > 0 ? [] : remarks,
      };
    });
}

const OTHERS: ReadonlyMap<string, string> = new Map([
  ["generate", "the rule makes other objects, which no admission policy does"],
  ["mutate", "the rule changes objects: only rules that validate are translated"],
  ["verifyImages", "the rule asks for signatures of images, which no expression reads"],
]);

function refuseWhatIsNotSaid({ policy, rule, notes }: Given): void {
  for (const [part, reason] of OTHERS) {
    if (rule[part] !== undefined) {
      notes.refuse(reason);
    }
  }
  const context = listAt(rule, "context").map((each) => textAt(each, "name"));
  if (context.length > 0) {
    notes.refuse(`the context ${context.join(", ")} is read from outside of the request`);
  }
  if (rule["celPreconditions"] !== undefined) {
    notes.refuse("celPreconditions are not translated");
  }
  if (
    textAt(policy, "spec", "applyRules") === "One" &&
    listAt(policy, "spec", "rules").length > 1
  ) {
    notes.refuse("the policy stops at its first rule that applies, and admission policies do not");
  }
}

/** The object of a request whatever is done with it. */
const ANY_OBJECT = "(request.operation == 'DELETE' ? oldObject : object)";

function migratedRule(given: Given): readonly JsonObject[] {
  const { policy, rule } = given;
  refuseWhatIsNotSaid(given);
  const validate = objectAt(rule, "validate");
  if (rule["validate"] === undefined) {
    return [];
  }
  const controllers = isForControllers(rule) ? controllersOf(policy) : [];
  const own = matchingOf({ ...given, controllers, object: "object" });
  const { operations, rest } = operationsWith(rule, own.operations, asksOfDeletion(validate));
  const object = operations.includes("DELETE") ? ANY_OBJECT : "object";
  const matching =
    object === "object" ? own : matchingOf({ ...given, controllers, object: "variables.any" });
  const name = policyName(textAt(policy, "metadata", "name"), textAt(rule, "name"));
  const wanted = { matching, operations, preconditions: rest, controllers, object, name };
  const spec = specOf(given, wanted);
  const bindings = bindingsOf(given, name);
  return policyObjects({ name, annotations: annotationsOf(policy), spec, bindings });
}

interface Wanted {
  readonly matching: Matching;
  readonly operations: readonly string[];
  readonly preconditions: JsonObject | readonly JsonObject[] | undefined;
  readonly controllers: readonly string[];
  readonly object: string;
  readonly name: string;
}

function oneKind({
  matching,
  controllers,
}: Wanted): { apiVersion: string; kind: string } | undefined {
  if (controllers.length > 0) {
    return { apiVersion: "v1", kind: "Pod" };
  }
  const kinds = new Set(matching.resources.map(({ group, kind }) => `${group}/${kind}`));
  const [first] = matching.resources;
  if (kinds.size !== 1 || first === undefined || first.subresource !== "") {
    return;
  }
  const { group, kind } = first;
  // A kind of several versions may come in each of them.
  const versions = apiVersionsOfKind(kind).filter(
    (each) => group === each.split("/").slice(0, -1).join("/"),
  );
  const [apiVersion] = versions;
  return versions.length === 1 && apiVersion !== undefined ? { apiVersion, kind } : undefined;
}

interface Variable {
  readonly name: string;
  readonly expression: string;
}

/** Scope of the object of a request, or of the one that it takes the place of, with its variables. */
function scoped(
  wanted: Wanted,
  isOld: boolean,
): { readonly scope: Scope; readonly variables: readonly Variable[] } {
  const { controllers, object } = wanted;
  const kind = oneKind(wanted);
  const isPlain = object === "object";
  const from = isOld ? "oldObject" : isPlain ? "object" : "variables.any";
  const variables = isOld || isPlain ? [] : [{ name: "any", expression: object.slice(1, -1) }];
  if (controllers.length === 0) {
    return { scope: scopeOf({ object: from, root: from, kind }), variables };
  }
  const name = isOld ? "oldPod" : "pod";
  return {
    scope: scopeOf({ object: from, root: `variables.${name}`, kind }),
    variables: [...variables, { name, expression: podIn(from) }],
  };
}

/** What lets pass: what the rule is not for, or what it wants. */
function body({ rule, notes }: Given, wanted: Wanted, scope: Scope): string {
  const { preconditions, matching } = wanted;
  const asked = allOf([
    matching.guard,
    preconditions === undefined
      ? "true"
      : conditions(preconditions, { roots: scope.roots, notes, denies: false }),
  ]);
  const test = validation(objectAt(rule, "validate"), scope, notes);
  return asked === "true" ? test : anyOf([not(asked), test]);
}

function specOf(given: Given, wanted: Wanted): JsonObject {
  const { policy, rule, notes } = given;
  const { matching, operations } = wanted;
  const current = scoped(wanted, false);
  const expression = body(given, wanted, current.scope);
  const message = messageOf(textAt(rule, "validate", "message"), current.scope, notes);
  const shown =
    message.message === "" ? { message: `rule ${textAt(rule, "name")} is violated` } : message;
  const isKept = keepsOldViolations(given) && operations.includes("UPDATE");
  const before = scoped(wanted, true);
  const variables = isKept
    ? [
        ...current.variables,
        ...before.variables,
        { name: "isGood", expression },
        { name: "wasGood", expression: body(given, wanted, before.scope) },
      ]
    : current.variables;
  const namespace = textAt(policy, "metadata", "namespace");
  return {
    failurePolicy: "Fail",
    matchConstraints: {
      ...(policy["kind"] === "Policy" && namespacesNamed([namespace || "default"], "In")),
      resourceRules: resourceRules(matching.resources, operations),
    },
    ...matchConditions(given, wanted),
    ...(variables.length > 0 && { variables: variables.map((each) => ({ ...each })) }),
    validations: [
      {
        expression: isKept
          ? "variables.isGood || request.operation == 'UPDATE' && !variables.wasGood"
          : expression,
        ...shown,
      },
    ],
  };
}

function matchConditions({ policy }: Given, { matching, object }: Wanted): JsonObject {
  const expression =
    object === "object"
      ? matching.condition
      : matching.condition.replaceAll("variables.any", object);
  const own = listAt(policy, "spec", "webhookConfiguration", "matchConditions").filter(
    isJsonObject,
  );
  const all = [...own, ...(expression === "true" ? [] : [{ name: "match", expression }])];
  return all.length === 0 ? {} : { matchConditions: all };
}

/** A rule that denies lets an object be updated that was no better before, unless it says otherwise. */
function keepsOldViolations({ policy, rule }: Given): boolean {
  return (
    isEnforced(actionOf(policy, rule)) &&
    valueAt(rule, "validate", "allowExistingViolations") !== false
  );
}

function actionOf(policy: JsonObject, rule: JsonObject): string {
  return (
    textAt(rule, "validate", "failureAction") ||
    textAt(policy, "spec", "validationFailureAction") ||
    "Audit"
  );
}

function isEnforced(action: string): boolean {
  return action.toLowerCase() === "enforce";
}

function actionsOf(policy: JsonObject, action: string): readonly string[] {
  if (isEnforced(action)) {
    return ["Deny"];
  }
  return valueAt(policy, "spec", "emitWarning") === true ? ["Audit", "Warn"] : ["Audit"];
}

function bindingsOf({ policy, rule, notes }: Given, name: string): WantedPolicy["bindings"] {
  const own = listAt(rule, "validate", "failureActionOverrides");
  const overrides = (
    own.length > 0 ? own : listAt(policy, "spec", "validationFailureActionOverrides")
  ).filter(isJsonObject);
  const named = overrides.flatMap((each) => [...textsAt(each, "namespaces")]);
  if (
    named.some(hasWildcard) ||
    overrides.some((each) => each["namespaceSelector"] !== undefined)
  ) {
    notes.refuse("another action for namespaces of a pattern or by their labels");
  }
  const rest = actionsOf(policy, actionOf(policy, rule));
  return [
    {
      name,
      actions: rest,
      ...(named.length > 0 && { matchResources: namespacesNamed(named, "NotIn") }),
    },
    ...overrides.map((each, index) => ({
      name: `${name}-${index + 1}`,
      actions: actionsOf(policy, textAt(each, "action")),
      matchResources: namespacesNamed(textsAt(each, "namespaces"), "In"),
    })),
  ];
}

const SAID = ["title", "severity", "description", "category"];

/** What the policy says of itself. */
function annotationsOf(policy: JsonObject): JsonObject {
  const annotations = objectAt(policy, "metadata", "annotations");
  return Object.fromEntries(
    SAID.flatMap((name) => {
      const text = textAt(annotations, `policies.kyverno.io/${name}`).replace(/\s+/g, " ").trim();
      return text === "" ? [] : [[`watertight.dev/${name}`, text]];
    }),
  );
}
