import { isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt } from "../kubernetes/json-fields.ts";
import {
  type FieldRequirement,
  isLabelSelectorText,
  parseFieldSelector,
} from "../kubernetes/selector-text.ts";
import { isLabelKey, isLabelValue } from "../kubernetes/selectors.ts";
import type { AccessRequest } from "./request.ts";
import type { AccessUser } from "./user.ts";

/** A SubjectAccessReview as a question to an authorizer. */
export interface ReviewedAccess {
  readonly user: AccessUser;
  readonly request: AccessRequest;
  /** `status.evaluationError`: what of the selectors could not be read; "" where all could. */
  readonly evaluationError: string;
}

/**
 * Reads the `spec` of a SubjectAccessReview as the API server does (k8s.io/kubernetes pkg/registry/authorization/util and
 * pkg/apis/authorization/validation); `problem` is a whole sentence on why it would refuse the object.
 */
export function readSubjectAccessReview(
  review: JsonObject,
): ReviewedAccess | { readonly problem: string } {
  const spec = review["spec"];
  if (!isJsonObject(spec)) return { problem: "The SubjectAccessReview has no spec." };
  const { resourceAttributes = null, nonResourceAttributes = null } = spec;
  const user = userOf(spec);
  if (user.name === "" && user.groups.length === 0) {
    return { problem: "The spec names neither a user nor a group." };
  }
  if (isJsonObject(resourceAttributes) === isJsonObject(nonResourceAttributes)) {
    return {
      problem: "The spec must have exactly one of resourceAttributes and nonResourceAttributes.",
    };
  }
  if (isJsonObject(nonResourceAttributes)) {
    const { verb, path } = nonResourceAttributes;
    return { user, request: { verb: textAt(verb), path: textAt(path) }, evaluationError: "" };
  }
  return isJsonObject(resourceAttributes)
    ? readResourceAttributes(user, resourceAttributes)
    : { problem: "The spec has no attributes." };
}

function userOf(spec: JsonObject): AccessUser {
  const extra = objectAt(spec, "extra");
  return {
    name: textAt(spec["user"]),
    groups: textsAt(spec["groups"]),
    uid: textAt(spec["uid"]),
    extra: Object.fromEntries(Object.entries(extra).map(([key, value]) => [key, textsAt(value)])),
  };
}

function readResourceAttributes(
  user: AccessUser,
  attributes: JsonObject,
): ReviewedAccess | { readonly problem: string } {
  const fields = readSelector(attributes["fieldSelector"], "fieldSelector", FIELDS);
  if ("problem" in fields) return fields;
  const labels = readSelector(attributes["labelSelector"], "labelSelector", LABELS);
  if ("problem" in labels) return labels;
  return {
    user,
    request: {
      verb: textAt(attributes["verb"]),
      group: textAt(attributes["group"]),
      resource: textAt(attributes["resource"]),
      subresource: textAt(attributes["subresource"]),
      name: textAt(attributes["name"]),
      namespace: textAt(attributes["namespace"]),
      ...(fields.requirements.length === 0 ? {} : { fieldSelector: fields.requirements }),
    },
    evaluationError: aggregate([fields.error, labels.error].filter((error) => error !== "")),
  };
}

interface ReadSelector {
  readonly requirements: readonly FieldRequirement[];
  /** "" for none. */
  readonly error: string;
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** How a kind of selector is read. */
interface SelectorReader {
  /** undefined where the text is not one. */
  readonly parse: (text: string) => readonly FieldRequirement[] | undefined;
  /** Why the API server would refuse the whole review. */
  readonly refuses: (requirement: Requirement) => boolean;
  /** undefined for a requirement that authorizers are not told about. */
  readonly convert: (requirement: Requirement) => FieldRequirement | undefined;
}

const FIELDS: SelectorReader = {
  parse: parseFieldSelector,
  refuses: (requirement) => requirement.key === "" || hasWrongValues(requirement),
  convert: ({ key, operator, values: [value = "", ...more] }) => {
    if (more.length > 0 || (operator !== "In" && operator !== "NotIn")) return undefined;
    return { field: key, operator: operator === "In" ? "=" : "!=", value };
  },
};

// Only whether they can be read matters here: no authorizer that the engine knows reads labels.
const ANY_LABEL: FieldRequirement = { field: "", operator: "=", value: "" };
const LABELS: SelectorReader = {
  parse: (text) => (isLabelSelectorText(text) ? [] : undefined),
  refuses: (requirement) =>
    !isLabelKey(requirement.key) ||
    !requirement.values.every(isLabelValue) ||
    hasWrongValues(requirement),
  convert: ({ operator }) =>
    ["In", "NotIn", "Exists", "DoesNotExist"].includes(operator) ? ANY_LABEL : undefined,
};

function hasWrongValues({ operator, values }: Requirement): boolean {
  if (operator === "In" || operator === "NotIn") return values.length === 0;
  return (operator === "Exists" || operator === "DoesNotExist") && values.length > 0;
}

function readSelector(
  selector: JsonValue | undefined,
  name: "fieldSelector" | "labelSelector",
  { parse, refuses, convert }: SelectorReader,
): ReadSelector | { readonly problem: string } {
  if (!isJsonObject(selector)) return { requirements: [], error: "" };
  const raw = textAt(selector["rawSelector"]);
  const requirements = listAt(selector["requirements"]).map(requirementOf);
  if ((raw === "") === (requirements.length === 0)) {
    return { problem: `The ${name} must have either a rawSelector or requirements.` };
  }
  if (requirements.some(refuses)) return { problem: `The ${name} has an invalid requirement.` };
  const error = `spec.resourceAttributes.${name} ignored due to parse error`;
  if (raw !== "") {
    const parsed = parse(raw);
    return parsed ? { requirements: parsed, error: "" } : { requirements: [], error };
  }
  const read = requirements.flatMap((requirement) => convert(requirement) ?? []);
  if (read.length === requirements.length) return { requirements: read, error: "" };
  const partly = `spec.resourceAttributes.${name} partially ignored due to parse error`;
  return { requirements: read, error: read.length > 0 ? partly : error };
}

function requirementOf(value: JsonValue): Requirement {
  return {
    key: textAt(value, "key"),
    operator: textAt(value, "operator"),
    values: textsAt(value, "values"),
  };
}

function aggregate(errors: readonly string[]): string {
  return errors.join("; ");
}
