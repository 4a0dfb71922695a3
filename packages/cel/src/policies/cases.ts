import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  sameJson,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import type { PolicySurroundings } from "./admit.ts";
import { kindOf } from "./attributes.ts";
import { equivalentResources, resourcesByKind } from "./equivalents.ts";
import { readPolicies } from "./policies.ts";
import { requestFor } from "./requests.ts";
import { type Admission, admit } from "./review.ts";

/*
 * Cases beside policies: what is asked, and what the policies are to say.
 */

export interface CaseResult {
  readonly name: string;
  /** What is otherwise than wanted, whole clauses; none: it holds. */
  readonly problems: readonly string[];
}

const WANTED = ["allow", "audit", "deny", "warn"];

/**
 * Runs the cases of a document: `cases` with `name`, `object`, `oldObject`, `operation`, `user`, `namespace` (labels), `params`
 * (objects), `authorized` (verbs on resources as `create pods`), `expect`, `message` and `result`. Unbound policies hold everywhere.
 */
export function runCases(
  document: JsonObject,
  policies: readonly JsonObject[],
  minor: number,
): readonly CaseResult[] {
  const all = readPolicies(policies, minor, { everywhere: true });
  return listAt(document, "cases").map((each, index) => {
    const name = textAt(each, "name") || `case ${index + 1}`;
    if (!isJsonObject(each)) {
      return { name, problems: ["it is no mapping"] };
    }
    const attributes = requestOf(each, policies);
    if (attributes === undefined) {
      return { name, problems: ["it has no object of a kind that is known"] };
    }
    const admission = admit(all, attributes, surroundingsFor(each, policies));
    return { name, problems: problemsOf(each, admission) };
  });
}

function requestOf(
  each: JsonObject,
  policies: readonly JsonObject[],
): ReturnType<typeof requestFor> {
  const { object, oldObject } = each;
  const main = isJsonObject(object) ? object : oldObject;
  if (!isJsonObject(main)) {
    return;
  }
  const given = textAt(each, "operation");
  const operation = given === "UPDATE" || given === "DELETE" ? given : "CREATE";
  const user = {
    name: textAt(each, "user", "username"),
    uid: "",
    groups: textsAt(each, "user", "groups"),
    extra: {},
  };
  const definitions = policies.filter(({ kind }) => kind === "CustomResourceDefinition");
  const attributes = requestFor(main, { operation, user }, resourcesByKind(definitions));
  return (
    attributes && {
      ...attributes,
      ...(isJsonObject(oldObject) && { oldObject }),
      subresource: textAt(each, "subresource"),
    }
  );
}

function surroundingsFor(each: JsonObject, policies: readonly JsonObject[]): PolicySurroundings {
  const labels = objectAt(each, "namespace", "labels");
  const params = [...listAt(each, "params").filter(isJsonObject), ...policies];
  const authorized = new Set(textsAt(each, "authorized"));
  const definitions = policies.filter(({ kind }) => kind === "CustomResourceDefinition");
  const resources = resourcesByKind(definitions);
  return {
    namespace: (name) => ({
      metadata: { name, labels: { "kubernetes.io/metadata.name": name, ...labels } },
      spec: { finalizers: ["kubernetes"] },
      status: { phase: "Active" },
    }),
    params: (apiVersion, kind) => ({
      isNamespaced: resources.get(`${kindOf(apiVersion, kind).group}/${kind}`)?.namespaced,
      objects: params.filter(
        (object) => object["apiVersion"] === apiVersion && object["kind"] === kind,
      ),
    }),
    equivalents: equivalentResources(definitions),
    authorize: (_user, access) => {
      const asked = "path" in access ? access.path : access.resource;
      return { allowed: authorized.has(`${access.verb} ${asked}`), reason: "" };
    },
    convert: () => undefined,
  };
}

function problemsOf(each: JsonObject, admission: Admission): readonly string[] {
  const problems: string[] = [];
  const wanted = textAt(each, "expect");
  const found = outcomeOf(admission);
  if (!WANTED.includes(wanted)) {
    problems.push(`expect is ${JSON.stringify(wanted)}, none of ${WANTED.join(", ")}`);
  } else if (wanted !== found) {
    const [first] = admission.decisions;
    const why = first === undefined ? "" : `: ${first.policy}: ${first.message}`;
    problems.push(`wanted ${wanted}, got ${found}${why}`);
  }
  return [...problems, ...messageProblems(each, admission), ...resultProblems(each, admission)];
}

function outcomeOf({ allowed, decisions }: Admission): string {
  if (!allowed) {
    return "deny";
  }
  const actions = new Set(decisions.map(({ action }) => action));
  if (actions.has("Warn")) {
    return "warn";
  }
  return actions.has("Audit") ? "audit" : "allow";
}

function messageProblems(each: JsonObject, { decisions }: Admission): readonly string[] {
  const wanted = textAt(each, "message");
  const said = decisions.map(({ message }) => message);
  return wanted === "" || said.includes(wanted)
    ? []
    : [`wanted the message ${JSON.stringify(wanted)}, got ${JSON.stringify(said)}`];
}

function resultProblems(each: JsonObject, { object }: Admission): readonly string[] {
  const { result } = each;
  if (!isJsonObject(result)) {
    return [];
  }
  const made: JsonValue = object;
  return sameJson(placed(result), placed(made))
    ? []
    : [`the object became ${JSON.stringify(made)}`];
}

/** In whatever namespace. */
function placed(object: JsonValue): JsonValue {
  const { namespace: _, ...metadata } = objectAt(object, "metadata");
  return isJsonObject(object) ? { ...object, metadata } : object;
}
