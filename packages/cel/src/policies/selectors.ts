import {
  type CompiledSelector,
  compileSelector,
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";

/*
 * Selectors of policies, as JSON.
 */

export type Labels = Readonly<Record<string, string>>;

const compiled = new WeakMap<JsonObject, CompiledSelector>();

/** Whether a selector selects nothing in particular, and so everything. */
export function isEmptySelector(selector: JsonObject): boolean {
  return (
    Object.keys(objectAt(selector, "matchLabels")).length === 0 &&
    listAt(selector, "matchExpressions").length === 0
  );
}

/** Whether labels are selected; a text where the API server cannot read the selector. */
export function selects(selector: JsonObject, labels: Labels): boolean | string {
  const made = compiled.get(selector) ?? compile(selector);
  compiled.set(selector, made);
  const [problem] = made.problems;
  return problem === undefined
    ? made.selects(labels)
    : `${problem.path.join(".")} ${problem.message}`;
}

function compile(selector: JsonObject): CompiledSelector {
  return compileSelector({
    matchLabels: labelsIn(objectAt(selector, "matchLabels")),
    matchExpressions: listAt(selector, "matchExpressions")
      .filter(isJsonObject)
      .map((each) => ({
        key: textAt(each, "key"),
        operator: textAt(each, "operator"),
        values: textsAt(each, "values"),
      })),
  });
}

/** The texts of a map. */
function labelsIn(map: JsonObject): Labels {
  const texts: [string, string][] = [];
  for (const [name, value] of Object.entries(map)) {
    if (typeof value === "string") {
      texts.push([name, value]);
    }
  }
  return Object.fromEntries(texts);
}

/** The labels of an object. */
export function labelsOf(object: JsonObject | null): Labels {
  return labelsIn(objectAt(object ?? undefined, "metadata", "labels"));
}
