import type { JsonObject, JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import type { TestPlugin, TestPluginPolicy } from "./cluster.ts";
import {
  CIDRS,
  labels,
  NAMESPACES,
  pick,
  type Random,
  selector,
  several,
} from "./random-cluster.ts";

/** Policies of Cilium with groups of addresses and Services; some that Cilium refuses. */
export function randomCilium(random: Random): TestPlugin {
  return {
    name: "cilium",
    policies: several(random, 1, 4, (index) => policy(random, index)),
    others: [
      ...several(random, 0, 2, (index) => ({
        apiVersion: "cilium.io/v2",
        kind: "CiliumCIDRGroup",
        metadata: { name: `group-${index}`, labels: labels(random) },
        spec: { externalCIDRs: several(random, 0, 2, () => pick(random, CIDRS)) },
      })),
      ...several(random, 0, 2, (index) => ({
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: `service-${index}`, namespace: pick(random, NAMESPACES) },
        spec: { selector: random() < 0.2 ? {} : { app: pick(random, ["a", "b"]) } },
      })),
    ],
  };
}

function policy(random: Random, index: number): TestPluginPolicy {
  const isClusterwide = random() < 0.4;
  const kind = isClusterwide ? "CiliumClusterwideNetworkPolicy" : "CiliumNetworkPolicy";
  const rules = several(random, 1, 2, () => rule(random));
  const refused = random() < 0.04;
  const [first = {}] = rules;
  const spec = refused ? { ...first, ...refusal(random) } : first;
  const object: KubernetesObject = {
    apiVersion: "cilium.io/v2",
    kind,
    metadata: {
      name: `policy-${index}`,
      ...(!isClusterwide && { namespace: pick(random, NAMESPACES) }),
    },
    ...pick(random, [
      { spec },
      { spec, specs: rules.slice(1) },
      { specs: [spec, ...rules.slice(1)] },
    ]),
  };
  return { object, refused };
}

/** Parts that pkg/policy/api/rule_validation.go refuses, and what the engine says it does not evaluate. */
function refusal(random: Random): JsonObject {
  const from = (more: JsonObject): JsonObject => ({ ingress: [{ fromEndpoints: [{}], ...more }] });
  const port = (more: JsonObject): JsonObject => from({ toPorts: [{ ports: [more] }] });
  return pick(random, [
    { endpointSelector: null },
    { nodeSelector: {} },
    { ingress: null, ingressDeny: null, egress: [], egressDeny: null },
    { ingress: {} },
    { enableDefaultDeny: { ingress: "yes" } },
    from({ fromEntities: ["all"] }),
    from({ fromCIDR: ["10.0.0.0/8"] }),
    from({ fromRequires: [{}] }),
    from({ toPorts: [{ ports: [{ port: "80" }] }], icmps: [{ fields: [{ type: 8 }] }] }),
    port({ port: 80 }),
    port({ port: "" }),
    port({ port: "65536" }),
    port({ port: "80", protocol: "ICMP" }),
    port({ port: "a-name-that-is-too-long" }),
    { ingress: [{ fromEntities: ["nobody"] }] },
    { ingress: [{ fromEntities: ["world-ipv4"] }] },
    { ingress: [{ fromCIDR: ["203.0.113.7"] }] },
    { endpointSelector: { matchExpressions: [{ key: "app", operator: "In" }] } },
    { endpointSelector: { matchLabels: { app: "no value" } } },
    { ingress: [{ fromEndpoints: [{ matchLabels: { $host: "" } }] }] },
    { ingress: [{ fromNodes: [{}] }] },
    { ingress: [{ fromCIDR: ["10.0.0.0/33"] }] },
    { ingress: [{ fromCIDRSet: [{ cidr: "10.0.0.1" }] }] },
    { ingress: [{ fromCIDRSet: [{ cidr: "10.0.0.0/8", except: ["192.0.2.0/24"] }] }] },
    { ingress: [{ fromCIDRSet: [{}] }] },
    { egressDeny: [{ toServices: [{ k8sService: { serviceName: "service-0" } }] }] },
  ]);
}

function rule(random: Random): JsonObject {
  const parts = (direction: "ingress" | "egress", denies: boolean): JsonObject[] =>
    several(random, 1, 2, () => part(random, direction, denies));
  const sections = {
    ...(random() < 0.6 && { ingress: parts("ingress", false) }),
    ...(random() < 0.6 && { egress: parts("egress", false) }),
    ...(random() < 0.2 && { ingressDeny: parts("ingress", true) }),
    ...(random() < 0.2 && { egressDeny: parts("egress", true) }),
  };
  return {
    endpointSelector: endpointSelector(random),
    ...(Object.keys(sections).length > 0 ? sections : { ingress: [{}] }),
    ...(random() < 0.2 && {
      enableDefaultDeny: pick(random, [
        { ingress: false },
        { egress: false },
        { ingress: true, egress: false },
        { egress: true },
      ]),
    }),
  };
}

