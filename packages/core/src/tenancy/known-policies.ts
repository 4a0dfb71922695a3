import type { JsonObject, JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt } from "../kubernetes/json-fields.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { AdmissionDenial } from "./admission.ts";
import { type DedicationPolicy, partsOf } from "./dedication-policies.ts";
import { NAME_LABEL, type PolicyParts } from "./policy-documents.ts";
import type { Tenant } from "./tenants.ts";

/*
 * A policy that refuses some pods need not refuse all: what it was not asked about may pass. Of those that say what ours say it is
 * known that they refuse every object of the kind, wherever they are bound.
 */

const GROUP = "admissionregistration.k8s.io";

/** Whether a denial is that of a policy which says what ours for this tenant says, whatever it is called. */
export function isKnownDenial(
  snapshot: Snapshot,
  tenant: Tenant,
  id: DedicationPolicy,
): (denial: AdmissionDenial) => boolean {
  const known = new Map<string, boolean>();
  const isOurs = (policy: string): boolean => {
    const found = snapshot
      .ofKind(GROUP, "ValidatingAdmissionPolicy")
      .find(({ reference }) => reference.name === policy);
    const spec = objectAt(found?.object, "spec");
    const parts = partsOf(id, tenant, exceptedBy(spec));
    return parts !== undefined && saysThat(spec, parts);
  };
  return ({ policy, binding }) => {
    const before = known.get(`${policy}\n${binding}`);
    if (before !== undefined) return before;
    const found = snapshot
      .ofKind(GROUP, "ValidatingAdmissionPolicyBinding")
      .find(({ reference }) => reference.name === binding);
    const resources = objectAt(found?.object, "spec", "matchResources");
    const isKnown = isOurs(policy) && isByNameAlone(resources) && hasNo(resources, "resourceRules");
    known.set(`${policy}\n${binding}`, isKnown);
    return isKnown;
  };
}

/** Which DaemonSets a policy excepts: the one part of it that may differ. */
function exceptedBy(spec: JsonObject): readonly string[] {
  const variable = listAt(spec, "variables").find((each) => textAt(each, "name") === "excepted");
  const items = /^\[(.*)\]$/s.exec(textAt(variable, "expression").trim())?.[1]?.split(",") ?? [];
  return items.flatMap((item) => /^\s*"([a-z0-9.-]+\/[a-z0-9.-]+)"\s*$/.exec(item)?.[1] ?? []);
}

function saysThat(spec: JsonObject, { variables = [], expression, rules }: PolicyParts): boolean {
  const constraints = objectAt(spec, "matchConstraints");
  const written = new Map(
    listAt(spec, "variables").map((each) => [textAt(each, "name"), textAt(each, "expression")]),
  );
  return (
    textAt(spec, "failurePolicy") !== "Ignore" &&
    hasNo(spec, "matchConditions") &&
    hasNo(objectAt(spec, "paramKind"), "kind") &&
    isByNameAlone(constraints) &&
    rules.every((rule) => listAt(constraints, "resourceRules").some((one) => covers(one, rule))) &&
    variables.every(([name, text]) => written.get(name)?.trim() === text) &&
    listAt(spec, "validations").some((each) => textAt(each, "expression").trim() === expression)
  );
}

/** What is matched depends on nothing that whoever makes an object chooses. */
function isByNameAlone(constraints: JsonObject): boolean {
  const selector = objectAt(constraints, "namespaceSelector");
  return (
    hasNo(constraints, "excludeResourceRules") &&
    Object.keys(objectAt(constraints, "objectSelector")).length === 0 &&
    Object.keys(objectAt(selector, "matchLabels")).every((key) => key === NAME_LABEL) &&
    listAt(selector, "matchExpressions").every((each) => textAt(each, "key") === NAME_LABEL)
  );
}

function covers(rule: JsonValue, wanted: PolicyParts["rules"][number]): boolean {
  const has = (field: string, item: string): boolean =>
    textsAt(rule, field).some((each) => each === item || each === "*");
  return (
    has("apiGroups", wanted.group) &&
    has("apiVersions", "v1") &&
    listAt(rule, "resourceNames").length === 0 &&
    wanted.operations.every((each) => has("operations", each)) &&
    wanted.resources.every((each) => has("resources", each))
  );
}

function hasNo(object: JsonObject, field: string): boolean {
  const value = object[field];
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** DaemonSets that a policy of the input which says what ours say excepts, whether they are there or not. */
export function exceptedIn(snapshot: Snapshot, tenant: Tenant): readonly string[] {
  return snapshot.ofKind(GROUP, "ValidatingAdmissionPolicy").flatMap(({ object }) => {
    const spec = objectAt(object, "spec");
    const excepted = exceptedBy(spec);
    const parts = partsOf("keep-out", tenant, excepted);
    return parts && saysThat(spec, parts) ? excepted : [];
  });
}
