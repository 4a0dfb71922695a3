import type { AccessBinding, AccessRole } from "../../access/model.ts";
import { serviceAccountUser } from "../../access/user.ts";
import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { Violation } from "../../findings/finding.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import { type KubernetesObject, namespaceOf } from "../../kubernetes/object.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import { serviceAccountFieldOf, serviceAccountNameOf } from "../../kubernetes/service-account.ts";
import type { ObjectCheck } from "../check.ts";
import { rbacObjectsOf } from "../facts/rbac-objects.ts";
import { listed } from "../facts/role-rules.ts";
import { tokenOf } from "../facts/service-accounts.ts";
import { isSystemNamespace } from "../facts/system-namespaces.ts";
import { takeOverOf } from "../facts/take-over.ts";
import { account, clusterRole, clusterRoleBinding, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const UNLESS = ", if its ServiceAccount, which the input does not show, leaves the token on";

const PROJECTED: JsonObject = {
  automountServiceAccountToken: false,
  containers: [{ name: "web", volumeMounts: [{ name: "token", mountPath: "/token" }] }],
  volumes: [
    { name: "token", projected: { sources: [{ serviceAccountToken: { path: "token" } }] } },
  ],
};

/** No pod has a token with which whoever breaks into it takes over the cluster. */
export const podAccountCanTakeOver: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "pod-account-can-take-over",
  title: "Pod with a service account that can take over the cluster",
  topic: "access",
  severity: "high",
  raisedBy: ["exposed"],
  description:
    "Whoever compromises the pod has its token, and with it the cluster, at once or in one step: by binding cluster-admin, impersonating others, creating pods with any service account or running commands in all of them, changing others' requests to the API server. Rights in single namespaces are not counted here; paths of several steps, and through what is in pods and Secrets, are found by `watertight access escalate`. An account that the input does not show is assumed to mount its token, as is the default, and the finding says so. Pods of system namespaces, and pods without a token, are left out.",
  remediation:
    "Grant the account only the rights that the program uses, in the namespaces in which it uses them: `watertight access least-privilege` proposes them; or set `automountServiceAccountToken: false`.",
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
      {
        title: "an account that the input does not show, and one whose token a volume projects",
        objects: [
          clusterRoleBinding("manager", "cluster-admin", account("manager")),
          clusterRole("runner", rule(["create"], "", ["pods/exec"])),
          clusterRoleBinding("runner", "runner", account("runner")),
          podOf("manager", { automountServiceAccountToken: null }),
          podOf("runner", PROJECTED),
        ],
        violations: [
          "Pod/web spec.serviceAccountName: service account manager may do everything (ClusterRoleBinding manager), if its ServiceAccount, which the input does not show, leaves the token on",
          "Pod/web spec.serviceAccountName: service account runner may run commands in every pod (ClusterRoleBinding runner)",
        ],
      },
    ],
    compliant: [
      {
        title:
          "accounts that may look and that lack half of what it takes, and a pod without a token",
        objects: [
          clusterRoleBinding("manager", "cluster-admin", account("manager")),
          clusterRoleBinding("viewer", "view", account("viewer")),
          // Without the right to act as a user nobody acts as a group.
          clusterRole("grouper", rule(["impersonate"], "", ["groups"])),
          clusterRoleBinding("grouper", "grouper", account("grouper")),
          podOf("viewer"),
          podOf("grouper"),
          podOf("manager", { automountServiceAccountToken: false }),
        ],
      },
    ],
  },
};

function podOf(serviceAccountName: string, more: JsonObject = {}): KubernetesObject {
  const containers = [{ name: "web" }];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop" },
    spec: { serviceAccountName, containers, automountServiceAccountToken: true, ...more },
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
    if (!given.has(role)) given.set(role, binding);
  }
  const way = takeOverOf([...given.keys()], cluster);
  if (way === undefined) return undefined;
  const bindings = [...given].flatMap(([role, binding]) => (way.by.includes(role) ? binding : []));
  const names = listed(bindings.map((each) => `ClusterRoleBinding ${each.name}`));
  return {
    message: `${way.title} (${names})`,
    ...(way.technique === undefined ? { severity: "critical" } : {}),
  };
}
