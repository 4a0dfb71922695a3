import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { seeded } from "../packages/core/testing/seeded.ts";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";

const RBAC = "rbac.authorization.k8s.io";
const VERBS = [["get", "list"], ["create"], ["update", "patch"], ["get"]] as const;
const RESOURCES = [
  "pods",
  "secrets",
  "configmaps",
  "pods/exec",
  "deployments",
  "serviceaccounts/token",
  "services",
] as const;

/** A tenth as many accounts as pods, a fifth as many roles, each bound, a twentieth as many nodes; twenty teams, half their namespaces closed. */
export function generateAttacked(pods: number): Snapshot {
  const random = seeded(20_261_130);
  const below = (most: number): number => Math.floor(random() * most);
  const [accounts, nodes, roles] = [pods / 10, pods / 20, pods / 5];
  const spaces = Math.max(10, pods / 100);
  const many = <Made>(count: number, make: (index: number) => Made): readonly Made[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const account = (index: number): JsonObject => ({
    kind: "ServiceAccount",
    name: `account-${index}`,
    namespace: `space-${index % spaces}`,
  });
  return wholeSnapshotOf([
    ...many(spaces, (index) =>
      object("v1", "Namespace", { name: `space-${index}`, labels: { team: `team-${index % 20}` } }),
    ),
    ...many(nodes, (index) =>
      object("v1", "Node", {
        name: `node-${index}`,
        labels: { "kubernetes.io/hostname": `node-${index}` },
      }),
    ),
    ...many(accounts, (index) =>
      object("v1", "ServiceAccount", {
        name: `account-${index}`,
        namespace: `space-${index % spaces}`,
      }),
    ),
    ...many(roles, (index) => {
      const isStrong = index % 10 === 0;
      return object(
        `${RBAC}/v1`,
        "Role",
        { name: `role-${index}`, namespace: `space-${index % spaces}` },
        {
          rules: [
            {
              apiGroups: ["", "apps"],
              resources: [RESOURCES[below(isStrong ? RESOURCES.length : 3)] ?? "pods"],
              verbs: [...(VERBS[below(isStrong ? VERBS.length : 1)] ?? ["get"])],
            },
          ],
        },
      );
    }),
    ...many(roles, (index) =>
      object(
        `${RBAC}/v1`,
        "RoleBinding",
        { name: `binding-${index}`, namespace: `space-${index % spaces}` },
        {
          roleRef: { apiGroup: RBAC, kind: "Role", name: `role-${index}` },
          subjects: [account(below(accounts))],
        },
      ),
    ),
    object(
      `${RBAC}/v1`,
      "ClusterRoleBinding",
      { name: "boss" },
      {
        roleRef: { apiGroup: RBAC, kind: "ClusterRole", name: "cluster-admin" },
        subjects: [account(3)],
      },
    ),
    ...many(spaces, (index) => index)
      .filter((index) => index % 2 === 1)
      .map((index) => closed(`space-${index}`, `team-${index % 20}`)),
    ...many(pods, (index) => pod(index, accounts, spaces, below(nodes))),
    object(
      "v1",
      "Service",
      { name: "web", namespace: "space-0" },
      {
        spec: {
          type: "LoadBalancer",
          selector: { app: "app-0" },
          ports: [{ port: 80, targetPort: 8080 }],
        },
      },
    ),
  ]);
}

function object(
  apiVersion: string,
  kind: string,
  metadata: { readonly name: string } & JsonObject,
  rest: JsonObject = {},
): KubernetesObject {
  return { apiVersion, kind, metadata, ...rest };
}

/** Let in are only those of the same team. */
function closed(namespace: string, team: string): KubernetesObject {
  return object(
    "networking.k8s.io/v1",
    "NetworkPolicy",
    { name: "own-team", namespace },
    {
      spec: {
        podSelector: {},
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { team } } }] }],
      },
    },
  );
}

function pod(index: number, accounts: number, spaces: number, node: number): KubernetesObject {
  const account = index % accounts;
  return object(
    "v1",
    "Pod",
    {
      name: `pod-${index}`,
      namespace: `space-${account % spaces}`,
      labels: { app: `app-${index % 50}` },
    },
    {
      spec: {
        nodeName: `node-${node}`,
        serviceAccountName: `account-${account}`,
        automountServiceAccountToken: index % 3 === 0,
        containers: [
          {
            name: "main",
            image: `registry.example.com/image-${index % 40}:1`,
            ports: [{ containerPort: 8080 }],
            securityContext: { privileged: index % 500 === 0 },
          },
        ],
      },
      status: { phase: "Running" },
    },
  );
}
