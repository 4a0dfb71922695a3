import {
  type Choice,
  type Condition,
  type Each,
  isPlace,
  type ObjectTemplate,
  type Template,
  type TemplateMapping,
  type Text,
  type ValueCondition,
} from "../../packages/cli/src/deployment/template.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  valueAt,
} from "../../packages/core/src/kubernetes/index.ts";

/**
 * An object as a template of Helm. Whatever is filled in is written as JSON, which is YAML that no text can break out of (https://helm.sh/docs/chart_template_guide/function_list/#tojson).
 * The default values say which are numbers.
 */
export function goTemplate({ when, object }: ObjectTemplate, defaults: JsonObject): string {
  const lines = mappingLines(object, "", defaults);
  const all = when
    ? [`{{- if ${condition(when, defaults)} }}`, "---", ...lines, "{{- end }}"]
    : ["---", ...lines];
  return `${all.join("\n")}\n`;
}

function mappingLines(
  mapping: TemplateMapping,
  indent: string,
  defaults: JsonObject,
): readonly string[] {
  return Object.entries(mapping).flatMap(([key, member]) => {
    if (member === undefined) return [];
    return memberLines(`${indent}${scalar(key)}:`, member, indent, defaults);
  });
}

/** A choice around whole lines: those between are in or out. */
function choiceLines(
  { when, then, otherwise }: Choice,
  defaults: JsonObject,
  lines: (template: Template) => readonly string[],
): readonly string[] {
  return [
    `{{- if ${condition(when, defaults)} }}`,
    ...lines(then),
    ...(otherwise === undefined ? [] : ["{{- else }}", ...lines(otherwise)]),
    "{{- end }}",
  ];
}

function memberLines(
  name: string,
  member: Template,
  indent: string,
  defaults: JsonObject,
): readonly string[] {
  if (isPlace(member) && member.$ === "choice") {
    return choiceLines(member, defaults, (template) =>
      memberLines(name, template, indent, defaults),
    );
  }
  const inline = inlineOf(member, defaults);
  if (inline !== undefined) return [`${name} ${inline}`];
  return [name, ...blockLines(member, `${indent}  `, defaults)];
}

/** The lines of a list or a mapping that is not empty, or of what a choice makes of it. */
function blockLines(template: Template, indent: string, defaults: JsonObject): readonly string[] {
  if (isList(template)) return template.flatMap((item) => itemLines(item, indent, defaults));
  if (isMapping(template)) return mappingLines(template, indent, defaults);
  throw new Error("A choice within a choice has no template: divide it.");
}

function itemLines(item: Template, indent: string, defaults: JsonObject): readonly string[] {
  if (isPlace(item) && item.$ === "choice") {
    return choiceLines(item, defaults, (template) => itemLines(template, indent, defaults));
  }
  if (isPlace(item) && item.$ === "each") {
    return [`{{- range ${path(item.path)} }}`, `${indent}- ${eachItem(item)}`, "{{- end }}"];
  }
  const inline = inlineOf(item, defaults);
  if (inline !== undefined) return [`${indent}- ${inline}`];
  const [first = "", ...rest] = blockLines(item, `${indent}  `, defaults);
  if (first.startsWith("{{"))
    throw new Error("An item cannot begin with a choice: put another member first.");
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

function eachItem({ within = [] }: Each): string {
  return within.reduceRight((inner, key) => `{ ${scalar(key)}: ${inner} }`, "{{ . | toJson }}");
}

/** What fits behind a key or a dash; undefined for lists and mappings that are not empty. */
function inlineOf(template: Template, defaults: JsonObject): string | undefined {
  if (isList(template)) return template.length === 0 ? "[]" : undefined;
  if (isMapping(template)) return Object.keys(template).length === 0 ? "{}" : undefined;
  if (!isPlace(template)) return scalar(template);
  if (template.$ === "choice" || template.$ === "each") {
    throw new Error("A choice and the items of a list stand for whole members or items.");
  }
  return `{{ ${expression(template, defaults)} | toJson }}`;
}

function expression(place: Text, defaults: JsonObject): string {
  switch (place.$) {
    case "value":
      return path(place.path);
    case "namespace":
      return ".Release.Namespace";
    case "version":
      return ".Chart.AppVersion";
    case "file":
      return `${path(place.path)} | toPrettyJson`;
    case "text":
      return printed(place.parts, defaults);
  }
}

function printed(parts: readonly (string | Text)[], defaults: JsonObject): string {
  const format = parts.map((part) =>
    typeof part === "string" ? part.replaceAll("%", "%%") : "%v",
  );
  const places = parts.flatMap((part) =>
    typeof part === "string" ? [] : [argument(part, defaults)],
  );
  return [`(printf ${JSON.stringify(format.join(""))}`, ...places].join(" ").concat(")");
}

/** Helm reads numbers as floating-point ones, and prints a million of those as 1e+06. */
function argument(place: Text, defaults: JsonObject): string {
  const isNumber =
    place.$ === "value" && typeof valueAt(defaults, ...place.path.split(".")) === "number";
  return isNumber ? `(${path(place.path)} | int)` : expression(place, defaults);
}

function condition(of: Condition, defaults: JsonObject): string {
  if (!("any" in of)) return valueCondition(of, defaults);
  return `or ${of.any.map((each) => `(${valueCondition(each, defaults)})`).join(" ")}`;
}

function valueCondition(of: ValueCondition, defaults: JsonObject): string {
  const holds = plainCondition(of, defaults);
  return of.not === true ? `not (${holds})` : holds;
}

function plainCondition(
  { path: of, is, mentions, isMapping = false }: ValueCondition,
  defaults: JsonObject,
): string {
  const found = deepPath(of, defaults);
  if (isMapping) return `kindIs "map" (${found})`;
  if (is !== undefined) return `eq (${found}) ${JSON.stringify(is)}`;
  return mentions === undefined
    ? found
    : `contains ${JSON.stringify(mentions)} (${found} | toJson)`;
}

function path(of: string): string {
  return `.Values.${of}`;
}

/** Below a mapping that holds what people please anything may be absent. */
function deepPath(of: string, defaults: JsonObject): string {
  const keys = of.split(".");
  const sure = keys.findIndex(
    (_, index) => valueAt(defaults, ...keys.slice(0, index + 1)) === undefined,
  );
  if (sure === -1) return path(of);
  const below = keys.slice(sure).map((key) => JSON.stringify(key));
  return `dig ${below.join(" ")} "" ${path(keys.slice(0, sure).join("."))}`;
}

const PLAIN = /^[A-Za-z][A-Za-z0-9./-]*$/;
const WORDS = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

function scalar(of: null | boolean | number | string): string {
  return typeof of === "string" && PLAIN.test(of) && !WORDS.test(of) ? of : JSON.stringify(of);
}

function isList(template: Template): template is readonly Template[] {
  return isJsonList(template);
}

function isMapping(template: Template): template is TemplateMapping {
  return isJsonObject(template) && !("$" in template);
}
