import type { JsonObject } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import type { TestPlugin, TestPluginPolicy } from "./cluster.ts";
import { labels, NAMESPACES, pick, type Random, several } from "./random-cluster.ts";

// Those whose near misses are beside them: other cases, other quotes, absent labels, labels of namespaces and accounts.
const SELECTORS = [
  "all()",
  "app == 'a'",
  "app != 'a'",
  'app=="A"',
  "has(tier)",
  "! has( tier )",
  "app in {'a', \"b\",}",
  "app not in {'a'}",
  "app notin{}",
  "tier == ''",
  "tier contains 'ro'",
  "tier starts with 'ba'",
  "app endswith 'a'",
  "(app == 'a' || has(tier)) && !(tier == 'back')",
  "app == 'a' || app == 'b' && tier != 'front'",
  "kind == 'net'",
  "kind == 'net' || app == 'a'",
  "kind != 'net'",
  "projectcalico.org/orchestrator == 'k8s'",
  "projectcalico.org/namespace == 'x'",
  "!has(projectcalico.org/namespace)",
  "projectcalico.org/serviceaccount in {'robot'}",
  "pcns.app == 'a'",
  "pcns.projectcalico.org/name != 'y'",
  "pcsa.role == 'r'",
];
const NAMESPACE_SELECTORS = [
  "all()",
  "!all()",
  "app == 'a'",
  "app != 'a'",
  "has(tier)",
  "projectcalico.org/name == 'x'",
  "projectcalico.org/name != 'x'",
  "kubernetes.io/metadata.name in {'y', 'z'}",
];
const ACCOUNT_SELECTORS = [
  "role == 'r'",
  "role != 'r'",
  "projectcalico.org/name == 'robot'",
  "all()",
];
const NETS = {
  4: ["10.0.0.0/8", "10.0.0.2/31", "10.0.1.0/30", "0.0.0.0/0", "203.0.113.0/24"],
  6: ["::/0", "fd00::/8", "fd00::2/127"],
};

/** Policies of Calico with tiers, sets of addresses and labelled accounts; some that Calico refuses. */
export function randomCalico(random: Random): TestPlugin {
  const tiers = several(random, 0, 2, (index) => tier(random, index));
  const names = tiers.map((_, index) => `tier-${index}`);
  return {
    name: "calico",
    policies: several(random, 1, 4, (index) => policy(random, index, names)),
    others: [
      ...tiers,
      ...several(random, 0, 3, (index) => networkSet(random, index)),
      ...NAMESPACES.filter(() => random() < 0.5).map((namespace) => ({
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "robot", namespace, labels: { role: pick(random, ["r", "s"]) } },
      })),
    ],
  };
}

function tier(random: Random, index: number): KubernetesObject {
  const order = pick(random, [500, 5000, null]);
  const defaultAction = pick(random, ["Deny", "Pass", null]);
  return calico(
    "Tier",
    { name: `tier-${index}` },
    {
      ...(order !== null && { order }),
      ...(defaultAction !== null && { defaultAction }),
    },
  );
}

function calico(kind: string, metadata: JsonObject, spec: JsonObject): KubernetesObject {
  return { apiVersion: "projectcalico.org/v3", kind, metadata, spec };
}

function networkSet(random: Random, index: number): KubernetesObject {
  const own = random() < 0.7 ? { ...labels(random), kind: "net" } : labels(random);
  const nets = several(random, 0, 2, () =>
    pick(random, [...NETS[4], ...NETS[6], "192.0.2.1", "10.0.0.1"]),
  );
  const metadata = { name: `set-${index}`, labels: own };
  return random() < 0.5
    ? calico("GlobalNetworkSet", metadata, { nets })
    : calico("NetworkSet", { ...metadata, namespace: pick(random, NAMESPACES) }, { nets });
}

function policy(random: Random, index: number, tiers: readonly string[]): TestPluginPolicy {
  const isGlobal = random() < 0.5;
  const tierName = pick(random, ["default", "default", ...tiers]);
  const prefix = tierName === "default" && random() < 0.5 ? "" : `${tierName}.`;
  const spec = { ...specification(random, isGlobal), ...written(random, tierName) };
  const refused = random() < 0.04;
  const name = `${prefix}policy-${index}`;
  const kind = isGlobal ? "GlobalNetworkPolicy" : "NetworkPolicy";
  const metadata = isGlobal ? { name } : { name, namespace: pick(random, NAMESPACES) };
  const isForHosts = isGlobal && !refused && random() < 0.05;
  const forHosts = isForHosts ? { doNotTrack: true, applyOnForward: true } : {};
  const more = refused ? refusal(random) : forHosts;
  return { object: calico(kind, metadata, { ...spec, ...more }), refused };
}

// The tier may be left out where it is the default one.
function written(random: Random, tierName: string): JsonObject {
  return tierName === "default" && random() < 0.5 ? {} : { tier: tierName };
}

