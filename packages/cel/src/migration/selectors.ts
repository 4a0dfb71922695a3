import {
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  stringifyJson,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import { allOf, fits, hasWildcard, literal, not, quoted } from "./cel-text.ts";
import type { Notes } from "./notes.ts";

/*
 * Label selectors as expressions.
 */

/** Whether labels, a map of texts, fit a selector. Keys and values may hold wildcards where `notes` do not refuse them. */
export function selectorTest(
  labels: string,
  selector: JsonValue | undefined,
  notes: Notes,
): string {
  const matching = Object.entries(objectAt(selector, "matchLabels")).map(([key, value]) =>
    labelTest(labels, key, textAt(value) || stringifyJson(value)),
  );
  const expressions = listAt(selector, "matchExpressions").map((each) =>
    expressionTest(labels, each, notes),
  );
  return allOf([...matching, ...expressions]);
}

function labelTest(labels: string, key: string, value: string): string {
  if (hasWildcard(key)) {
    return `${labels}.exists(k, ${allOf([fits("k", key), fits(`${labels}[k]`, value)])})`;
  }
  const own = `${labels}[${quoted(key)}]`;
  return allOf([`${quoted(key)} in ${labels}`, fits(own, value)]);
}

function expressionTest(labels: string, expression: JsonValue, notes: Notes): string {
  const key = quoted(textAt(expression, "key"));
  const has = `${key} in ${labels}`;
  const among = `${labels}[${key}] in ${literal([...textsAt(expression, "values")])}`;
  switch (textAt(expression, "operator")) {
    case "In":
      return allOf([has, among]);
    case "NotIn":
      return not(allOf([has, among]));
    case "Exists":
      return has;
    case "DoesNotExist":
      return not(has);
    default:
      return notes.refuse("a label selector has an operator that the API does not know");
  }
}

/** Labels of an object, a map in any case. */
export function labelsOf(object: string): string {
  return `${object}.metadata.?labels.orValue({})`;
}

/** Labels of the namespace of a request; a request outside of any has none. */
export const NAMESPACE_LABELS =
  "(namespaceObject == null ? {} : namespaceObject.metadata.?labels.orValue({}))";

/** A selector of namespaces by their names. */
export function namespacesNamed(names: readonly string[], operator: "In" | "NotIn"): JsonObject {
  return {
    namespaceSelector: {
      matchExpressions: [{ key: "kubernetes.io/metadata.name", operator, values: [...names] }],
    },
  };
}
