import { type Authorizer, createAuthorizer } from "../../src/access/authorizer.ts";
import type { AccessRequest } from "../../src/access/request.ts";
import type { AccessUser } from "../../src/access/user.ts";
import { authenticatedUser, serviceAccountUser } from "../../src/access/user.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { snapshotOf } from "../snapshot.ts";

const RBAC = "rbac.authorization.k8s.io/v1";

/** A Role, or without a namespace a ClusterRole. */
export function role(name: string, namespace: string, ...rules: readonly Rule[]): KubernetesObject {
  return {
    apiVersion: RBAC,
    kind: namespace === "" ? "ClusterRole" : "Role",
    metadata: { name, ...(namespace === "" ? {} : { namespace }) },
    rules: rules.map((rule) => ({ ...rule })),
  };
}

export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** `get list pods deployments.apps`: verbs, then resources; one group for all. */
export function rule(verbs: string, resources: string, group = "", names?: string): Rule {
  return {
    verbs: verbs.split(" "),
    apiGroups: [group],
    resources: resources.split(" "),
    ...(names === undefined ? {} : { resourceNames: names.split(" ") }),
  };
}

/**
 * A RoleBinding, or without a namespace a ClusterRoleBinding. A role is `role/a` or `clusterrole/a`, a subject `sa:ns/a`,
 * `user:a` or `group:a`.
 */
export function binding(
  name: string,
  namespace: string,
  roleRef: string,
  ...subjects: readonly string[]
): KubernetesObject {
  const [kind = "", ref = ""] = roleRef.split("/");
  return {
    apiVersion: RBAC,
    kind: namespace === "" ? "ClusterRoleBinding" : "RoleBinding",
    metadata: { name, ...(namespace === "" ? {} : { namespace }) },
    roleRef: {
      apiGroup: "rbac.authorization.k8s.io",
      kind: kind === "role" ? "Role" : "ClusterRole",
      name: ref,
    },
    subjects: subjects.map(subject),
  };
}

function subject(text: string): KubernetesObject["subjects"] & object {
  const colon = text.indexOf(":");
  const kind = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  if (kind === "sa") {
    const [namespace = "", name = ""] = rest.split("/");
    return { kind: "ServiceAccount", namespace, name };
  }
  const apiGroup = "rbac.authorization.k8s.io";
  return { kind: kind === "user" ? "User" : "Group", apiGroup, name: rest };
}

export function serviceAccount(namespace: string, name: string): KubernetesObject {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { namespace, name } };
}

export function authorizerOf(objects: readonly KubernetesObject[]): Authorizer {
  return createAuthorizer(snapshotOf(objects), { bootstrapPolicy: "none" });
}

const NAMESPACES = ["x", "y"];
const VERBS = ["get", "list", "create", "escalate", "*"];
const GROUPS = ["", "apps", "*"];
const RESOURCES = ["pods", "secrets", "deployments", "pods/log", "deployments/log", "*", "*/log"];
const NAMES = ["a", "b", ""];
const URLS = ["/healthz", "/healthz/*", "/healthz/etcd", "/*", "*"];
const SUBJECTS = [
  "sa:x/web",
  "user:ann",
  "user:system:serviceaccount:x:web",
  "group:ops",
  "group:system:authenticated",
  "group:system:serviceaccounts:x",
];

/** Everybody of a random cluster, and one whom no binding names. */
export const USERS: readonly AccessUser[] = [
  serviceAccountUser("x", "web"),
  serviceAccountUser("y", "web"),
  authenticatedUser("ann"),
  authenticatedUser("bob", ["ops"]),
  authenticatedUser("system:anonymous"),
];

/** Every question that random clusters can answer differently, and some about what no rule names. */
export function questions(): readonly AccessRequest[] {
  const found: AccessRequest[] = [];
  for (const verb of ["get", "list", "create", "escalate", "other"]) {
    for (const path of ["/healthz", "/healthz/etcd", "/healthz/", "/x", "*"])
      found.push({ verb, path });
    for (const namespace of ["", "x", "y", "z"]) found.push(...questionsIn(namespace, verb));
  }
  return found;
}

function questionsIn(namespace: string, verb: string): readonly AccessRequest[] {
  return ["", "apps", "other"].flatMap((group) =>
    ["pods", "secrets", "deployments", "other"].flatMap((resource) =>
      ["", "log", "other"].flatMap((subresource) =>
        ["a", "b", "", "other"].map((name) => ({
          verb,
          group,
          resource,
          subresource,
          name,
          namespace,
        })),
      ),
    ),
  );
}

/** Takes numbers one after another, 0 when there are none left, so that any list of them makes a cluster. */
export interface Choices {
  readonly below: (limit: number) => number;
  readonly one: <Item>(items: readonly [Item, ...Item[]] | readonly Item[]) => Item;
  readonly some: <Item>(items: readonly Item[]) => readonly Item[];
}

export function choicesOf(numbers: readonly number[]): Choices {
  let at = 0;
  const below = (limit: number): number => {
    const number = numbers[at] ?? 0;
    at += 1;
    return number % limit;
  };
  const one = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error("There is nothing to choose from.");
    return item;
  };
  return {
    below,
    one,
    some: (items) => Array.from({ length: 1 + below(2) }, () => one(items)),
  };
}

/** A few roles and bindings. */
export function randomCluster(choices: Choices): readonly KubernetesObject[] {
  const roles = Array.from({ length: 1 + choices.below(3) }, (_, index) =>
    role(`r${index}`, choices.one(["", "", ...NAMESPACES]), ...randomRules(choices)),
  );
  const bindings = Array.from({ length: 1 + choices.below(4) }, (_, index) => {
    const { kind, metadata } = choices.one(roles);
    const { name, namespace = "" } = metadata as { name: string; namespace?: string };
    const place = kind === "Role" ? namespace : choices.one(["", ...NAMESPACES]);
    const ref = `${kind === "Role" ? "role" : "clusterrole"}/${name}`;
    return binding(`b${index}`, place, ref, ...choices.some(SUBJECTS));
  });
  return [...roles, ...bindings];
}

function randomRules(choices: Choices): readonly Rule[] {
  return Array.from({ length: choices.below(4) }, () => {
    const verbs = choices.some(VERBS);
    if (choices.below(4) === 0) return { verbs, nonResourceURLs: choices.some(URLS) };
    const resourceNames = choices.below(3) === 0 ? { resourceNames: choices.some(NAMES) } : {};
    return {
      verbs,
      apiGroups: choices.some(GROUPS),
      resources: choices.some(RESOURCES),
      ...resourceNames,
    };
  });
}
