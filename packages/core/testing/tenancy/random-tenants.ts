import type { JsonObject } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { below, pick } from "../seeded.ts";

type Random = () => number;

/** Three tenants of small random clusters, with little between them that is not looked at. */
export const RANDOM_TENANTS: readonly {
  readonly name: string;
  readonly namespaces: readonly string[];
}[] = [
  { name: "a", namespaces: ["a1", "a2"] },
  { name: "b", namespaces: ["b1"] },
  { name: "c", namespaces: ["c1"] },
];

const NAMESPACES = ["a1", "a2", "b1", "c1", "shared"];

function optional(random: Random, chance: number, build: () => JsonObject): JsonObject {
  return random() < chance ? build() : {};
}

function some(
  random: Random,
  most: number,
  build: (index: number) => KubernetesObject,
): readonly KubernetesObject[] {
  return Array.from({ length: below(random, most + 1) }, (_, index) => build(index));
}

function object(
  apiVersion: string,
  kind: string,
  name: string,
  namespace?: string,
): KubernetesObject {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}

function namespace(random: Random, name: string): KubernetesObject {
  const labels = {
    "kubernetes.io/metadata.name": name,
    ...optional(random, 0.6, () => ({
      "pod-security.kubernetes.io/enforce": pick(random, ["privileged", "baseline", "restricted"]),
    })),
    ...optional(random, 0.3, () => ({ team: pick(random, ["x", "y"]) })),
  };
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

function node(random: Random, name: string): KubernetesObject {
  const labels = { pool: pick(random, ["1", "2"]) };
  const taints =
    random() < 0.4
      ? [
          {
            key: "t",
            value: pick(random, ["1", "2"]),
            effect: pick(random, ["NoSchedule", "NoExecute"]),
          },
        ]
      : [];
  return { apiVersion: "v1", kind: "Node", metadata: { name, labels }, spec: { taints } };
}

function volumes(random: Random): readonly JsonObject[] {
  if (random() < 0.75) return [];
  return [
    pick<JsonObject>(random, [
      { name: "v", hostPath: { path: pick(random, ["/data", "/data/x", "/"]) } },
      { name: "v", nfs: { server: "nfs", path: pick(random, ["/1", "/2"]) } },
    ]),
  ];
}

function pod(random: Random, name: string): KubernetesObject {
  const own = pick(random, NAMESPACES);
  const mounted = volumes(random);
  const container = {
    name: "main",
    ...optional(random, 0.12, () => ({ securityContext: { privileged: true } })),
    ports: [{ name: "http", containerPort: pick(random, [80, 8080]) }],
    ...(mounted.length > 0 && {
      volumeMounts: [
        { name: "v", mountPath: "/v", ...optional(random, 0.5, () => ({ readOnly: true })) },
      ],
    }),
  };
  const spec = {
    ...optional(random, 0.4, () => ({ nodeSelector: { pool: pick(random, ["1", "2"]) } })),
    ...optional(random, 0.4, () => ({
      tolerations: [{ key: "t", operator: "Equal", value: pick(random, ["1", "2"]) }],
    })),
    ...optional(random, 0.15, () => ({ nodeName: pick(random, ["n1", "n2"]) })),
    ...optional(random, 0.3, () => ({ serviceAccountName: "bot" })),
    ...(mounted.length > 0 && { volumes: mounted }),
    containers: [container],
  };
  const metadata = { name, namespace: own, labels: { app: pick(random, ["x", "y"]) } };
  if (random() < 0.5) return { apiVersion: "v1", kind: "Pod", metadata, spec };
  const template = { metadata: { labels: metadata.labels }, spec };
  return {
    apiVersion: "apps/v1",
    kind: pick(random, ["Deployment", "DaemonSet"]),
    metadata,
    spec: { template },
  };
}

function peer(random: Random): JsonObject {
  return {
    ...optional(random, 0.7, () => ({
      namespaceSelector: pick<JsonObject>(random, [
        {},
        { matchLabels: { team: "x" } },
        { matchLabels: { "kubernetes.io/metadata.name": pick(random, NAMESPACES) } },
      ]),
    })),
    podSelector: pick<JsonObject>(random, [{}, { matchLabels: { app: "x" } }]),
  };
}

function rules(random: Random, side: "from" | "to"): readonly JsonObject[] {
  return Array.from({ length: below(random, 3) }, () => ({
    ...optional(random, 0.9, () => ({ [side]: [peer(random)] })),
    ...optional(random, 0.4, () => ({
      ports: [{ protocol: "TCP", port: pick<number | string>(random, [80, 443, "http"]) }],
    })),
  }));
}

function policy(random: Random, name: string, own: string): KubernetesObject {
  return {
    ...object("networking.k8s.io/v1", "NetworkPolicy", name, own),
    spec: {
      podSelector: pick<JsonObject>(random, [{}, {}, { matchLabels: { app: "x" } }]),
      policyTypes: pick(random, [["Ingress"], ["Ingress", "Egress"]]),
      ingress: rules(random, "from"),
      egress: rules(random, "to"),
    },
  };
}

const RBAC = "rbac.authorization.k8s.io/v1";

function role(
  random: Random,
  kind: "ClusterRole" | "Role",
  name: string,
  own?: string,
): KubernetesObject {
  const [group, resources] = pick<readonly [string, readonly string[]]>(random, [
    ["", ["pods"]],
    ["", ["secrets"]],
    ["", ["pods/exec"]],
    ["", ["nodes"]],
    ["apps", ["deployments"]],
    ["*", ["*"]],
    ["", ["*/exec"]],
  ]);
  const verbs = pick(random, [["get"], ["list"], ["create"], ["delete"], ["*"]]);
  return { ...object(RBAC, kind, name, own), rules: [{ apiGroups: [group], resources, verbs }] };
}

function binding(random: Random, index: number): readonly KubernetesObject[] {
  const isCluster = random() < 0.25;
  const own = pick(random, NAMESPACES);
  const kind = isCluster ? "ClusterRole" : "Role";
  const name = `r${index}`;
  const subjects = [
    pick<JsonObject>(random, [
      { kind: "ServiceAccount", name: "bot", namespace: pick(random, NAMESPACES) },
      { kind: "ServiceAccount", name: "default", namespace: pick(random, NAMESPACES) },
      { kind: "Group", name: `system:serviceaccounts:${pick(random, NAMESPACES)}` },
      { kind: "User", name: "ann" },
    ]),
  ];
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind, name };
  const bound = isCluster
    ? object(RBAC, "ClusterRoleBinding", name)
    : object(RBAC, "RoleBinding", name, own);
  return [role(random, kind, name, isCluster ? undefined : own), { ...bound, roleRef, subjects }];
}

