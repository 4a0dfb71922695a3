import type { AccessBinding, AccessRole } from "../../access/model.ts";
import { serviceAccountUser } from "../../access/user.ts";
import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { Violation } from "../../findings/finding.ts";
import { namespaceOf } from "../../kubernetes/object.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import { serviceAccountFieldOf, serviceAccountNameOf } from "../../kubernetes/service-account.ts";
import type { ObjectCheck } from "../check.ts";
import { rbacObjectsOf } from "../facts/rbac-objects.ts";
import { listed } from "../facts/role-rules.ts";
import { tokenOf } from "../facts/service-accounts.ts";
import { isSystemNamespace } from "../facts/system-namespaces.ts";
import { takeOverOf, takeOverPartsOf } from "../facts/take-over.ts";
import { account, clusterRole, clusterRoleBinding, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const UNLESS = ", if its ServiceAccount, which the input does not show, leaves the token on";

/** No pod has a token with which whoever breaks into it takes over the cluster. */
export const podAccountCanTakeOver: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "pod-account-can-take-over",
  title: "Pod whose account can take over the cluster",
  topic: "access",
  severity: "high",
  description:
    "Whoever breaks into the pod has its token, and with it the cluster, at once or in one step: by binding cluster-admin, acting as others, running pods as any account, talking to kubelets. Rights of one namespace do not count here; ways of several steps are found by `watertight access escalate`. Pods of Kubernetes' own namespaces, and pods without a token, are left out.",
  remediation:
    "Give the account the rights that the program uses, in the namespaces in which it uses them: `watertight access least-privilege` proposes them; or mount no token (`automountServiceAccountToken: false`).",
  references: referencesTo({
    "cis-1.12": ["5.1.1"],
    "nsa-1.2": ["Authentication and authorization"],
    "mitre-attack": ["T1528", "T1078"],
    "ms-threat-matrix": ["MS-TA9016"],
  }),
  aliases: ["kubescape:C-0267", "kubescape:C-0272", "kubescape:C-0053"],

  *evaluate(object, cluster) {
    const { reference, podTemplates } = object;
    if (isSystemNamespace(reference.namespace)) return;
    for (const template of podTemplates) {
      const { mounted } = tokenOf(template, object, cluster);
      if (mounted === "no") continue;
      const name = serviceAccountNameOf(template.spec);
      const taken = takenOverBy(namespaceOf(reference), name, cluster);
      if (!taken) continue;
      const field = serviceAccountFieldOf(template.spec);
      yield {
        path: locateInObject(template, ["spec", ...(field === undefined ? [] : [field])]),
        message: `service account ${name} ${taken.message}${mounted === "unknown" ? UNLESS : ""}`,
        ...(taken.severity === undefined ? {} : { severity: taken.severity }),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "an account that may bind cluster-admin",
        objects: [
          clusterRole(
            "access-manager",
            rule(["create"], "rbac.authorization.k8s.io", ["clusterrolebindings"]),
            rule(["bind"], "rbac.authorization.k8s.io", ["clusterroles"]),
          ),
          clusterRoleBinding("access-manager", "access-manager", account("manager")),
          podOf("manager"),
        ],
        violations: [
          "Pod/web spec.serviceAccountName: service account manager may bind cluster-admin (ClusterRoleBinding access-manager)",
        ],
      },
    ],
    compliant: [
      {
        title: "an account that may look, and a pod without a token",
        objects: [
          clusterRoleBinding("manager", "cluster-admin", account("manager")),
          clusterRoleBinding("viewer", "view", account("viewer")),
          podOf("viewer"),
          podOf("manager", { automountServiceAccountToken: false }),
        ],
      },
    ],
  },
};

function podOf(
  serviceAccountName: string,
  more: { readonly automountServiceAccountToken?: boolean } = {},
): ReturnType<typeof clusterRole> {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop" },
    spec: {
      serviceAccountName,
      automountServiceAccountToken: true,
      containers: [{ name: "web" }],
      ...more,
    },
  };
}

type TakenOver = Pick<Violation, "message" | "severity">;

// Many pods share an account, and many accounts have their rights by the same groups.
const known = clusterFact(() => new Map<string, TakenOver | undefined>());

function takenOverBy(namespace: string, name: string, cluster: Cluster): TakenOver | undefined {
  const key = `${namespace}/${name}`;
  const cache = known(cluster);
  if (!cache.has(key)) cache.set(key, judge(namespace, name, cluster));
  return cache.get(key);
}

function judge(namespace: string, name: string, cluster: Cluster): TakenOver | undefined {
  const { authorizer } = rbacObjectsOf(cluster);
  const given = new Map<AccessRole, AccessBinding>();
  for (const { role, binding } of authorizer.grantsFor(serviceAccountUser(namespace, name), "")) {
    if (takeOverPartsOf(role).size > 0 && !given.has(role)) given.set(role, binding);
  }
  const way = takeOverOf([...given.keys()].map(takeOverPartsOf));
  if (way === undefined) return undefined;
  const names = listed([...given.values()].map((each) => `ClusterRoleBinding ${each.name}`));
  const isEverything = way === "may do everything";
  return {
    message: `${way} (${names})`,
    ...(isEverything ? { severity: "critical" } : {}),
  };
}