// Of the keys, some are those of namespaces and accounts, with and without a source.
function endpointSelector(random: Random): JsonValue {
  const special: JsonValue[] = [
    { matchLabels: { "k8s:app": "a" } },
    { matchLabels: { "any:app": "b" } },
    { matchLabels: { "k8s.app": "a" } },
    { matchLabels: { "k8s:io.kubernetes.pod.namespace": "x" } },
    { matchLabels: { "io.kubernetes.pod.namespace": "y", app: "a" } },
    { matchLabels: { "io.cilium.k8s.namespace.labels.app": "a" } },
    { matchLabels: { "io.cilium.k8s.policy.serviceaccount": "robot" } },
    {
      matchExpressions: [
        { key: "k8s:io.kubernetes.pod.namespace", operator: "NotIn", values: ["x"] },
      ],
    },
    {
      matchExpressions: [{ key: "io.cilium.k8s.namespace.labels.tier", operator: "DoesNotExist" }],
    },
  ];
  // A door: selectors are JSON already.
  return random() < 0.6 ? (selector(random) as unknown as JsonValue) : pick(random, special);
}

function part(random: Random, direction: "ingress" | "egress", denies: boolean): JsonObject {
  const word = direction === "ingress" ? "from" : "to";
  return {
    ...(random() < 0.85 && peers(random, word, denies)),
    ...(random() < 0.05 && { [pick(random, [`${word}Endpoints`, `${word}CIDR`])]: [] }),
    ...(random() < 0.6
      ? { toPorts: several(random, 0, 2, () => portRule(random)) }
      : random() < 0.05 && { icmps: [{ fields: [{ type: 8 }] }] }),
  };
}

const ENTITIES = [
  "all",
  "world",
  "cluster",
  "cluster-mesh",
  "host",
  "remote-node",
  "kube-apiserver",
  "unmanaged",
  "init",
  "health",
  "ingress",
  "none",
];
const RESERVED = [
  "reserved:world",
  "reserved:world-ipv4",
  "reserved:world-ipv6",
  "reserved:remote-node",
  "reserved:init",
  "reserved:all",
];

function peers(random: Random, word: "from" | "to", denies: boolean): JsonObject {
  const list = (make: () => JsonValue): JsonValue[] => several(random, 0, 2, make);
  const kind = random();
  if (kind < 0.4) return { [`${word}Endpoints`]: list(() => endpoint(random)) };
  if (kind < 0.6) return { [`${word}Entities`]: list(() => pick(random, ENTITIES)) };
  if (kind < 0.7)
    return {
      [`${word}CIDR`]: list(() => pick(random, [...CIDRS, "203.0.113.7/32", "2001:db8::1/128"])),
    };
  if (kind < 0.85 || word === "from" || denies)
    return { [`${word}CIDRSet`]: list(() => cidrRule(random)) };
  if (kind < 0.9) return { toFQDNs: list(() => ({ matchName: "example.com" })) };
  return {
    toServices: list(() => ({
      k8sService: {
        serviceName: pick(random, ["service-0", "service-1"]),
        ...(random() < 0.5 && { namespace: pick(random, NAMESPACES) }),
      },
    })),
  };
}

function endpoint(random: Random): JsonValue {
  if (random() < 0.05) return { matchLabels: { [pick(random, RESERVED)]: "" } };
  if (random() < 0.05) return { matchLabels: { "io.cilium.k8s.policy.cluster": "one", app: "a" } };
  return endpointSelector(random);
}

function cidrRule(random: Random): JsonValue {
  // Of groups; a selector of everything is every address outside.
  if (random() < 0.2) return { cidrGroupSelector: selector(random) as unknown as JsonValue };
  const except = pick(random, [[], ["203.0.113.0/25"], ["203.0.113.7/32", "203.0.113.0/30"]]);
  return pick(random, [
    { cidr: "203.0.113.0/24", except },
    { cidr: "0.0.0.0/0", except },
    { cidr: pick(random, CIDRS) },
  ]);
}

function portRule(random: Random): JsonObject {
  if (random() < 0.05) return {};
  const protocol = pick(random, ["TCP", "UDP", "SCTP", "ANY", null]);
  const port = pick(random, [
    { port: "80" },
    { port: "0120" },
    { port: "80", endPort: 85 },
    { port: "85", endPort: 80 },
    { port: "0" },
    { port: "web" },
    { port: "WEB" },
    { port: "dns" },
  ]);
  return { ports: [{ ...port, ...(protocol !== null && { protocol }) }] };
}
