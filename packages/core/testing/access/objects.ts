import { createAuthorizer } from "../../src/access/authorizer.ts";
import {
  type AccessRequest,
  type ResourceRequest,
  resourceRequest,
} from "../../src/access/request.ts";
import type { AccessUser } from "../../src/access/user.ts";
import type { JsonObject } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { wholeSnapshotOf } from "../snapshot.ts";

const RBAC = "rbac.authorization.k8s.io/v1";

/** `role("a/r", …rules)` is a Role, `role("r", …rules)` a ClusterRole. */
export function role(name: string, ...rules: readonly JsonObject[]): KubernetesObject {
  const metadata = metadataOf(name);
  const kind = "namespace" in metadata ? "Role" : "ClusterRole";
  return { apiVersion: RBAC, kind, metadata, rules };
}

/** `binding("a/b", "ClusterRole r", …subjects)` is a RoleBinding, `binding("b", …)` a ClusterRoleBinding. */
export function binding(
  name: string,
  roleRef: string,
  ...subjects: readonly JsonObject[]
): KubernetesObject {
  const metadata = metadataOf(name);
  const [kind = "", roleName = ""] = roleRef.split(" ");
  return {
    apiVersion: RBAC,
    kind: "namespace" in metadata ? "RoleBinding" : "ClusterRoleBinding",
    metadata,
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind, name: roleName },
    subjects,
  };
}

export function user(name: string): JsonObject {
  return { kind: "User", apiGroup: "rbac.authorization.k8s.io", name };
}

export function group(name: string): JsonObject {
  return { kind: "Group", apiGroup: "rbac.authorization.k8s.io", name };
}

/** `account("a/web")`, or `account("web")` without a namespace. */
export function account(name: string): JsonObject {
  return { kind: "ServiceAccount", ...metadataOf(name) };
}

/** `rule("get list", "pods pods/log")` of the core group; further fields replace. */
export function rule(verbs: string, resources: string, more: JsonObject = {}): JsonObject {
  return { verbs: verbs.split(" "), apiGroups: [""], resources: resources.split(" "), ...more };
}

/** `urls("get", "/x /x/*")`. */
export function urls(verbs: string, paths: string): JsonObject {
  return { verbs: verbs.split(" "), nonResourceURLs: paths.split(" ") };
}

/** `ask("get pods/log")`, `ask("get /healthz")`. */
export function ask(text: string, more: Partial<ResourceRequest> = {}): AccessRequest {
  const [verb = "", what = ""] = text.split(" ");
  if (what.startsWith("/")) return { verb, path: what };
  const [resource = "", subresource = ""] = what.split("/");
  return resourceRequest({ verb, resource, subresource, ...more });
}

function metadataOf(name: string): JsonObject {
  const [first = "", second] = name.split("/");
  return second === undefined ? { name: first } : { name: second, namespace: first };
}

/** A trap of RBAC: what is asked, and whether it is allowed. */
export interface EdgeCase {
  readonly title: string;
  readonly objects: readonly KubernetesObject[];
  /** Ann, where nobody is named. */
  readonly as?: AccessUser;
  readonly request: AccessRequest;
  readonly allowed: boolean;
}

const ANN: AccessUser = { name: "ann", groups: ["system:authenticated"] };

/** What the engine says to an edge case: whether it allows it, and whether who can names the user or a group of theirs. */
export function outcomeOf({ objects, as = ANN, request }: EdgeCase): {
  readonly allowed: boolean;
  readonly named: boolean;
} {
  const authorizer = createAuthorizer(wholeSnapshotOf(objects));
  const named = authorizer.whoCan(request).some(({ subject: { kind, namespace, name } }) => {
    if (kind === "Group") return as.groups.includes(name);
    return [name, `system:serviceaccount:${namespace}:${name}`].includes(as.name);
  });
  return { allowed: authorizer.authorize(as, request).allowed, named };
}

/** The rights of ann everywhere, by a ClusterRoleBinding. */
export function annHas(...rules: readonly JsonObject[]): readonly KubernetesObject[] {
  return [role("r", ...rules), binding("b", "ClusterRole r", user("ann"))];
}

/** A ClusterRole that reads pods, bound in namespace a to one subject. */
export function readsPodsInA(subject: JsonObject): readonly KubernetesObject[] {
  return [role("r", rule("get", "pods")), binding("a/b", "ClusterRole r", subject)];
}

export function inA(text: string, name = ""): AccessRequest {
  return ask(text, { namespace: "a", name });
}
