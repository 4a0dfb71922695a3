import type { JsonValue } from "../kubernetes/json.ts";
import { at, items, nameOf, type Objects, ofKind, pairs, selects, text, texts } from "./json.ts";

const RBAC = "rbac.authorization.k8s.io";

/** A service account with the groups that it is in. */
export interface NaiveAccount {
  readonly namespace: string;
  readonly name: string;
}

/** One request. */
export interface NaiveAsked {
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly name: string;
  /** "" for what is in no namespace. */
  readonly namespace: string;
}

/** The binding by which RBAC allows one request; undefined where none does. */
export function allowedBy(
  objects: Objects,
  account: NaiveAccount,
  asked: NaiveAsked,
): string | undefined {
  for (const binding of bindingsFor(objects, asked.namespace)) {
    const own = text(binding, "metadata.namespace");
    if (!items(binding, "subjects").some((each) => isSubject(each, account, own))) continue;
    if (rulesOf(objects, binding).some((rule) => allows(rule, asked)))
      return `${binding.kind} ${nameOf(binding)}`;
  }
  return undefined;
}

function bindingsFor(objects: Objects, namespace: string): Objects {
  const local = ofKind(objects, RBAC, "RoleBinding").filter(
    (each) => namespace !== "" && text(each, "metadata.namespace") === namespace,
  );
  return [...ofKind(objects, RBAC, "ClusterRoleBinding"), ...local];
}

function isKind(object: Objects[number], kind: string): boolean {
  return object.kind === kind && object.apiVersion.startsWith(`${RBAC}/`);
}

function isSubject(subject: JsonValue, { namespace, name }: NaiveAccount, own: string): boolean {
  const [kind, who] = [text(subject, "kind"), text(subject, "name")];
  if (kind === "ServiceAccount")
    return who === name && (text(subject, "namespace") || own) === namespace;
  if (kind === "User") return who === `system:serviceaccount:${namespace}:${name}`;
  return (
    kind === "Group" &&
    [
      "system:authenticated",
      "system:serviceaccounts",
      `system:serviceaccounts:${namespace}`,
    ].includes(who)
  );
}

/** The rules of the role that a binding refers to, aggregated ones too. */
export function rulesOf(objects: Objects, binding: JsonValue): readonly JsonValue[] {
  const [kind, name] = [text(binding, "roleRef.kind"), text(binding, "roleRef.name")];
  const own = text(binding, "metadata.namespace");
  const role = ofKind(objects, RBAC, kind).find(
    (each) =>
      nameOf(each) === name && (kind === "ClusterRole" || text(each, "metadata.namespace") === own),
  );
  if (!role) return [];
  const selectors = items(role, "aggregationRule.clusterRoleSelectors");
  if (at(role, "aggregationRule") === undefined) return items(role, "rules");
  return ofKind(objects, RBAC, "ClusterRole")
    .filter((each) =>
      selectors.some((selector) => selects(selector, pairs(each, "metadata.labels"))),
    )
    .flatMap((each) => items(each, "rules"));
}

function allows(rule: JsonValue, { verb, group, resource, name }: NaiveAsked): boolean {
  const slash = resource.indexOf("/");
  const names = texts(rule, "resourceNames");
  return (
    texts(rule, "verbs").some((each) => each === "*" || each === verb) &&
    texts(rule, "apiGroups").some((each) => each === "*" || each === group) &&
    texts(rule, "resources").some(
      (each) =>
        each === "*" || each === resource || (slash > 0 && each === `*${resource.slice(slash)}`),
    ) &&
    (names.length === 0 || names.includes(name))
  );
}

/** Whether a role is named that the objects do not hold, so that what it grants is not known. */
export function hasUnknownRole(objects: Objects, account: NaiveAccount): string | undefined {
  const bindings = objects.filter(
    (each) => isKind(each, "ClusterRoleBinding") || isKind(each, "RoleBinding"),
  );
  const found = bindings.find((binding) => {
    const isMeant = items(binding, "subjects").some((each) =>
      isSubject(each, account, text(binding, "metadata.namespace")),
    );
    const kind = text(binding, "roleRef.kind");
    const isThere = ofKind(objects, RBAC, kind).some(
      (each) => nameOf(each) === text(binding, "roleRef.name"),
    );
    return isMeant && !isThere;
  });
  return found && `${found.kind} ${nameOf(found)}`;
}
