import {
  type ApiResource,
  apiVersionsOfKind,
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { allOf, anyOf, not } from "../cel-text.ts";
import type { MigratedRule } from "../migrated.ts";
import { createNotes } from "../notes.ts";
import { policyName, policyObjects, resourceRules } from "../resources.ts";
import { namespacesNamed } from "../selectors.ts";
import { controllersOf, isForControllers } from "./autogen.ts";
import { annotationsOf, bindingsOf, keepsOldViolations, type RuleInPolicy } from "./bindings.ts";
import { celPolicies } from "./cel.ts";
import { conditions } from "./conditions.ts";
import { type Matching, matchingOf } from "./match.ts";
import { messageOf } from "./messages.ts";
import { mutatingPolicies, type ReadYaml } from "./mutate.ts";
import { operationsWith } from "./operations.ts";
import { podIn, type Scope, scopeOf } from "./scope.ts";
import { asksOfDeletion, validation } from "./validate.ts";

/*
 * Policies of Kyverno (kyverno.io, ClusterPolicy and Policy): a ValidatingAdmissionPolicy for each rule that validates.
 */

interface Given extends RuleInPolicy {
  readonly known: readonly ApiResource[];
  readonly readYaml: ReadYaml | undefined;
}

/** What becomes of each rule of a policy. */
export function migrateKyverno(
  policy: JsonObject,
  known: readonly ApiResource[],
  readYaml?: ReadYaml,
): readonly MigratedRule[] {
  return listAt(policy, "spec", "rules")
    .filter(isJsonObject)
    .map((rule) => {
      const notes = createNotes();
      const objects = migratedRule({ policy, rule, known, notes, readYaml });
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
  ["verifyImages", "the rule asks for signatures of images, which no expression reads"],
]);

function refuseWhatIsNotSaid({ policy, rule, notes }: Given): void {
  for (const [part, reason] of OTHERS) {
    if (rule[part] !== undefined) {
      notes.refuse(reason);
    }
  }
  for (const entry of listAt(rule, "context")) {
    const why =
      valueAt(entry, "variable") === undefined
        ? "is read from outside of the request"
        : "is a variable: what it is where its path leads nowhere cannot be said";
    notes.refuse(`the context ${textAt(entry, "name")} ${why}`);
  }
  if (rule["celPreconditions"] !== undefined && !isInCel(rule)) {
    notes.refuse("celPreconditions are not translated but with validate.cel");
  }
  if (
    textAt(policy, "spec", "applyRules") === "One" &&
    listAt(policy, "spec", "rules").length > 1
  ) {
    notes.refuse("the policy stops at its first rule that applies, and admission policies do not");
  }
}

/** Whether a rule is written in CEL itself. */
function isInCel(rule: JsonObject): boolean {
  return valueAt(rule, "validate", "cel") !== undefined;
}

/** The object of a request whatever is done with it. */
const ANY_OBJECT = "(request.operation == 'DELETE' ? oldObject : object)";

function migratedRule(given: Given): readonly JsonObject[] {
  const { policy, rule } = given;
  refuseWhatIsNotSaid(given);
  if (isInCel(rule)) {
    return celPolicies(given);
  }
  if (rule["mutate"] !== undefined) {
    return mutatingPolicies(given);
  }
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
