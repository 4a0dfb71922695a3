import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { pick } from "@watertight/core/testing";
import { BROKEN, cidrOf, type Random, selectorOf, several } from "./random-cilium-values.ts";

/** A rule of Cilium's API with a selector and rules of both directions; some that Cilium refuses. */
export function ruleOf(random: Random, dualStack: boolean, isClusterwide: boolean): JsonObject {
  const broken = random() < 0.08 ? 0.5 : 0;
  const parts = (word: "from" | "to", denies: boolean): JsonObject[] =>
    several(random, random() < 0.1 ? 0 : 1, 2, () =>
      partOf(random, { word, denies, dualStack, broken }),
    );
  return {
    endpointSelector: random() < 0.6 ? selectorOf(random, broken) : endpointOf(random, broken),
    ...(random() < 0.6 && { ingress: parts("from", false) }),
    ...(random() < 0.6 && { egress: parts("to", false) }),
    ...(random() < 0.25 && { ingressDeny: parts("from", true) }),
    ...(random() < 0.25 && { egressDeny: parts("to", true) }),
    ...(random() < 0.25 && {
      enableDefaultDeny: pick<JsonObject>(random, [
        { ingress: false },
        { egress: false },
        { ingress: true },
        { egress: true, ingress: false },
      ]),
    }),
    ...(isClusterwide && random() < 0.03 && { nodeSelector: {} }),
  };
}

// Keys with sources, of namespaces, accounts, the cluster and reserved ones.
function endpointOf(random: Random, broken: number): JsonObject {
  if (random() < broken) return pick(random, BROKEN);
  return pick<JsonObject>(random, [
    { matchLabels: { "k8s:app": "a" } },
    { matchLabels: { "any:app": "b" } },
    { matchLabels: { "container:app": "a" } },
    { matchLabels: { "k8s.app": "a" } },
    { matchLabels: { "k8s:io.kubernetes.pod.namespace": "x" } },
    { matchLabels: { "io.kubernetes.pod.namespace": "y", app: "a" } },
    {
      matchExpressions: [
        { key: "k8s:io.kubernetes.pod.namespace", operator: "In", values: ["x", "y"] },
      ],
    },
    {
      matchExpressions: [{ key: "io.kubernetes.pod.namespace", operator: "NotIn", values: ["x"] }],
    },
    { matchLabels: { "io.cilium.k8s.namespace.labels.team": "one" } },
    {
      matchExpressions: [{ key: "io.cilium.k8s.namespace.labels.team", operator: "DoesNotExist" }],
    },
    { matchLabels: { "io.cilium.k8s.namespace.labels.node.beta.kubernetes.io/size": "big" } },
    { matchLabels: { "io.cilium.k8s.policy.serviceaccount": "robot" } },
    { matchLabels: { "io.cilium.k8s.policy.cluster": "default", app: "a" } },
    { matchLabels: { "io.cilium.k8s.policy.cluster": "other" } },
    { matchExpressions: [{ key: "io.cilium.k8s.policy.cluster", operator: "DoesNotExist" }] },
  ]);
}

const RESERVED_NAMES = [
  "host",
  "remote-node",
  "world",
  "world-ipv4",
  "world-ipv6",
  "init",
  "health",
  "none",
  "nobody",
];

function reservedOf(random: Random): JsonObject {
  const key = `reserved:${pick(random, RESERVED_NAMES)}`;
  return pick<JsonObject>(random, [
    { matchLabels: { [key]: "" } },
    { matchLabels: { [key]: "a" } },
    { matchLabels: { [key]: "", "k8s:app": "a" } },
    { matchExpressions: [{ key, operator: "Exists" }] },
    {
      matchExpressions: [
        { key, operator: "DoesNotExist" },
        { key: "k8s:app", operator: "Exists" },
      ],
    },
  ]);
}

interface Part {
  readonly word: "from" | "to";
  readonly denies: boolean;
  readonly dualStack: boolean;
  readonly broken: number;
}

