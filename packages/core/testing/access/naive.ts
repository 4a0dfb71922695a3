import type { JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { itemsAt, textAt, textsAt } from "../reference-json.ts";

/*
 * A plain reading of upstream, loop for loop (plugin/pkg/auth/authorizer/rbac/rbac.go, subject_locator.go and
 * pkg/registry/rbac/validation/rule.go), which the indexed engine is held against. It reads the objects as written, and shares
 * nothing with the engine.
 */

export interface NaiveUser {
  readonly name: string;
  readonly groups: readonly string[];
}

interface NaivePathRequest {
  readonly verb: string;
  readonly path: string;
}

interface NaiveResourceRequest {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  readonly namespace: string;
}

export type NaiveRequest = NaivePathRequest | NaiveResourceRequest;

type Objects = readonly KubernetesObject[];

/** The reason for which a request is allowed, in upstream's words; "" where nothing allows it. */
export function naiveReason(objects: Objects, asking: NaiveUser, request: NaiveRequest): string {
  for (const bound of bindingsFor(objects, request)) {
    const namespace = textAt(bound, "metadata.namespace");
    const subject = itemsAt(bound, "subjects").find((each) => appliesTo(each, asking, namespace));
    if (subject !== undefined && allows(objects, bound, request)) return reasonOf(bound, subject);
  }
  return "";
}

/** Everybody whom a binding gives the right, as `kind/namespace/name`, sorted; those in the masters' group have every right. */
export function naiveWhoCan(objects: Objects, request: NaiveRequest): readonly string[] {
  const found = new Set(["Group//system:masters"]);
  for (const bound of bindingsFor(objects, request)) {
    if (!allows(objects, bound, request)) continue;
    for (const subject of itemsAt(bound, "subjects")) {
      const [kind, name] = [textAt(subject, "kind"), textAt(subject, "name")];
      const own = textAt(subject, "namespace") || textAt(bound, "metadata.namespace");
      if (kind !== "ServiceAccount") found.add(`${kind}//${name}`);
      else if (own !== "") found.add(`${kind}/${own}/${name}`);
    }
  }
  return [...found].sort();
}

/** Whether a rule, as written, allows a request. */
export function naiveRuleAllows(rule: JsonValue, request: NaiveRequest): boolean {
  if (!textsAt(rule, "verbs").some((verb) => verb === "*" || verb === request.verb)) return false;
  if ("path" in request) {
    const { path } = request;
    return textsAt(rule, "nonResourceURLs").some(
      (url) => url === path || (url.endsWith("*") && path.startsWith(url.replace(/\*+$/, ""))),
    );
  }
  const { group, resource, subresource, name } = request;
  const combined = subresource === "" ? resource : `${resource}/${subresource}`;
  const names = textsAt(rule, "resourceNames");
  return (
    textsAt(rule, "apiGroups").some((each) => each === "*" || each === group) &&
    textsAt(rule, "resources").some(
      (each) =>
        each === "*" || each === combined || (subresource !== "" && each === `*/${subresource}`),
    ) &&
    (names.length === 0 || names.includes(name))
  );
}

/** Bindings that count for a request, in order. */
function bindingsFor(objects: Objects, request: NaiveRequest): Objects {
  const namespace = "path" in request ? "" : request.namespace;
  return [
    ...objects.filter(({ kind }) => kind === "ClusterRoleBinding"),
    ...objects.filter(
      (object) =>
        object.kind === "RoleBinding" &&
        namespace !== "" &&
        textAt(object, "metadata.namespace") === namespace,
    ),
  ];
}

function allows(objects: Objects, bound: KubernetesObject, request: NaiveRequest): boolean {
  return rulesOf(objects, bound).some((rule) => naiveRuleAllows(rule, request));
}

function rulesOf(objects: Objects, bound: KubernetesObject): readonly JsonValue[] {
  const [kind, name] = [textAt(bound, "roleRef.kind"), textAt(bound, "roleRef.name")];
  const namespace = kind === "Role" ? textAt(bound, "metadata.namespace") : "";
  if (kind === "Role" && namespace === "") return [];
  for (const each of objects) {
    const isNamed = textAt(each, "metadata.name") === name;
    if (each.kind === kind && isNamed && textAt(each, "metadata.namespace") === namespace)
      return itemsAt(each, "rules");
  }
  return [];
}

function appliesTo(subject: JsonValue, asking: NaiveUser, namespace: string): boolean {
  const name = textAt(subject, "name");
  if (textAt(subject, "kind") === "User") return asking.name === name;
  if (textAt(subject, "kind") === "Group") return asking.groups.includes(name);
  const own = textAt(subject, "namespace") || namespace;
  return own !== "" && asking.name === `system:serviceaccount:${own}:${name}`;
}

function reasonOf(bound: KubernetesObject, subject: JsonValue): string {
  const [name, namespace] = [textAt(bound, "metadata.name"), textAt(bound, "metadata.namespace")];
  const kind = textAt(subject, "kind");
  const bindingName = bound.kind === "RoleBinding" ? `${name}/${namespace}` : name;
  const own = kind === "ServiceAccount" ? `/${textAt(subject, "namespace") || namespace}` : "";
  const of = `${textAt(bound, "roleRef.kind")} "${textAt(bound, "roleRef.name")}"`;
  return `RBAC: allowed by ${bound.kind} "${bindingName}" of ${of} to ${kind} "${textAt(subject, "name")}${own}"`;
}
