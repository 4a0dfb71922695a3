import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { pick, type Random, some } from "./random.ts";
import { labelSelector, metadata } from "./shared-parts.ts";

const apiVersion = "rbac.authorization.k8s.io/v1";
const apiGroup = "rbac.authorization.k8s.io";

/** Valid roles and bindings. */
export function randomRbacObject(random: Random): KubernetesObject {
  const kind = pick(random, ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"]);
  const isNamespaced = !kind.startsWith("Cluster");
  const head = { apiVersion, kind, metadata: metadata(random, isNamespaced) };
  if (kind.endsWith("Role")) {
    const rules = Array.from({ length: 3 }, () =>
      !isNamespaced && random() < 0.3
        ? { verbs: ["get"], nonResourceURLs: ["/metrics"] }
        : { verbs: ["get", "list"], apiGroups: [""], resources: ["pods"] },
    );
    const aggregation = { clusterRoleSelectors: [labelSelector(random)] };
    return {
      ...head,
      rules,
      ...(isNamespaced ? {} : some(random, 0.3, { aggregationRule: () => aggregation })),
    };
  }
  const roleKind = isNamespaced && random() < 0.5 ? "Role" : "ClusterRole";
  return {
    ...head,
    subjects: [
      { kind: "ServiceAccount", name: "web", namespace: "shop" },
      {
        kind: pick(random, ["User", "Group"]),
        name: "ann",
        ...some(random, 0.5, { apiGroup: () => apiGroup }),
      },
    ],
    roleRef: { apiGroup, kind: roleKind, name: "view" },
  };
}