function partOf(random: Random, part: Part): JsonObject {
  const { word, denies } = part;
  return {
    ...(random() < 0.85 && peersOf(random, part)),
    ...(random() < 0.03 && {
      [pick(random, [`${word}Endpoints`, `${word}CIDR`, `${word}Entities`])]: [],
    }),
    ...(random() < 0.6
      ? {
          toPorts: several(random, random() < 0.1 ? 0 : 1, 2, () =>
            portRuleOf(random, word, denies),
          ),
        }
      : random() < 0.08 && { icmps: [{ fields: [{ type: 8, family: "IPv4" }] }] }),
  };
}

const ENTITIES = [
  "host",
  "remote-node",
  "kube-apiserver",
  "unmanaged",
  "all",
  "world",
  "cluster",
  "cluster-mesh",
  "init",
  "health",
  "ingress",
  "none",
];

function peersOf(random: Random, { word, denies, dualStack, broken }: Part): JsonObject {
  const list = (make: () => JsonValue): JsonValue[] =>
    several(random, random() < 0.05 ? 0 : 1, 2, make);
  const kind = random();
  if (kind < 0.4)
    return {
      [`${word}Endpoints`]: list(() => {
        if (random() < 0.1) return reservedOf(random);
        return random() < 0.6 ? selectorOf(random, broken) : endpointOf(random, broken);
      }),
    };
  if (kind < 0.6)
    return {
      [`${word}Entities`]: list(() =>
        random() < broken
          ? pick(random, ["nobody", "world-ipv4", "world-ipv6"])
          : pick(random, ENTITIES),
      ),
    };
  if (kind < 0.7)
    return {
      [`${word}CIDR`]: list(() => (random() < broken ? "203.0.113.7" : cidrOf(random, dualStack))),
    };
  if (kind < 0.96 || word === "from" || denies)
    return { [`${word}CIDRSet`]: list(() => cidrRuleOf(random, dualStack, broken)) };
  return { toServices: [{ k8sService: { serviceName: "nowhere" } }] };
}

function cidrRuleOf(random: Random, dualStack: boolean, broken: number): JsonValue {
  const except = pick(random, [[], ["203.0.113.0/25"], ["203.0.113.7/32", "203.0.113.128/30"]]);
  const kind = random();
  if (kind < 0.35)
    return {
      cidrGroupSelector: groupSelectorOf(random, broken),
      ...(random() < 0.3 && { except }),
    };
  if (kind < 0.5)
    return {
      cidrGroupRef: pick(random, ["group-0", "group-1", "group-2"]),
      ...(random() < 0.3 && { except }),
    };
  if (random() < broken)
    return pick<JsonObject>(random, [
      {},
      { cidr: "203.0.113.7" },
      { cidr: "10.0.0.0/8", except },
      { cidr: "10.0.0.0/8", cidrGroupRef: "group-0" },
    ]);
  return pick<JsonObject>(random, [
    { cidr: "203.0.113.0/24", except },
    { cidr: "0.0.0.0/0", except },
    { cidr: cidrOf(random, dualStack) },
  ]);
}

// An empty one Cilium may take for the selector of everything, which has the same key in its cache.
function groupSelectorOf(random: Random, broken: number): JsonObject {
  const selector = selectorOf(random, broken);
  return Object.keys(selector).length > 0 ? selector : { matchLabels: { app: "a" } };
}

function portRuleOf(random: Random, word: "from" | "to", denies: boolean): JsonObject {
  if (random() < 0.04) return {};
  const protocol = pick(random, ["TCP", "TCP", "UDP", "SCTP", "ANY", null]);
  const port = pick<JsonObject>(random, [
    { port: "80" },
    { port: "0120" },
    { port: "80", endPort: 85 },
    { port: "85", endPort: 80 },
    { port: "0" },
    { port: "web" },
    { port: "WEB" },
    { port: "dns" },
  ]);
  const isHttp = !denies && word === "from" && protocol === "TCP" && random() < 0.15;
  const http = { rules: { http: [{ path: "/" }] } };
  return { ports: [{ ...port, ...(protocol !== null && { protocol }) }], ...(isHttp && http) };
}
