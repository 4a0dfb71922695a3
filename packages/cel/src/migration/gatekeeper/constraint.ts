import {
  type ApiResource,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
  textsAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { sha256 } from "@watertight/core/snapshot";
import { withDefaults } from "../../kubernetes/defaults.ts";
import { allOf, anyOf, fits, fitsOne, literal, not } from "../cel-text.ts";
import type { MigratedRule } from "../migrated.ts";
import { createNotes, type Notes } from "../notes.ts";
import {
  ANYTHING,
  isGone,
  type MatchedResource,
  policyName,
  policyObjects,
  resourcesOf,
} from "../resources.ts";
import { CONTAINER_TEMPLATES } from "./known-containers.ts";
import { OBJECT_TEMPLATES } from "./known-objects.ts";
import { POD_TEMPLATES } from "./known-pods.ts";
import { type KnownTemplate, sharedVariables } from "./known-template.ts";

/*
 * Constraints of Gatekeeper with their templates: a ValidatingAdmissionPolicy for each constraint, its parameters written into it.
 */

const KNOWN: ReadonlyMap<string, KnownTemplate> = new Map(
  [...CONTAINER_TEMPLATES, ...POD_TEMPLATES, ...OBJECT_TEMPLATES].map((each) => [each.kind, each]),
);

interface Given {
  readonly template: JsonObject;
  readonly constraint: JsonObject;
  readonly known: readonly ApiResource[];
  readonly notes: Notes;
}

/** The kind of the constraints of a template. */
export function constraintKindOf(template: JsonObject): string {
  return textAt(template, "spec", "crd", "spec", "names", "kind");
}

/** What becomes of a constraint. */
export function migrateConstraint(
  constraint: JsonObject,
  template: JsonObject | undefined,
  known: readonly ApiResource[],
): MigratedRule {
  const notes = createNotes();
  if (template === undefined) {
    notes.refuse(`the template of the kind ${textAt(constraint, "kind")} is not in the input`);
  }
  const objects =
    template === undefined ? [] : migratedConstraint({ template, constraint, known, notes });
  const { refused, remarks } = notes;
  const isRefused = refused.length > 0;
  return {
    source: constraint,
    rule: "",
    objects: isRefused ? [] : objects,
    refused,
    remarks: isRefused ? [] : remarks,
  };
}

interface Rules {
  readonly variables: readonly JsonObject[];
  readonly validations: readonly JsonObject[];
  readonly matchConditions?: readonly JsonObject[];
}

function migratedConstraint(given: Given): readonly JsonObject[] {
  const { constraint } = given;
  const rules = nativeRules(given) ?? knownRules(given);
  const name = policyName(textAt(constraint, "kind"), textAt(constraint, "metadata", "name"));
  const description = textAt(given.template, "metadata", "annotations", "description");
  const conditions = [...(rules.matchConditions ?? []), ...matchConditions(given)];
  const spec: JsonObject = {
    failurePolicy: "Fail",
    matchConstraints: matchConstraints(given),
    ...(conditions.length > 0 && { matchConditions: conditions }),
    variables: [...rules.variables],
    validations: [...rules.validations],
  };
  return policyObjects({
    name,
    annotations: description === "" ? {} : { "watertight.dev/description": description },
    spec,
    bindings: [{ name, actions: actionsOf(given) }],
  });
}

/** A map of parameters: what it holds may be of any type. */
function parameters(value: JsonValue): string {
  if (isJsonList(value)) {
    const types = new Set(
      value.map((each) => (isJsonObject(each) ? "map" : isJsonList(each) ? "list" : typeof each)),
    );
    const items = value.map((each) =>
      types.size > 1 ? `dyn(${parameters(each)})` : parameters(each),
    );
    return `[${items.join(", ")}]`;
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(
      ([key, each]) => `${literal(key)}: dyn(${parameters(each)})`,
    );
    return `{${members.join(", ")}}`;
  }
  return literal(value);
}

/** The parameters of a constraint, with the defaults of its template's schema. */
function parametersOf({ template, constraint }: Given): JsonValue | undefined {
  const given = valueAt(constraint, "spec", "parameters");
  const schema = valueAt(template, "spec", "crd", "spec", "validation", "openAPIV3Schema");
  return given === undefined || !isJsonObject(schema) ? given : withDefaults(given, schema);
}

const ENGINE = "K8sNativeValidation";
const TAKEN = new Set(["generateVAP", "matchConditions", "validations", "variables"]);

/** Templates that hold CEL say themselves what they mean. */
function nativeRules(given: Given): Rules | undefined {
  const target = listAt(given.template, "spec", "targets")[0];
  const code = listAt(target, "code").find((each) => textAt(each, "engine") === ENGINE);
  if (code === undefined) {
    return;
  }
  const source = objectAt(code, "source");
  const unknown = Object.keys(source).filter((key) => !TAKEN.has(key) && key !== "failurePolicy");
  if (unknown.length > 0) {
    given.notes.refuse(`the template's expressions have ${unknown.join(", ")} besides`);
  }
  const found = parametersOf(given);
  const params = found === undefined ? "null" : parameters(found);
  return {
    variables: [
      {
        name: "anyObject",
        expression: "request.operation == 'DELETE' && object == null ? oldObject : object",
      },
      { name: "params", expression: `dyn(${params})` },
      ...listAt(source, "variables").filter(isJsonObject),
    ],
    validations: listAt(source, "validations").filter(isJsonObject),
    matchConditions: listAt(source, "matchConditions").filter(isJsonObject),
  };
}

/** Templates of Rego that has a translation of ours. */
function knownRules(given: Given): Rules {
  const { template, notes } = given;
  const kind = constraintKindOf(template);
  const known = KNOWN.get(kind);
  const digest = regoDigest(template);
  if (known === undefined || !known.digests.includes(digest)) {
    notes.refuse(refusal(template, known));
    return { variables: [], validations: [] };
  }
  const found = parametersOf(given) ?? {};
  const { refusedWith } = known;
  if (refusedWith && valueAt(found, refusedWith.parameter) === true) {
    notes.refuse(refusedWith.reason);
  }
  const used = known.validations.map(({ expression }) => expression);
  return {
    variables: [
      { name: "params", expression: `dyn(${parameters(found)})` },
      ...sharedVariables(used).map((each) => ({ ...each })),
    ],
    validations: known.validations.map((each) => ({ ...each })),
  };
}

function refusal(template: JsonObject, known: KnownTemplate | undefined): string {
  if (regoOf(template).includes("data.inventory")) {
    return "its Rego asks for other objects of the cluster, which no expression sees";
  }
  if (regoOf(template).includes("external_data")) {
    return "its Rego asks another service, which no expression does";
  }
  return known === undefined
    ? "its Rego is none of Gatekeeper's library that is known here, and Rego is not translated"
    : "its Rego is another than the one of Gatekeeper's library that is known here";
}

function regoOf(template: JsonObject): string {
  const target = listAt(template, "spec", "targets")[0];
  const code = listAt(target, "code").find((each) => textAt(each, "engine") === "Rego");
  const source = code === undefined ? objectAt(target) : objectAt(code, "source");
  return [textAt(source, "rego"), ...textsAt(source, "libs")].join("\n");
}

/** The digest of the Rego of a template, without its comments and white space. */
function regoDigest(template: JsonObject): string {
  const plain = regoOf(template)
    .split("\n")
    .filter((line) => !line.trim().startsWith("#"))
    .join("")
    .replace(/\s+/g, "");
  return sha256(plain);
}

const ACTIONS: ReadonlyMap<string, string> = new Map([
  ["deny", "Deny"],
  ["warn", "Warn"],
  ["dryrun", "Audit"],
]);
const POINTS = new Set(["*", "validation.gatekeeper.sh", "vap.k8s.io"]);

function actionsOf({ constraint, notes }: Given): readonly string[] {
  const action = textAt(constraint, "spec", "enforcementAction") || "deny";
  const scoped = listAt(constraint, "spec", "scopedEnforcementActions")
    .filter((each) =>
      listAt(each, "enforcementPoints").some((point) => POINTS.has(textAt(point, "name"))),
    )
    .map((each) => textAt(each, "action"));
  const wanted = action === "scoped" ? scoped : [action];
  const actions = [...new Set(wanted.map((each) => ACTIONS.get(each.toLowerCase())))];
  const known = actions.filter((each) => each !== undefined);
  if (known.length === 0 || known.length !== actions.length) {
    notes.refuse(`the action ${wanted.join(", ") || action} is none of an admission policy`);
  }
  // Deny and Warn may not stand together: what denies says its message anyway.
  return known.includes("Deny") ? known.filter((each) => each !== "Warn") : known;
}

const OPERATIONS = ["CREATE", "UPDATE"];
const MATCHED = new Set(
  "excludedNamespaces kinds labelSelector name namespaces namespaceSelector scope source".split(
    " ",
  ),
);

function matchOf({ constraint, notes }: Given): JsonObject {
  const match = objectAt(constraint, "spec", "match");
  const unknown = Object.keys(match).filter((key) => !MATCHED.has(key));
  const source = textAt(match, "source");
  if (unknown.length > 0 || (source !== "" && source !== "All" && source !== "Original")) {
    notes.refuse(
      `the match is not translated with ${unknown.join(", ") || `the source ${source}`}`,
    );
  }
  return match;
}

function resourcesFor(kinds: JsonValue, { known, notes }: Given): readonly MatchedResource[] {
  const groups = textsAt(kinds, "apiGroups");
  return textsAt(kinds, "kinds").flatMap((kind) => {
    if (kind === "*") {
      return groups.map((group) => ({ group, version: "*", name: "*", subresource: "", kind }));
    }
    const found = groups.flatMap((group) =>
      resourcesOf({ group, version: "*", kind, subresource: "" }, known),
    );
    // A kind that no group of these has, such as one of a version that went, is never asked about.
    if (found.length === 0 && !isGone(kind) && !known.some((each) => each.kind === kind)) {
      notes.refuse(
        `nothing says which resource the kind ${kind} is: give its CustomResourceDefinition with the constraint`,
      );
    }
    return found;
  });
}

function matchConstraints(given: Given): JsonObject {
  const match = matchOf(given);
  const kinds = listAt(match, "kinds");
  const resources =
    kinds.length === 0 ? [ANYTHING] : kinds.flatMap((each) => resourcesFor(each, given));
  if (resources.length === 0) {
    given.notes.refuse("it matches no kind that is served");
  }
  const scope = textAt(match, "scope");
  const rules = new Map<string, MatchedResource[]>();
  for (const each of resources) {
    rules.set(each.group, [...(rules.get(each.group) ?? []), each]);
  }
  return {
    matchPolicy: "Exact",
    ...(match["namespaceSelector"] !== undefined && {
      namespaceSelector: match["namespaceSelector"],
    }),
    ...(match["labelSelector"] !== undefined && { objectSelector: match["labelSelector"] }),
    resourceRules: [...rules].map(([group, list]) => ({
      apiGroups: [group],
      apiVersions: ["*"],
      operations: OPERATIONS,
      resources: [
        ...new Set(
          list.map(({ name, subresource }) =>
            subresource === "" ? name : `${name}/${subresource}`,
          ),
        ),
      ],
      ...(scope !== "" && { scope }),
    })),
  };
}

function matchConditions(given: Given): readonly JsonObject[] {
  const match = objectAt(given.constraint, "spec", "match");
  const namespaces = textsAt(match, "namespaces");
  const excluded = textsAt(match, "excludedNamespaces");
  const name = textAt(match, "name");
  const namespace = "request.namespace";
  const generated = "object.metadata.?generateName.orValue('')";
  const expression = allOf([
    namespaces.length === 0
      ? "true"
      : anyOf([`${namespace} == ''`, fitsOne(namespace, namespaces)]),
    excluded.length === 0
      ? "true"
      : anyOf([`${namespace} == ''`, not(fitsOne(namespace, excluded))]),
    name === ""
      ? "true"
      : anyOf([fits("object.metadata.?name.orValue('')", name), fits(generated, name)]),
  ]);
  return expression === "true" ? [] : [{ name: "match", expression }];
}
