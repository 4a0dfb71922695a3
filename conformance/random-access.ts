import type { JsonObject, KubernetesObject } from "@watertight/core";

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
const NODES = ["n1", "n2"];
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
    pods: withNodes ? some(4, (index) => pod(random, index)) : [],
    volumes: withNodes ? some(2, (index) => volume(random, index)) : [],
    attachments: withNodes ? some(2, (index) => attachment(random, index)) : [],
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

const NODE_RESOURCES = [
  ["", "secrets"],
  ["", "configmaps"],
  ["", "persistentvolumeclaims"],
  ["", "persistentvolumes"],
  ["", "serviceaccounts"],
  ["", "pods"],
  ["", "nodes"],
  ["", "services"],
  ["", "endpoints"],
  ["coordination.k8s.io", "leases"],
  ["storage.k8s.io", "csinodes"],
  ["storage.k8s.io", "volumeattachments"],
  ["resource.k8s.io", "resourceclaims"],
  ["resource.k8s.io", "resourceslices"],
  ["certificates.k8s.io", "certificatesigningrequests"],
  ["certificates.k8s.io", "podcertificaterequests"],
] as const;
const NODE_VERBS = [
  "get",
  "list",
  "watch",
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
];
const OBJECT_NAMES = ["o1", "o2", "n1", "n2", "pod-0", "pod-1", "volume-0", "attachment-0", ""];

function nodeAttributes(random: Random): JsonObject {
  const [group, resource] = pick(random, NODE_RESOURCES);
  const isGlobal = ["nodes", "persistentvolumes", "csinodes", "volumeattachments"].includes(
    resource,
  );
  const lease = resource === "leases" && random() < 0.7;
  return {
    verb: random() < 0.5 ? "get" : pick(random, NODE_VERBS),
    group,
    resource,
    subresource: random() < 0.7 ? "" : pick(random, ["status", "token", "eviction", "log"]),
    name: pick(random, OBJECT_NAMES),
    namespace: lease
      ? "kube-node-lease"
      : isGlobal || random() < 0.1
        ? ""
        : pick(random, ["a", "b"]),
    ...(random() < 0.3
      ? { fieldSelector: { rawSelector: `spec.nodeName=${pick(random, NODES)}` } }
      : {}),
  };
}

const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist", "Like"];

function fieldSelector(random: Random): JsonObject {
  return random() < 0.5
    ? { rawSelector: pick(random, FIELD_SELECTORS) }
    : { requirements: [requirement(random, "metadata.name")] };
}

function labelSelector(random: Random): JsonObject {
  return random() < 0.5
    ? { rawSelector: pick(random, LABEL_SELECTORS) }
    : { requirements: [requirement(random, "app"), requirement(random, "tier")] };
}

// What the validation before the authorizer refuses is left out.
function requirement(random: Random, key: string): JsonObject {
  const operator = pick(random, OPERATORS);
  const isBare = operator === "Exists" || operator === "DoesNotExist";
  const values = isBare ? [] : random() < 0.7 ? ["v"] : ["v", "w"];
  return { key, operator, values };
}

export const FIELD_SELECTORS: readonly string[] = [
  "metadata.name=x",
  "metadata.name==x",
  "metadata.name!=x",
  "metadata.name",
  "metadata.name=x,spec.nodeName=n",
  "b=1,metadata.name=y,a=2",
  "metadata.name=a\\,b",
  "metadata.name=a\\x",
  "metadata.name=a=b",
  "metadata.name=..",
  "metadata.name=a%2Fb",
  "=x",
  ",",
  "a\\=b=c",
  "a!b=c",
  "\\",
];

export const LABEL_SELECTORS: readonly string[] = [
  "a",
  "!a",
  "a=b",
  "a==b",
  "a!=b",
  "a in (b,c)",
  "a in (b, c),d",
  "a notin ()",
  "a in (,b)",
  "a in (b,)",
  "a in (,)",
  "a in b",
  "a in (b",
  "a in (b c)",
  "a>1",
  "a<x",
  "a>",
  "a = ",
  "a=,b",
  "a,",
  ",a",
  "a b",
  "in in (in)",
  "notin",
  "a=in",
  "!a=b",
  "!!a",
  "a===b",
  "a=!b",
  "example.com/a=b",
  "Example.com/a",
  "a/b/c",
  "a=b_c.d",
  "a=-b",
  " a = b ",
  "a=b\t,\nc",
  "()",
  "a=(b)",
];

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

