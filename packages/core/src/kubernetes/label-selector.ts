import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";

/**
 * Whether a `LabelSelector` selects the labels, as `LabelSelectorAsSelector` of apimachinery decides: an absent
 * selector selects nothing, an empty one everything; `undefined` for a selector that the API server would refuse.
 */
export function selectsLabels(
  selector: JsonValue | undefined,
  labels: Readonly<Record<string, string>>,
): boolean | undefined {
  if (selector === undefined || selector === null) return false;
  if (!isJsonObject(selector)) return undefined;
  const verdicts = [
    ...matchLabels(selector["matchLabels"], labels),
    ...matchExpressions(selector["matchExpressions"], labels),
  ];
  return verdicts.includes(undefined) ? undefined : !verdicts.includes(false);
}

type Labels = Readonly<Record<string, string>>;
type Verdict = boolean | undefined;

function matchLabels(wanted: JsonValue | undefined, labels: Labels): readonly Verdict[] {
  if (wanted === undefined || wanted === null) return [];
  if (!isJsonObject(wanted)) return [undefined];
  return Object.entries(wanted).map(([key, value]) => {
    if (value === null) return valueOf(labels, key) === ""; // null decodes to the empty string
    return typeof value === "string" ? valueOf(labels, key) === value : undefined;
  });
}

function matchExpressions(list: JsonValue | undefined, labels: Labels): readonly Verdict[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) return [undefined];
  return list.map((item: JsonValue) => (isJsonObject(item) ? meets(item, labels) : undefined));
}

function meets(requirement: JsonObject, labels: Labels): Verdict {
  const { key, operator } = requirement;
  const values = requirement["values"] ?? [];
  if (typeof key !== "string" || key === "" || !isTextList(values)) return undefined;
  const value = valueOf(labels, key);
  if (operator === "In") return isIn(values, value);
  if (operator === "NotIn") return not(isIn(values, value)); // an absent label is not in the list
  return values.length === 0 ? isThere(operator, value !== undefined) : undefined;
}

function isIn(values: readonly string[], value: string | undefined): Verdict {
  return values.length === 0 ? undefined : value !== undefined && values.includes(value);
}

function not(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}

function isThere(operator: JsonValue | undefined, hasLabel: boolean): Verdict {
  if (operator === "Exists") return hasLabel;
  return operator === "DoesNotExist" ? !hasLabel : undefined;
}

function isTextList(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function valueOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