function service(random: Random, name: string, own: string): KubernetesObject {
  const spec = pick<JsonObject>(random, [
    { selector: { app: "x" } },
    { type: "ExternalName", externalName: `web.${pick(random, NAMESPACES)}.svc.cluster.local` },
    { externalIPs: ["192.0.2.1"] },
  ]);
  return { ...object("v1", "Service", name, own), spec };
}

function ingress(random: Random, name: string, own: string): KubernetesObject {
  const rule = optional(random, 0.9, () => ({
    host: pick(random, ["a.example", "b.example", "*.example"]),
  }));
  return {
    ...object("networking.k8s.io/v1", "Ingress", name, own),
    spec: { ingressClassName: pick(random, ["one", "two"]), rules: [rule] },
  };
}

function secret(random: Random, name: string, own: string): KubernetesObject {
  return {
    ...object("v1", "Secret", name, own),
    type: pick(random, ["Opaque", "kubernetes.io/dockerconfigjson"]),
    data: { key: pick(random, ["YWFhYWFhYWE=", "YmJiYmJiYmI=", "c2hvcnQ="]) },
  };
}

function claim(random: Random, name: string, own: string): KubernetesObject {
  return {
    ...object("v1", "PersistentVolumeClaim", name, own),
    spec: { volumeName: pick(random, ["v1", "v2"]) },
  };
}

function webhook(random: Random): KubernetesObject {
  const clientConfig = { service: { name: "w", namespace: pick(random, NAMESPACES) } };
  return {
    ...object("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "w"),
    webhooks: [
      {
        name: "w.example",
        clientConfig,
        ...optional(random, 0.5, () => ({ namespaceSelector: { matchLabels: { team: "x" } } })),
        rules: [{ apiGroups: ["apps"], resources: ["deployments"], operations: ["CREATE"] }],
      },
    ],
  };
}

function gateway(random: Random, own: string): KubernetesObject {
  const namespaces = pick<JsonObject>(random, [
    { from: "All" },
    { from: "Same" },
    { from: "Selector", selector: { matchLabels: { team: "x" } } },
  ]);
  return {
    ...object("gateway.networking.k8s.io/v1", "Gateway", "g", own),
    spec: { listeners: [{ name: "l", port: 80, protocol: "HTTP", allowedRoutes: { namespaces } }] },
  };
}

/** A random cluster: a little of every channel. */
export function randomTenants(random: Random): readonly KubernetesObject[] {
  const own = (): string => pick(random, NAMESPACES);
  return [
    ...NAMESPACES.map((name) => namespace(random, name)),
    ...["n1", "n2"].slice(0, below(random, 3)).map((name) => node(random, name)),
    ...["v1", "v2"].map(
      (name): KubernetesObject => ({
        ...object("v1", "PersistentVolume", name),
        spec: optional(random, 0.5, () => ({ nfs: { server: "nfs", path: "/1" } })),
      }),
    ),
    ...some(random, 6, (index) => pod(random, `p${index}`)),
    ...NAMESPACES.flatMap((name) => (random() < 0.6 ? [policy(random, `n-${name}`, name)] : [])),
    ...Array.from({ length: below(random, 4) }, (_, index) => binding(random, index)).flat(),
    ...some(random, 2, (index) => service(random, `s${index}`, own())),
    ...some(random, 2, (index) => ingress(random, `i${index}`, own())),
    ...some(random, 4, (index) => secret(random, `k${index}`, own())),
    ...some(random, 2, (index) => claim(random, `c${index}`, own())),
    ...(random() < 0.2 ? [webhook(random)] : []),
    ...(random() < 0.2 ? [gateway(random, own())] : []),
  ];
}
