import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { allOf, anyOf, not } from "../cel-text.ts";
import type { Notes } from "../notes.ts";
import { conditions } from "./conditions.ts";
import { outcomeOf, passes, translatePattern } from "./pattern.ts";
import { podSecurity } from "./pod-security.ts";
import { queried } from "./queries.ts";
import { type Scope, scopeOfElement } from "./scope.ts";
import { type OneValue, someOf, textOf } from "./values.ts";

/*
 * What `validate` wants of an object, after Kyverno's pkg/engine/handlers/validation/validate_resource.go: a condition that holds of
 * what is let pass.
 */

const TRANSLATED = new Set(["anyPattern", "deny", "foreach", "pattern", "podSecurity"]);
const BESIDES = new Set([
  "allowExistingViolations",
  "failureAction",
  "failureActionOverrides",
  "message",
]);

/** Whether the rule looks at an object at all when it is deleted: patterns do not. */
export function asksOfDeletion(validate: JsonObject): boolean {
  return validate["deny"] !== undefined || validate["foreach"] !== undefined;
}

/** What holds of objects that the rule lets pass. */
export function validation(validate: JsonObject, scope: Scope, notes: Notes): string {
  const parts = Object.keys(validate).filter((key) => !BESIDES.has(key));
  const [only, ...more] = parts;
  if (only === undefined || more.length > 0 || !TRANSLATED.has(only)) {
    return notes.refuse(
      `validate is not translated with ${parts.join(" and ") || "nothing in it"}`,
    );
  }
  return only === "podSecurity"
    ? podSecurity(objectAt(validate, only), scope.root, notes)
    : demanded(validate, scope, notes);
}

function demanded(part: JsonObject, scope: Scope, notes: Notes): string {
  const { root, type, roots } = scope;
  if (part["deny"] !== undefined) {
    const given = valueAt(part, "deny", "conditions");
    return not(given === undefined ? "true" : conditions(given, { roots, notes, denies: true }));
  }
  if (part["foreach"] !== undefined) {
    return allOf(listAt(part, "foreach").map((each) => eachOf(each, scope, notes)));
  }
  const pattern = part["pattern"];
  if (pattern !== undefined) {
    return passes(translatePattern(pattern, root, type, notes));
  }
  return anyPattern(part["anyPattern"], scope, notes);
}

/** One that fits is enough; where none fits, one that does not denies. */
function anyPattern(patterns: JsonValue | undefined, scope: Scope, notes: Notes): string {
  const all = listAt(patterns).map((pattern) =>
    translatePattern(pattern, scope.root, scope.type, notes),
  );
  if (all.every(({ form }) => form === "condition")) {
    return anyOf(all.map(({ text }) => text));
  }
  const outcomes = `[${all.map(outcomeOf).join(", ")}]`;
  return `0 in ${outcomes} || !(2 in ${outcomes})`;
}

const OF_EACH = new Set(["anyPattern", "deny", "list", "pattern", "preconditions"]);

function eachOf(foreach: JsonValue, scope: Scope, notes: Notes): string {
  const unknown = isJsonObject(foreach)
    ? Object.keys(foreach).filter((key) => !OF_EACH.has(key))
    : ["?"];
  if (!isJsonObject(foreach) || unknown.length > 0) {
    return notes.refuse(`foreach is not translated with ${unknown.join(", ")}`);
  }
  const text = textAt(foreach, "list");
  const found = queried(text, scope.roots, notes, "element");
  const elements =
    found?.is === "one" ? queried(`${text}[]`, scope.roots, notes, "element") : found;
  if (elements?.is !== "many" || elements.fallback !== undefined) {
    return notes.refuse(`the list ${text} of foreach is not translated`);
  }
  const violated = someOf(elements, (item) => not(passesElement(foreach, item, scope, notes)));
  return not(violated);
}

function passesElement(foreach: JsonObject, item: OneValue, scope: Scope, notes: Notes): string {
  const within = scopeOfElement(scope, textOf(item), item.type);
  const given = foreach["preconditions"];
  const asked =
    given === undefined ? "true" : conditions(given, { roots: within.roots, notes, denies: false });
  const test = demanded(foreach, within, notes);
  return asked === "true" ? test : anyOf([not(asked), test]);
}
