import type { KubernetesObject } from "@watertight/core/kubernetes";

/** Counts of the cluster that the access engine is measured on. */
export const ACCESS_CLUSTER = {
  namespaces: 500,
  serviceAccounts: 10_000,
  roleBindings: 20_000,
  roles: 1000,
  clusterRoles: 500,
} as const;

/** What the random numbers of cluster and questions begin with. */
export const ACCESS_SEED = 7;

/** One question, as a SubjectAccessReview's spec has it. */
export interface AccessQuestion {
  readonly user: string;
  readonly groups: readonly string[];
  readonly resourceAttributes: {
    readonly verb: string;
    readonly group: string;
    readonly resource: string;
    readonly subresource: string;
    readonly name: string;
    readonly namespace: string;
  };
}

const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete"];
const RESOURCES = [
  ["", "pods"],
  ["", "services"],
  ["", "configmaps"],
  ["", "secrets"],
  ["", "endpoints"],
  ["", "events"],
  ["", "persistentvolumeclaims"],
  ["", "serviceaccounts"],
  ["apps", "deployments"],
  ["apps", "statefulsets"],
  ["apps", "daemonsets"],
  ["batch", "jobs"],
  ["batch", "cronjobs"],
  ["networking.k8s.io", "ingresses"],
  ["networking.k8s.io", "networkpolicies"],
  ["policy", "poddisruptionbudgets"],
  ["autoscaling", "horizontalpodautoscalers"],
  ["example.com", "widgets"],
] as const;
const RBAC = "rbac.authorization.k8s.io/v1";

/** The RBAC objects of the cluster; the same for the same random numbers. */
export function accessCluster(random: () => number): readonly KubernetesObject[] {
  const { namespaces, serviceAccounts, roleBindings, roles, clusterRoles } = ACCESS_CLUSTER;
  const objects: KubernetesObject[] = [];
  for (let index = 0; index < roles; index++) {
    const metadata = { name: `role-${index}`, namespace: namespaceAt(index % namespaces) };
    objects.push({ apiVersion: RBAC, kind: "Role", metadata, rules: rulesOf(index, random) });
  }
  for (let index = 0; index < clusterRoles; index++) {
    const metadata = { name: `cluster-role-${index}` };
    objects.push({
      apiVersion: RBAC,
      kind: "ClusterRole",
      metadata,
      rules: rulesOf(index, random),
    });
  }
  for (let index = 0; index < roleBindings; index++) {
    const namespace = index % namespaces;
    const account = Math.floor(random() * serviceAccounts);
    const own = random() < 0.4;
    objects.push({
      apiVersion: RBAC,
      kind: "RoleBinding",
      metadata: { name: `binding-${index}`, namespace: namespaceAt(namespace) },
      roleRef: {
        apiGroup: "rbac.authorization.k8s.io",
        kind: own ? "Role" : "ClusterRole",
        name: own
          ? `role-${namespace + namespaces * Math.floor(random() * (roles / namespaces))}`
          : `cluster-role-${Math.floor(random() * clusterRoles)}`,
      },
      subjects: [
        {
          kind: "ServiceAccount",
          name: `account-${account}`,
          namespace: namespaceAt(random() < 0.8 ? namespace : account % namespaces),
        },
      ],
    });
  }
  for (let index = 0; index < 60; index++) {
    objects.push({
      apiVersion: RBAC,
      kind: "ClusterRoleBinding",
      metadata: { name: `cluster-binding-${index}` },
      roleRef: {
        apiGroup: "rbac.authorization.k8s.io",
        kind: "ClusterRole",
        name: `cluster-role-${index}`,
      },
      subjects: [{ kind: "Group", apiGroup: "rbac.authorization.k8s.io", name: groupAt(index) }],
    });
  }
  return objects;
}

/** Questions of service accounts, mostly about their own namespace. */
export function accessQuestions(count: number, random: () => number): readonly AccessQuestion[] {
  const { namespaces, serviceAccounts } = ACCESS_CLUSTER;
  return Array.from({ length: count }, () => {
    const account = Math.floor(random() * serviceAccounts);
    const own = namespaceAt(Math.floor(random() * namespaces));
    const namespace = random() < 0.9 ? own : namespaceAt(Math.floor(random() * namespaces));
    const [group, resource] = RESOURCES[Math.floor(random() * RESOURCES.length)] ?? RESOURCES[0];
    return {
      user: `system:serviceaccount:${own}:account-${account}`,
      groups: ["system:serviceaccounts", `system:serviceaccounts:${own}`, "system:authenticated"],
      resourceAttributes: {
        verb: VERBS[Math.floor(random() * VERBS.length)] ?? "get",
        group,
        resource,
        subresource: random() < 0.1 ? "status" : "",
        name: random() < 0.5 ? `object-${Math.floor(random() * 20)}` : "",
        namespace,
      },
    };
  });
}

function groupAt(index: number): string {
  if (index === 1) return "system:authenticated";
  return index === 2 ? "system:serviceaccounts" : `team-${index}`;
}

function namespaceAt(index: number): string {
  return `namespace-${index}`;
}

// One to eight rules; every fiftieth role has forty, as `admin` does.
function rulesOf(index: number, random: () => number): KubernetesObject["rules"] {
  const count = index % 50 === 0 ? 40 : 1 + Math.floor(random() * 8);
  return Array.from({ length: count }, () => {
    const [group] = RESOURCES[Math.floor(random() * RESOURCES.length)] ?? RESOURCES[0];
    const resources = RESOURCES.filter(([candidate]) => candidate === group).map(
      ([, name]) => name,
    );
    const named = random() < 0.1;
    return {
      apiGroups: [group],
      resources: resources.filter(() => random() < 0.5),
      verbs: VERBS.filter(() => random() < 0.5),
      ...(named ? { resourceNames: [`object-${Math.floor(random() * 20)}`] } : {}),
    };
  });
}