function pod(random: Random, index: number): KubernetesObject {
  const object = () => pick(random, ["o1", "o2"]);
  const maybe = (value: JsonObject): JsonObject => (random() < 0.3 ? value : {});
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `pod-${index}`,
      namespace: pick(random, ["a", "b"]),
      ...(random() < 0.1 ? { annotations: { "kubernetes.io/config.mirror": "1" } } : {}),
    },
    spec: {
      ...(random() < 0.9 ? { nodeName: pick(random, NODES) } : {}),
      serviceAccountName: object(),
      ...maybe({ imagePullSecrets: [{ name: object() }] }),
      containers: [
        {
          name: "c",
          ...maybe({ envFrom: [{ secretRef: { name: object() } }] }),
          ...maybe({
            env: [{ name: "e", valueFrom: { configMapKeyRef: { name: object(), key: "k" } } }],
          }),
        },
      ],
      ...maybe({
        initContainers: [{ name: "i", envFrom: [{ configMapRef: { name: object() } }] }],
      }),
      ...maybe({
        ephemeralContainers: [
          {
            name: "e",
            env: [{ name: "e", valueFrom: { secretKeyRef: { name: object(), key: "k" } } }],
          },
        ],
      }),
      ...maybe({ resourceClaims: [{ name: "r", resourceClaimName: object() }] }),
      volumes: Array.from({ length: below(random, 4) }, (_, each) => ({
        name: `v${each}`,
        ...podVolume(random, object()),
      })),
    },
  };
}

function podVolume(random: Random, name: string): JsonObject {
  const secretRef = { name };
  return pick<JsonObject>(random, [
    { secret: { secretName: name } },
    { configMap: { name } },
    { projected: { sources: [{ secret: { name } }, { configMap: { name } }] } },
    { persistentVolumeClaim: { claimName: name } },
    { ephemeral: {} },
    { azureFile: { secretName: name, shareName: "s" } },
    { cephfs: { monitors: [], secretRef } },
    { cinder: { volumeID: "v", secretRef } },
    { flexVolume: { driver: "d", secretRef } },
    { iscsi: { targetPortal: "t", iqn: "i", lun: 0, secretRef } },
    { rbd: { monitors: [], image: "i", secretRef } },
    { scaleIO: { gateway: "g", system: "s", secretRef } },
    { storageos: { secretRef } },
    { csi: { driver: "d", nodePublishSecretRef: { name } } },
    { emptyDir: {} },
  ]);
}

function volume(random: Random, index: number): KubernetesObject {
  const name = pick(random, ["o1", "o2"]);
  const secretRef = { name, ...(random() < 0.5 ? { namespace: pick(random, ["a", "b"]) } : {}) };
  const source = pick<JsonObject>(random, [
    { azureFile: { secretName: name, shareName: "s", secretNamespace: "b" } },
    { azureFile: { secretName: name, shareName: "s" } },
    { cephfs: { monitors: [], secretRef } },
    { cinder: { volumeID: "v", secretRef } },
    { flexVolume: { driver: "d", secretRef } },
    { iscsi: { targetPortal: "t", iqn: "i", lun: 0, secretRef } },
    { rbd: { monitors: [], image: "i", secretRef } },
    { scaleIO: { gateway: "g", system: "s", secretRef } },
    { storageos: { secretRef } },
    { csi: { driver: "d", volumeHandle: "h", nodeStageSecretRef: secretRef } },
    { csi: { driver: "d", volumeHandle: "h", nodeExpandSecretRef: secretRef } },
    { csi: { driver: "d", volumeHandle: "h", controllerPublishSecretRef: secretRef } },
  ]);
  const claimRef = { namespace: pick(random, ["a", "b"]), name: pick(random, ["o1", "o2"]) };
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: `volume-${index}` },
    spec: { ...source, ...(random() < 0.9 ? { claimRef } : {}) },
  };
}

function attachment(random: Random, index: number): KubernetesObject {
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "VolumeAttachment",
    metadata: { name: `attachment-${index}` },
    spec: { attacher: "a", source: {}, nodeName: pick(random, [...NODES, ""]) },
  };
}

function unique(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [...new Map(objects.map((each) => [JSON.stringify(each["metadata"]), each])).values()];
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}

function below(random: Random, count: number): number {
  return Math.floor(random() * count);
}