function specification(random: Random, isGlobal: boolean): JsonObject {
  // Which of two policies of one order in and outside of a namespace comes first differs by Calico's version.
  const order = pick(random, isGlobal ? [2, 20, 20, 2000] : [1, 10, 10, 3000, null]);
  const types = pick(random, [["Ingress"], ["Egress"], ["Ingress", "Egress"], []]);
  const rules = (direction: "ingress" | "egress"): JsonObject[] =>
    several(random, 0, 3, () => rule(random, direction));
  return {
    ...(order === null ? {} : { order }),
    ...(types.length > 0 ? { types } : {}),
    ...some(random, 0.8, { selector: pick(random, SELECTORS) }),
    ...some(random, isGlobal ? 0.3 : 0, { namespaceSelector: pick(random, NAMESPACE_SELECTORS) }),
    ...some(random, 0.2, { serviceAccountSelector: pick(random, ACCOUNT_SELECTORS) }),
    ...some(random, 0.7, { ingress: rules("ingress") }),
    ...some(random, 0.7, { egress: rules("egress") }),
  };
}

function some(random: Random, chance: number, part: JsonObject): JsonObject {
  return random() < chance ? part : {};
}

/** Parts that libcalico-go/lib/validator/v3/validator.go refuses. */
function refusal(random: Random): JsonObject {
  const allow = (more: JsonObject): JsonObject => ({ ingress: [{ action: "Allow", ...more }] });
  return pick(random, [
    { selector: "app = 'a'" },
    { selector: "global()" },
    { types: ["ingress"] },
    { types: ["Egress", "Egress"] },
    { order: "10" },
    { egress: {} },
    { tier: "nowhere" },
    { ingress: [{}] },
    { ingress: [{ action: "deny" }] },
    allow({ source: { nets: ["10.0.0.1"] } }),
    allow({ source: { nets: ["10.0.0.0/8"] }, destination: { notNets: ["::/0"] } }),
    allow({ ipVersion: 6, source: { nets: ["10.0.0.0/8"] } }),
    allow({ destination: { ports: [80] } }),
    allow({ protocol: "TCP", destination: { ports: ["90:80"] } }),
    allow({ protocol: "TCP", source: { ports: [0] } }),
    allow({ protocol: "HTTP" }),
    allow({ source: { namespaceSelector: "global() && all()" } }),
    allow({ destination: { services: { name: "web" } } }),
    { egress: [{ action: "Allow", http: { methods: ["GET"] } }] },
  ]);
}

function rule(random: Random, direction: "ingress" | "egress"): JsonObject {
  const family = random() < 0.8 ? 4 : 6;
  const action = pick(random, ["Allow", "Allow", "Deny", "Pass", "Log"]);
  const own = some(random, 0.25, side(random, family));
  const services = { services: { name: "web", namespace: "x" } };
  const other = random() < 0.03 ? services : some(random, 0.8, side(random, family));
  const [source, destination] = direction === "ingress" ? [other, own] : [own, other];
  const isOfRequests = action === "Allow" && direction === "ingress";
  return {
    action,
    ...some(random, 0.1, { ipVersion: family }),
    ...some(random, isOfRequests ? 0.03 : 0, { http: { methods: ["GET"] } }),
    ...protocols(random, source, destination),
  };
}

// Ports need a protocol that has them, and Services have ports of their own.
function protocols(random: Random, source: JsonObject, destination: JsonObject): JsonObject {
  const protocol = pick(random, ["TCP", "TCP", 6, "UDP", "SCTP", "ICMP", null, null]);
  if (protocol === null)
    return { source, destination, ...some(random, 0.2, { notProtocol: pick(random, ["UDP", 6]) }) };
  const hasPorts = protocol !== "ICMP";
  return {
    protocol,
    source: { ...source, ...some(random, hasPorts ? 0.03 : 0, { ports: [1024] }) },
    destination: {
      ...destination,
      ...some(random, hasPorts && !("services" in destination) ? 0.6 : 0, ports(random)),
    },
  };
}

function side(random: Random, family: 4 | 6): JsonObject {
  const accounts = pick(random, [
    { names: ["robot"] },
    { selector: pick(random, ACCOUNT_SELECTORS) },
    { names: ["default"], selector: pick(random, ACCOUNT_SELECTORS) },
    {},
  ]);
  const namespaces = [...NAMESPACE_SELECTORS, "global()"];
  const nets = (): string[] => several(random, 0, 2, () => pick(random, NETS[family]));
  // What is none of all addresses Calico refuses.
  const notNets = (): string[] => nets().filter((net) => !net.endsWith("/0"));
  return {
    ...some(random, 0.5, { selector: pick(random, SELECTORS) }),
    ...some(random, 0.2, { notSelector: pick(random, SELECTORS) }),
    ...some(random, 0.3, { namespaceSelector: pick(random, namespaces) }),
    ...some(random, 0.15, { serviceAccounts: accounts }),
    ...some(random, 0.25, { nets: nets() }),
    ...some(random, 0.15, { notNets: notNets() }),
  };
}

function ports(random: Random): JsonObject {
  const port = (): string | number => pick(random, [80, "80", "81:8080", "web", "dns", 53]);
  const named = random() < 0.1 ? ["web"] : [];
  return {
    ...(random() < 0.8 && { ports: several(random, 0, 2, port) }),
    ...(random() < 0.3 && { notPorts: [pick(random, [80, "80:85", 8080]), ...named] }),
  };
}
