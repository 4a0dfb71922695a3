import { decodeStructure } from "../../kubernetes/decode.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { groupOf, type KubernetesObject } from "../../kubernetes/object.ts";
import { type CompiledSelector, compileSelector } from "../../kubernetes/selectors.ts";

/** A webhook, an admission policy or a binding of one: what decides which requests are asked about. */
export interface AdmissionHook {
  readonly of: "webhook" | "policy" | "binding";
  readonly mode: "validating" | "mutating";
  /** How messages name it: `webhook pods.example.com`, `policy`, `binding`. */
  readonly label: string;
  readonly path: FieldPath;
  readonly hook: JsonObject;
  /** Where its selectors and rules stand. */
  readonly matchPath: FieldPath;
  readonly match: JsonObject;
  /** "" means "not given", which is what the version of the API makes of it. */
  readonly failurePolicy: string;
  readonly matchPolicy: string;
  readonly rules: readonly JsonValue[];
}

const GROUP = "admissionregistration.k8s.io";
const MODES: ReadonlyMap<string, AdmissionHook["mode"]> = new Map([
  ["ValidatingWebhookConfiguration", "validating"],
  ["ValidatingAdmissionPolicy", "validating"],
  ["ValidatingAdmissionPolicyBinding", "validating"],
  ["MutatingWebhookConfiguration", "mutating"],
  ["MutatingAdmissionPolicy", "mutating"],
  ["MutatingAdmissionPolicyBinding", "mutating"],
] as const);

/** The hooks of an object, with the defaults of its API version; none where it is no such object. */
export function admissionHooksOf(object: KubernetesObject): readonly AdmissionHook[] {
  const mode = groupOf(object) === GROUP ? MODES.get(object.kind) : undefined;
  if (mode === undefined) return [];
  if (object.kind.endsWith("WebhookConfiguration"))
    return listAt(object, "webhooks").map((_, index) => webhookOf(object, mode, index));
  const isBinding = object.kind.endsWith("Binding");
  const field = isBinding ? "matchResources" : "matchConstraints";
  const match = objectAt(object, "spec", field);
  return [
    {
      of: isBinding ? "binding" : "policy",
      mode,
      label: isBinding ? "binding" : "policy",
      path: ["spec"],
      hook: objectAt(object, "spec"),
      matchPath: ["spec", field],
      match,
      failurePolicy: textAt(object, "spec", "failurePolicy") || "Fail",
      matchPolicy: textAt(match, "matchPolicy") || "Equivalent",
      rules: listAt(match, "resourceRules"),
    },
  ];
}

function webhookOf(
  object: KubernetesObject,
  mode: AdmissionHook["mode"],
  index: number,
): AdmissionHook {
  const hook = objectAt({ webhook: listAt(object, "webhooks")[index] ?? null }, "webhook");
  const path = ["webhooks", index];
  // v1beta1, which Kubernetes 1.22 removed, was open and exact by default.
  const beta = object.apiVersion.endsWith("/v1beta1");
  return {
    of: "webhook",
    mode,
    label: `webhook ${textAt(hook, "name") || `at webhooks[${index}]`}`,
    path,
    hook,
    matchPath: path,
    match: hook,
    failurePolicy: textAt(hook, "failurePolicy") || (beta ? "Ignore" : "Fail"),
    matchPolicy: textAt(hook, "matchPolicy") || (beta ? "Exact" : "Equivalent"),
    rules: listAt(hook, "rules"),
  };
}

/** One demand of a selector on a label. */
export interface LabelDemand {
  readonly key: string;
  /** `absent`: the label, or one of its values, takes the object out; `present`: lacking it does. */
  readonly wants: "present" | "absent";
  /** Below the selector. */
  readonly path: FieldPath;
}

/** What a selector demands, one by one. */
export function labelDemandsOf(selector: JsonObject): readonly LabelDemand[] {
  const labels = Object.keys(objectAt(selector, "matchLabels")).map(
    (key): LabelDemand => ({ key, wants: "present", path: ["matchLabels", key] }),
  );
  const expressions = listAt(selector, "matchExpressions").map((expression, index): LabelDemand => {
    const operator = textAt(expression, "operator");
    const wants = operator === "NotIn" || operator === "DoesNotExist" ? "absent" : "present";
    return { key: textAt(expression, "key"), wants, path: ["matchExpressions", index] };
  });
  return [...labels, ...expressions];
}

/** A selector of a hook, where an absent one selects everything; undefined where it is broken. */
export function hookSelectorOf(value: JsonValue | undefined): CompiledSelector | undefined {
  const decoded = decodeStructure("LabelSelector", value ?? {});
  const compiled = compileSelector(decoded.value);
  return decoded.problems.length + compiled.problems.length > 0 ? undefined : compiled;
}

/** Whether a hook is surely asked about requests in a namespace with these labels, as far as its namespaceSelector says. */
export function selectsNamespace(
  { match }: AdmissionHook,
  labels: Readonly<Record<string, string>>,
): boolean {
  return hookSelectorOf(valueAt(match, "namespaceSelector"))?.selects(labels) ?? false;
}

/** What a hook may be asked about. */
export interface RequestedResource {
  readonly group: string;
  /** With its subresource: `pods/ephemeralcontainers`. */
  readonly resource: string;
  readonly operation: string;
}

/**
 * Whether a rule matches a resource, as `rules.Matcher` of the API server does: `*` is every resource but no subresource,
 * `pods/*` every subresource of pods and pods, `*` with a subresource that one of all, and with `/*` everything.
 */
export function ruleMatches(
  rule: JsonValue,
  { group, resource, operation }: RequestedResource,
): boolean {
  return (
    listAt(rule, "apiGroups").some((each) => each === "*" || each === group) &&
    listAt(rule, "operations").some((each) => each === "*" || each === operation) &&
    listAt(rule, "resources").some(
      (each) => typeof each === "string" && resourceMatches(each, resource),
    )
  );
}

function resourceMatches(pattern: string, wanted: string): boolean {
  const [resource, subresource = ""] = pattern.split("/");
  const [wantedResource, wantedSubresource = ""] = wanted.split("/");
  return (
    (resource === "*" || resource === wantedResource) &&
    (subresource === "*" || subresource === wantedSubresource)
  );
}
