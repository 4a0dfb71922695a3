import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";

const SPACES = ["a", "b"] as const;
const ACCOUNTS = ["one", "two"] as const;
const RBAC = "rbac.authorization.k8s.io";

/** What a role of a random cluster allows: nothing, and what leads on. */
const RIGHTS: readonly (readonly [resource: string, verb: string])[] = [
  ["pods/exec", "create"],
  ["serviceaccounts/token", "create"],
  ["pods", "create"],
  ["pods/portforward", "create"],
  ["pods/log", "get"],
  ["networkpolicies", "create"],
  ["services", "update"],
  ["configmaps", "get"],
];

/** A few pods in two namespaces, of which one is exposed, with roles, privileged containers and closed namespaces as it comes. */
export function randomAttacked(random: () => number): readonly KubernetesObject[] {
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const chance = (share: number): boolean => random() < share;
  const many = <Made>(count: number, make: (index: number) => Made): readonly Made[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const account = (): JsonObject => ({
    ...{ kind: "ServiceAccount", name: pick(ACCOUNTS), namespace: pick(SPACES) },
  });
  return [
    ...SPACES.map((name) => object("v1", "Namespace", { name })),
    ...many(2, (index) => object("v1", "Node", { name: `n${index}` })),
    ...SPACES.flatMap((namespace) =>
      ACCOUNTS.map((name) => object("v1", "ServiceAccount", { name, namespace })),
    ),
    ...SPACES.filter(() => chance(0.4)).map((namespace) =>
      object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        { name: "closed", namespace },
        {
          spec: { podSelector: {}, ingress: chance(0.5) ? [] : [{ from: [{ podSelector: {} }] }] },
        },
      ),
    ),
    ...many(4, (index) =>
      object(
        "v1",
        "Pod",
        { name: `p${index}`, namespace: pick(SPACES), labels: { app: `p${index}` } },
        {
          spec: {
            nodeName: `n${index % 2}`,
            serviceAccountName: pick(ACCOUNTS),
            automountServiceAccountToken: chance(0.6),
            containers: [
              {
                ...{ name: "main", image: "i", ports: [{ containerPort: 80 }] },
                securityContext: { privileged: chance(0.2) },
              },
            ],
          },
          status: { phase: "Running" },
        },
      ),
    ),
    ...SPACES.map((namespace) =>
      object(
        "v1",
        "Service",
        { name: "web", namespace },
        { spec: { type: "LoadBalancer", selector: { app: "p0" }, ports: [{ port: 80 }] } },
      ),
    ),
    ...many(2, (index) => {
      const [resource, verb] = pick(RIGHTS);
      const namespace = pick(SPACES);
      const rules = [
        { apiGroups: ["", "networking.k8s.io"], resources: [resource], verbs: [verb] },
      ];
      const name = `r${index}`;
      return [
        object(`${RBAC}/v1`, "Role", { name, namespace }, { rules }),
        object(
          `${RBAC}/v1`,
          "RoleBinding",
          { name, namespace },
          { roleRef: { apiGroup: RBAC, kind: "Role", name }, subjects: [account()] },
        ),
      ];
    }).flat(),
    object(
      `${RBAC}/v1`,
      "ClusterRoleBinding",
      { name: "boss" },
      {
        roleRef: { apiGroup: RBAC, kind: "ClusterRole", name: "cluster-admin" },
        subjects: [account()],
      },
    ),
  ];
}

function object(
  apiVersion: string,
  kind: string,
  metadata: { readonly name: string } & JsonObject,
  rest: JsonObject = {},
): KubernetesObject {
  return { apiVersion, kind, metadata, ...rest };
}
