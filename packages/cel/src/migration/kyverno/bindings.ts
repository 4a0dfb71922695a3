import {
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { hasWildcard } from "../cel-text.ts";
import type { Notes } from "../notes.ts";
import type { WantedPolicy } from "../resources.ts";
import { namespacesNamed } from "../selectors.ts";

/*
 * What becomes of a violation, and what a policy says of itself.
 */

/** A rule in its policy. */
export interface RuleInPolicy {
  readonly policy: JsonObject;
  readonly rule: JsonObject;
  readonly notes: Notes;
}

/** A rule that denies lets an object be updated that was no better before, unless it says otherwise. */
export function keepsOldViolations({ policy, rule }: RuleInPolicy): boolean {
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

/** What binds a policy: another action in some namespaces is a binding of its own. */
export function bindingsOf(
  { policy, rule, notes }: RuleInPolicy,
  name: string,
): WantedPolicy["bindings"] {
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
export function annotationsOf(policy: JsonObject): JsonObject {
  const annotations = objectAt(policy, "metadata", "annotations");
  return Object.fromEntries(
    SAID.flatMap((name) => {
      const text = textAt(annotations, `policies.kyverno.io/${name}`).replace(/\s+/g, " ").trim();
      return text === "" ? [] : [[`watertight.dev/${name}`, text]];
    }),
  );
}
