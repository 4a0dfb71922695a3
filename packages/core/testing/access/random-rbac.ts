import type { JsonObject } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { below, pick } from "../seeded.ts";
import { binding, role } from "./objects.ts";

type Random = () => number;

const RBAC = "rbac.authorization.k8s.io";
const SPACES = ["a", "b", "kube-system"];

const VERBS = [
  ...["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
  ...["*", "bind", "escalate", "impersonate", "approve", "sign", "GET", "read", ""],
];

const GROUPS = [
  ...["", "", "", "apps", "batch", RBAC, RBAC, "*", "policy", "storage.k8s.io"],
  ...["admissionregistration.k8s.io", "certificates.k8s.io", "networking.k8s.io"],
  ...["apiextensions.k8s.io", "shop.example", "extensions", "authentication.k8s.io"],
];

const RESOURCES = [
  ...["*", "secrets", "secrets", "configmaps", "pods", "pods/exec", "pods/log", "*/log"],
  ...["pods/attach", "pods/ephemeralcontainers", "pods/portforward", "pod", "services"],
  ...["services/status", "serviceaccounts", "serviceaccounts/token", "users", "groups"],
  ...["namespaces", "nodes", "nodes/proxy", "nodes/status", "events", "persistentvolumes"],
  ...["persistentvolumeclaims", "deployments", "statefulsets", "jobs", "roles", "rolebindings"],
  ...["clusterroles", "clusterrolebindings", "storageclasses", "signers", "ingresses"],
  ...["networkpolicies", "mutatingwebhookconfigurations", "customresourcedefinitions"],
  ...["validatingadmissionpolicies", "orders", "certificatesigningrequests/approval", ""],
];

const NAMES = ["x", "coredns", "aws-auth", "cluster-admin", "kubernetes.io/kube-apiserver-client"];

/**
 * Roles and bindings as people and their slips write them: for what there is and what there is not, in the right places and in
 * others, and now and then refused by the API server. Names are unique within their kind.
 */
export function randomRbac(random: Random): readonly KubernetesObject[] {
  const roles = Array.from({ length: 1 + below(random, 3) }, (_, index) => {
    const name = `r${index}`;
    const rules = Array.from({ length: 1 + below(random, 2) }, () => randomRule(random));
    return random() < 0.5
      ? role(name, ...rules)
      : role(`${pick(random, SPACES)}/${name}`, ...rules);
  });
  const bindings = Array.from({ length: 1 + below(random, 3) }, (_, index) =>
    randomBinding(random, index, pick(random, roles)),
  );
  return [...roles, ...bindings];
}

function several(random: Random, items: readonly string[]): readonly string[] {
  return Array.from({ length: 1 + below(random, random() < 0.3 ? 4 : 2) }, () =>
    pick(random, items),
  );
}

function randomRule(random: Random): JsonObject {
  if (random() < 0.05) return { verbs: several(random, VERBS), nonResourceURLs: ["/metrics"] };
  if (random() < 0.03) return { verbs: ["*"], apiGroups: ["*"], resources: ["*"] };
  const rule: Record<string, readonly string[]> = {
    verbs: several(random, VERBS),
    apiGroups: several(random, GROUPS),
    resources: several(random, RESOURCES),
  };
  if (random() < 0.2) rule["resourceNames"] = several(random, NAMES);
  // What the API server refuses.
  if (random() < 0.04) rule[pick(random, ["verbs", "apiGroups", "resources"])] = [];
  return rule;
}

function randomBinding(random: Random, index: number, given: KubernetesObject): KubernetesObject {
  const { name = "", namespace } = given["metadata"] as { name?: string; namespace?: string };
  const space = namespace ?? (random() < 0.5 ? undefined : pick(random, SPACES));
  const kind = random() < 0.03 ? given.kind.toLowerCase() : given.kind;
  const subjects = Array.from({ length: 1 + below(random, 2) }, () => randomSubject(random));
  return binding(
    `${space === undefined ? "" : `${space}/`}b${index}`,
    `${kind} ${name}`,
    ...subjects,
  );
}

function randomSubject(random: Random): JsonObject {
  const apiGroup = RBAC;
  return pick<JsonObject>(random, [
    { kind: "ServiceAccount", name: "web", namespace: "a" },
    { kind: "ServiceAccount", name: "default", namespace: "b" },
    { kind: "User", name: "ann", apiGroup },
    { kind: "User", name: "system:masters", apiGroup },
    { kind: "User", name: "system:anonymous", apiGroup },
    { kind: "User", name: "system:serviceaccount:a:web", apiGroup },
    { kind: "User", name: "system:unauthenticated", apiGroup },
    { kind: "Group", name: "system:authenticated", apiGroup },
    { kind: "Group", name: "system:unauthenticated", apiGroup },
    { kind: "Group", name: "system:serviceaccounts:a", apiGroup },
    { kind: "Group", name: "system:serviceaccount:a:web", apiGroup },
    { kind: "Group", name: "system:anonymous", apiGroup },
    { kind: "Group", name: "developers", apiGroup },
    { kind: "Group", name: "system:masters", apiGroup },
    random() < 0.2 ? { kind: "ServiceAccount", name: "lost" } : { kind: "User", name: "bob" },
    random() < 0.2
      ? { kind: "group", name: "system:authenticated" }
      : { kind: "User", name: "eve" },
  ]);
}
