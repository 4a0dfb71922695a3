import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";
import { binding, role } from "./objects.ts";

type Random = () => number;

/** The namespaces of random clusters, and the names of the accounts in each. */
export const SPACES: readonly string[] = ["a", "b", "c"];
export const ACCOUNTS: readonly string[] = ["x", "y"];

const RBAC = "rbac.authorization.k8s.io";

/** Rights that lead to others, as `GROUP/RESOURCE VERB…`, several where it takes several. */
const LEADING: readonly (readonly string[])[] = [
  ["/serviceaccounts impersonate"],
  ["/users impersonate"],
  ["/users impersonate", "/groups impersonate"],
  ["/groups impersonate"],
  ["/serviceaccounts/token create"],
  ["/secrets get"],
  ["/secrets list"],
  ["/secrets watch"],
  ["/secrets patch"],
  ["/secrets delete"],
  ["/secrets deletecollection"],
  ["/secrets create update"],
  ["/pods create"],
  ["/pods update"],
  ["/pods patch"],
  ["/pods get list"],
  ["/pods/exec create"],
  ["/pods/exec get"],
  ["/pods/attach create"],
  ["/pods/portforward create"],
  ["/pods/ephemeralcontainers patch"],
  ["/pods/log get"],
  ["/replicationcontrollers create"],
  ["apps/deployments create"],
  ["apps/daemonsets patch"],
  ["batch/jobs create"],
  ["batch/cronjobs create"],
  [`${RBAC}/clusterrolebindings create`, `${RBAC}/clusterroles bind`],
  [`${RBAC}/clusterrolebindings patch`, `${RBAC}/clusterroles bind`],
  [`${RBAC}/rolebindings create`, `${RBAC}/clusterroles bind`],
  [`${RBAC}/clusterrolebindings create`],
  [`${RBAC}/clusterroles bind`],
  [`${RBAC}/clusterroles patch escalate`],
  [`${RBAC}/clusterroles update escalate`],
  [`${RBAC}/clusterroles patch`],
  [`${RBAC}/clusterroles escalate`],
  [`${RBAC}/clusterroles create escalate`],
  [
    "certificates.k8s.io/certificatesigningrequests create",
    "certificates.k8s.io/certificatesigningrequests/approval patch",
    "certificates.k8s.io/signers approve",
  ],
  [
    "certificates.k8s.io/certificatesigningrequests create",
    "certificates.k8s.io/certificatesigningrequests/approval update",
  ],
];

/** Names that a rule may say: of accounts, Pods, Secrets, roles and users. */
const NAMES = [
  "x",
  "y",
  "p0",
  "p1",
  "t0",
  "r0",
  "r1",
  "all",
  "cluster-admin",
  "root",
  "system:masters",
];

/**
 * A small random cluster; `x` of namespace a, or another, is cluster-admin, and so may be the user root. Round by round, each of the
 * rights that lead to others is given to somebody everywhere, for every name.
 */
export function randomEscalation(random: Random, round: number): readonly KubernetesObject[] {
  const leading = LEADING[round % LEADING.length] ?? [];
  const roles = Array.from({ length: 2 + below(random, 3) }, (_, index) =>
    role(`r${index}`, index === 0 ? leading.map((right) => ruleOf(() => 1, right)) : rules(random)),
  );
  const places = ["", "", ...SPACES];
  const bindings = Array.from({ length: 2 + below(random, 6) }, (_, index) =>
    binding(`b${index}`, `r${below(random, roles.length)}`, [subject(random)], {
      space: pick(random, places),
    }),
  );
  const [space, name] = [pick(random, SPACES), pick(random, ACCOUNTS)];
  const everything = [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }];
  return [
    role("all", everything),
    binding("boss", "all", [account(space, name)]),
    ...(random() < 0.5
      ? [binding("root", "all", [{ kind: "User", apiGroup: RBAC, name: "root" }])]
      : []),
    ...roles,
    binding("given", "r0", [subject(random)]),
    ...bindings,
    pod(space, "p0", name),
    ...Array.from({ length: below(random, 4) }, (_, index) =>
      pod(pick(random, SPACES), `p${index + 1}`, pick(random, ACCOUNTS)),
    ),
    ...(random() < 0.5 ? [tokenSecret(space, "t0", pick(random, ACCOUNTS))] : []),
  ];
}

function rules(random: Random): readonly JsonObject[] {
  return Array.from({ length: 1 + below(random, 2) }, () => pick(random, LEADING)).flatMap(
    (rights) => rights.map((right) => ruleOf(random, right)),
  );
}

function ruleOf(random: Random, right: string): JsonObject {
  const [what = "", ...verbs] = right.split(" ");
  const [group = "", ...resource] = what.split("/");
  const names = random() < 0.2 ? [pick(random, NAMES), pick(random, NAMES)] : [];
  return {
    verbs,
    apiGroups: [random() < 0.05 ? "*" : group],
    resources: [random() < 0.05 ? "*" : resource.join("/")],
    ...(names.length > 0 && { resourceNames: names }),
  };
}

function subject(random: Random): JsonObject {
  const drawn = random();
  const group = (name: string): JsonObject => ({ kind: "Group", apiGroup: RBAC, name });
  if (drawn < 0.05) return group("system:serviceaccounts");
  if (drawn < 0.1) return group(`system:serviceaccounts:${pick(random, SPACES)}`);
  return account(pick(random, SPACES), pick(random, ACCOUNTS));
}

export function account(namespace: string, name: string): JsonObject {
  return { kind: "ServiceAccount", namespace, name };
}

export function pod(namespace: string, name: string, serviceAccountName: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace },
    spec: { serviceAccountName, containers: [{ name: "main", image: "i" }] },
  };
}

/** What the token controller would have filled: its value is that of every such Secret here. */
function tokenSecret(namespace: string, name: string, of: string): KubernetesObject {
  const annotations = { "kubernetes.io/service-account.name": of };
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace, annotations },
    type: "kubernetes.io/service-account-token",
    data: { token: Buffer.from(TOKEN).toString("base64") },
  };
}

export const TOKEN = "what is in the Secret";
