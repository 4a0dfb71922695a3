import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";
import { nodeAttributes, randomAttachment, randomPod, randomVolume } from "./random-nodes.ts";
import { fieldSelector, labelSelector } from "./random-selectors.ts";

/** A random cluster, by kind as upstream's program reads it. */
export interface RandomCluster {
  readonly roles: readonly KubernetesObject[];
  readonly clusterRoles: readonly KubernetesObject[];
  readonly roleBindings: readonly KubernetesObject[];
  readonly clusterRoleBindings: readonly KubernetesObject[];
  readonly pods: readonly KubernetesObject[];
  readonly volumes: readonly KubernetesObject[];
  readonly attachments: readonly KubernetesObject[];
}

type Random = () => number;

const RBAC = "rbac.authorization.k8s.io/v1";
// Small vocabularies full of near misses, so that nearly every pair almost matches.
const NAMESPACES = ["a", "b", "a-b"];
const NAMES = ["x", "y", "x-y", "*", ""];
const ROLE_NAMES = ["r", "s", "R", "gone", 'q"\n'];
const VERBS = ["get", "get", "list", "watch", "create", "*", "GET", ""];
const GROUPS = ["", "", "apps", "*", "app"];
const RESOURCES = [
  "pods",
  "pods",
  "pods/log",
  "pods/log",
  "pods/*",
  "*/log",
  "*",
  "*/*",
  "secrets",
  "po",
  "log",
  "/log",
];
const URLS = ["/x", "/x/", "/x/*", "/x*", "*", "/", "/x/**", "/x/y", "/y*z", ""];
const ACCOUNT_NAMES = ["web", "we", "web:a"];
const USERS = [
  "ann",
  "ann",
  "ann",
  "system:serviceaccount:a:web",
  "Ann",
  "system:anonymous",
  "system:serviceaccount:a:web",
  "system:serviceaccount:b:web",
  "system:serviceaccount:a:we",
  "system:serviceaccount::web",
  "system:serviceaccount:a:web:a",
  "system:node:n1",
  "system:node:n2",
  "system:node:",
  "",
];
const USER_GROUPS = [
  "system:authenticated",
  "system:unauthenticated",
  "system:serviceaccounts",
  "system:serviceaccounts:a",
  "team",
  "Team",
];

export function randomCluster(random: Random, withNodes: boolean): RandomCluster {
  const some = <Item>(most: number, make: (index: number) => Item): readonly Item[] =>
    Array.from({ length: below(random, most + 1) }, (_, index) => make(index));
  return {
    roles: unique(some(4, () => role(random, "Role"))),
    clusterRoles: unique(some(4, () => role(random, "ClusterRole"))),
    roleBindings: some(12, (index) => binding(random, "RoleBinding", index)),
    clusterRoleBindings: some(6, (index) => binding(random, "ClusterRoleBinding", index)),
    pods: withNodes ? some(4, (index) => randomPod(random, index)) : [],
    volumes: withNodes ? some(2, (index) => randomVolume(random, index)) : [],
    attachments: withNodes ? some(2, (index) => randomAttachment(random, index)) : [],
  };
}

/** Every object of a cluster, bindings in their order. */
export function objectsOf(cluster: RandomCluster): readonly KubernetesObject[] {
  return Object.values(cluster).flat() as readonly KubernetesObject[];
}

/** The spec of a SubjectAccessReview. */
export function randomReview(random: Random): JsonObject {
  const user = pick(random, USERS);
  const groups = USER_GROUPS.filter(() => random() < 0.25);
  if (random() < 0.02) groups.push("system:masters");
  if (user.startsWith("system:node:") && random() < 0.9) groups.push("system:nodes");
  const isNode = groups.includes("system:nodes");
  return {
    ...(user === "" && groups.length === 0 ? { user: "ann" } : { user }),
    groups,
    ...(random() < 0.2 && !isNode
      ? { nonResourceAttributes: { verb: pick(random, VERBS), path: pick(random, URLS) } }
      : { resourceAttributes: isNode ? nodeAttributes(random) : attributes(random) }),
  };
}

function attributes(random: Random): JsonObject {
  const [resource = "", subresource = ""] = pick(random, RESOURCES).split("/");
  return {
    verb: pick(random, VERBS),
    group: pick(random, GROUPS),
    resource,
    subresource,
    name: random() < 0.5 ? "" : pick(random, NAMES),
    namespace: random() < 0.3 ? "" : pick(random, NAMESPACES),
    ...(random() < 0.1 ? { fieldSelector: fieldSelector(random) } : {}),
    ...(random() < 0.1 ? { labelSelector: labelSelector(random) } : {}),
  };
}

function role(random: Random, kind: "Role" | "ClusterRole"): KubernetesObject {
  const name = pick(
    random,
    ROLE_NAMES.filter((candidate) => candidate !== "gone"),
  );
  const namespace = kind === "Role" ? { namespace: pick(random, NAMESPACES) } : {};
  return { apiVersion: RBAC, kind, metadata: { name, ...namespace }, rules: randomRules(random) };
}

/** One to four rules. */
export function randomRules(random: Random): readonly JsonObject[] {
  return Array.from({ length: 1 + below(random, 6) }, () => randomRule(random));
}

function randomRule(random: Random): JsonObject {
  const list = (from: readonly string[]): readonly string[] =>
    Array.from({ length: 1 + below(random, 3) }, () => pick(random, from));
  const urls = random() < 0.25;
  const both = random() < 0.05;
  return {
    verbs: list(VERBS),
    ...(urls && !both
      ? {}
      : {
          apiGroups: list(GROUPS),
          resources: list(RESOURCES),
          ...(random() < 0.3 ? { resourceNames: list(NAMES) } : {}),
        }),
    ...(urls || both ? { nonResourceURLs: list(URLS) } : {}),
  };
}

function binding(
  random: Random,
  kind: "RoleBinding" | "ClusterRoleBinding",
  index: number,
): KubernetesObject {
  const namespace = kind === "RoleBinding" ? { namespace: pick(random, NAMESPACES) } : {};
  const refKind = random() < 0.03 ? "role" : random() < 0.6 ? "ClusterRole" : "Role";
  return {
    apiVersion: RBAC,
    kind,
    metadata: { name: `b${index}`, ...namespace },
    roleRef: {
      apiGroup: "rbac.authorization.k8s.io",
      kind: refKind,
      name: pick(random, ROLE_NAMES),
    },
    subjects: Array.from({ length: 1 + below(random, 4) }, () => subject(random)),
  };
}

function subject(random: Random): JsonObject {
  const apiGroup = "rbac.authorization.k8s.io";
  const kind = random();
  if (kind < 0.35) return { kind: "User", apiGroup, name: pick(random, USERS) };
  if (kind < 0.6) return { kind: "Group", apiGroup, name: pick(random, USER_GROUPS) };
  if (kind < 0.63) return { kind: "Robot", apiGroup, name: "ann" };
  const namespace = random() < 0.7 ? { namespace: pick(random, NAMESPACES) } : {};
  return { kind: "ServiceAccount", name: pick(random, ACCOUNT_NAMES), ...namespace };
}

function unique(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [...new Map(objects.map((each) => [JSON.stringify(each["metadata"]), each])).values()];
}
