import type { LabelSelector } from "../../src/kubernetes/api/types.ts";
import type { JsonValue } from "../../src/kubernetes/json.ts";
import {
  valueAt as fieldOf,
  listAt as listOf,
  objectAt as mappingOf,
  textAt as textOf,
} from "../../src/kubernetes/json-fields.ts";
import { type KubernetesObject, stringMapOf } from "../../src/kubernetes/object.ts";
import type { VerdictValue } from "../../src/snapshot/verdict.ts";
import type { TestCluster, TestPod } from "./cluster.ts";
import {
  isNamed,
  isolatingPolicies,
  type Judgement,
  labelsOf,
  liesIn,
  otherEnd,
  type Packet,
  type PacketEnd,
  policyAllows,
  selects,
} from "./per-packet.ts";

/*
 * Cilium's semantics one packet at a time: every end has labels with a source (`k8s:`, `reserved:`, `cidr:`), selectors read
 * them, a deny wins, and a direction is closed that a rule is about (pkg/policy/rule.go, pkg/policy/api and
 * pkg/k8s/apis/cilium.io/utils of cilium/cilium). It reads the objects themselves and shares nothing with the engine. What a
 * question does not say, or the engine says it does not decide, is `unknown`.
 */

export function passesCilium(judgement: Judgement): VerdictValue {
  const { cluster, pod, direction } = judgement;
  const policies = (cluster.plugin?.policies ?? []).filter(({ object }) => isWithin(object, pod));
  if (policies.some(({ refused }) => refused)) return "unknown";
  const rules = policies
    .flatMap(({ object }) => rulesOf(object).map((rule) => ({ object, rule })))
    .filter(({ object, rule }) => isAbout(object, rule, judgement));
  const answersOf = (field: string): readonly VerdictValue[] =>
    rules.flatMap(({ object, rule }) =>
      listOf(rule, field).map((part) => partMatches(part, object, judgement)),
    );
  const networkPolicies = isolatingPolicies(judgement);
  const allowed = [
    ...answersOf(direction),
    ...networkPolicies.map((policy) => (policyAllows(policy, judgement) ? "yes" : "no")),
  ];
  const isOpen =
    networkPolicies.length === 0 && !rules.some(({ rule }) => isClosedBy(rule, direction));
  return weighed(answersOf(`${direction}Deny`), isOpen ? ["yes"] : allowed);
}

// A deny wins; one that is doubtful changes nothing where nothing is allowed anyway.
function weighed(denied: readonly VerdictValue[], allowed: readonly VerdictValue[]): VerdictValue {
  if (denied.includes("yes")) return "no";
  const positive = strongestOf(allowed);
  return positive === "yes" && denied.includes("unknown") ? "unknown" : positive;
}

function strongestOf(answers: readonly VerdictValue[]): VerdictValue {
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}

function rulesOf(object: JsonValue): readonly JsonValue[] {
  const spec = fieldOf(object, "spec");
  return [...(spec === undefined ? [] : [spec]), ...listOf(object, "specs")];
}

function isWithin(object: KubernetesObject, pod: TestPod): boolean {
  const namespace = textOf(object, "metadata", "namespace");
  return object.kind === "CiliumClusterwideNetworkPolicy" || namespace === pod.namespace;
}

function isClosedBy(rule: JsonValue, direction: Judgement["direction"]): boolean {
  const said = fieldOf(rule, "enableDefaultDeny", direction);
  return said === undefined
    ? listOf(rule, direction).length + listOf(rule, `${direction}Deny`).length > 0
    : said === true;
}

function isAbout(object: KubernetesObject, rule: JsonValue, { pod, cluster }: Judgement): boolean {
  const isClusterwide = object.kind === "CiliumClusterwideNetworkPolicy";
  const { matchLabels = {}, matchExpressions = [] } = selectorOf(
    fieldOf(rule, "endpointSelector") ?? null,
  );
  const own = "k8s:io.kubernetes.pod.namespace";
  const kept = Object.entries(matchLabels).filter(([key]) => isClusterwide || key !== own);
  return labelsMatch(
    { matchLabels: Object.fromEntries(kept), matchExpressions },
    identityOf(pod, cluster),
  );
}

// A door: generated selectors are selectors.
function selectorOf(value: JsonValue): LabelSelector {
  return value as unknown as LabelSelector;
}

function identityOf(
  { labels, namespace, serviceAccount }: TestPod,
  cluster: TestCluster,
): Readonly<Record<string, string>> {
  const around = Object.entries(labelsOf(namespace, cluster)).map(
    ([key, value]): [string, string] => [`io.cilium.k8s.namespace.labels.${key}`, value],
  );
  return {
    ...labels,
    ...Object.fromEntries(around),
    "io.kubernetes.pod.namespace": namespace,
    "io.cilium.k8s.policy.serviceaccount": serviceAccount,
  };
}

// All labels of a pod have the source k8s, so that a key matches with that source, with `any`, and with none.
function labelsMatch(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  const bare = (key: string): string => key.replace(/^k8s:|^any:/, "");
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const matched = Object.entries(matchLabels).every(([key, value]) => labels[bare(key)] === value);
  const expressions = matchExpressions.map((each) => ({ ...each, key: bare(each.key ?? "") }));
  return matched && selects({ matchExpressions: expressions }, labels);
}

function partMatches(
  part: JsonValue,
  object: KubernetesObject,
  judgement: Judgement,
): VerdictValue {
  const word = judgement.direction === "ingress" ? "from" : "to";
  const toPorts = listOf(part, "toPorts");
  const ports = toPorts.flatMap((entry) => listOf(entry, "ports"));
  const isPorts = toPorts.length === 0 || ports.some((port) => isPort(port, judgement.packet));
  if (isNobody(part, word) || !isPorts) return "no";
  const answers = SUFFIXES.flatMap((suffix) =>
    listOf(part, word + suffix).map((entry) => entryMatches(suffix, entry, object, judgement)),
  );
  if (toPorts.length > 0 && answers.length === 0) return "yes";
  // A rule about ICMP alone is about no port.
  if (toPorts.length === 0 && listOf(part, "icmps").length > 0) return "no";
  return isEveryNode(listOf(part, `${word}Entities`), judgement) ? "yes" : strongestOf(answers);
}

function isEveryNode(entities: readonly JsonValue[], { direction, packet }: Judgement): boolean {
  const isAll = entities.includes("host") && entities.includes("remote-node");
  return isAll && kindOf(otherEnd(direction, packet)) === "node";
}

// An empty list of some kinds selects nobody; of others it is as absent.
function isNobody(part: JsonValue, word: "from" | "to"): boolean {
  const isEmpty = (suffix: string): boolean =>
    fieldOf(part, word + suffix) !== undefined && listOf(part, word + suffix).length === 0;
  if (["Endpoints", "Nodes"].some(isEmpty)) return true;
  return ["Entities", "CIDR", "CIDRSet"].some(isEmpty) && listOf(part, "toFQDNs").length === 0;
}

function kindOf({ pod }: PacketEnd): "pod" | "node" | "world" {
  if (!pod) return "world";
  return pod.hostNetwork ? "node" : "pod";
}

const SUFFIXES = [
  "Endpoints",
  "Entities",
  "CIDR",
  "CIDRSet",
  "Nodes",
  "Services",
  "FQDNs",
  "Groups",
];

function isPort(written: JsonValue, packet: Packet): boolean {
  const protocol = (textOf(written, "protocol") || "ANY").toUpperCase();
  if (protocol !== "ANY" && protocol !== packet.protocol) return false;
  const port = textOf(written, "port");
  if (/[a-z]/i.test(port)) return isNamed(port.toLowerCase(), packet);
  const first = port.startsWith("0") ? Number(`0o${port}`) : Number(port);
  const end = Number(fieldOf(written, "endPort") ?? 0);
  if (first === 0 && end === 0) return true;
  return packet.port >= first && packet.port <= Math.max(first, end);
}

function entryMatches(
  suffix: string,
  entry: JsonValue,
  object: KubernetesObject,
  { cluster, direction, packet }: Judgement,
): VerdictValue {
  const end = otherEnd(direction, packet);
  switch (suffix) {
    case "Endpoints":
      return endpointMatches(selectorOf(entry), end, object, cluster);
    case "Entities":
      return entityMatches(entry, end);
    case "Services":
      return serviceMatches(entry, end, cluster);
    default:
      return kindOf(end) === "world" ? addressMatches(suffix, entry, end.address, cluster) : "no";
  }
}

function addressMatches(
  suffix: string,
  entry: JsonValue,
  address: string,
  cluster: TestCluster,
): VerdictValue {
  if (suffix === "CIDR") return liesIn(address, entry as string) ? "yes" : "no";
  if (suffix === "CIDRSet") return cidrRuleMatches(entry, address, cluster) ? "yes" : "no";
  return "unknown";
}

function entityMatches(entity: JsonValue, end: PacketEnd): VerdictValue {
  const kind = kindOf(end);
  const version = end.address.includes(":") ? 6 : 4;
  const sure = {
    all: true,
    cluster: kind !== "world",
    world: kind === "world",
    "world-ipv4": kind === "world" && version === 4,
    "world-ipv6": kind === "world" && version === 6,
  };
  // Which node a pod runs on, where the API server runs and which pods Cilium leaves alone a question does not say.
  const perhaps = {
    host: kind === "node",
    "remote-node": kind === "node",
    "kube-apiserver": kind !== "pod",
    unmanaged: kind === "pod",
  };
  const name = entity as string;
  if (new Map(Object.entries(sure)).get(name) === true) return "yes";
  return new Map(Object.entries(perhaps)).get(name) === true ? "unknown" : "no";
}

function endpointMatches(
  selector: LabelSelector,
  end: PacketEnd,
  object: KubernetesObject,
  cluster: TestCluster,
): VerdictValue {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const keys = [...Object.keys(matchLabels), ...matchExpressions.map(({ key = "" }) => key)];
  const reserved = keys.find((key) => key.startsWith("reserved:"));
  if (reserved !== undefined) return entityMatches(reserved.slice("reserved:".length), end);
  const { pod } = end;
  if (!pod || pod.hostNetwork || isElsewhere(pod, keys, object)) return "no";
  const isCluster = (key: string): boolean => key.endsWith("io.cilium.k8s.policy.cluster");
  const others = {
    matchLabels: Object.fromEntries(Object.entries(matchLabels).filter(([key]) => !isCluster(key))),
    matchExpressions,
  };
  if (!labelsMatch(others, identityOf(pod, cluster))) return "no";
  return keys.some(isCluster) ? "unknown" : "yes";
}

const OF_NAMESPACES =
  /^(?:k8s:|any:)?(?:io\.kubernetes\.pod\.namespace$|io\.cilium\.k8s\.namespace\.labels\.)/;

function isElsewhere(pod: TestPod, keys: readonly string[], object: KubernetesObject): boolean {
  const namespace = textOf(object, "metadata", "namespace");
  return (
    namespace !== "" && pod.namespace !== namespace && !keys.some((key) => OF_NAMESPACES.test(key))
  );
}

function cidrRuleMatches(entry: JsonValue, address: string, { plugin }: TestCluster): boolean {
  const isIn = (cidr: JsonValue): boolean => liesIn(address, cidr as string);
  if (listOf(entry, "except").some(isIn)) return false;
  const cidr = textOf(entry, "cidr");
  if (cidr !== "") return isIn(cidr);
  const name = textOf(entry, "cidrGroupRef");
  const selector = fieldOf(entry, "cidrGroupSelector");
  return (plugin?.others ?? [])
    .filter(
      (group) =>
        group.kind === "CiliumCIDRGroup" &&
        (selector === undefined
          ? textOf(group, "metadata", "name") === name
          : selects(selectorOf(selector), stringMapOf(group, "labels"))),
    )
    .some((group) => listOf(group, "spec", "externalCIDRs").some(isIn));
}

function serviceMatches(
  entry: JsonValue,
  { pod }: PacketEnd,
  { plugin }: TestCluster,
): VerdictValue {
  const name = textOf(entry, "k8sService", "serviceName");
  const namespace = textOf(entry, "k8sService", "namespace");
  const services = (plugin?.others ?? []).filter(
    (service) =>
      service.kind === "Service" &&
      textOf(service, "metadata", "name") === name &&
      (namespace === "" || textOf(service, "metadata", "namespace") === namespace),
  );
  if (services.length === 0) return "unknown";
  const answers = services.map((service): VerdictValue => {
    const labels = Object.entries(mappingOf(service, "spec", "selector"));
    if (labels.length === 0) return "unknown";
    const isPod =
      pod?.hostNetwork === false &&
      pod.namespace === textOf(service, "metadata", "namespace") &&
      labels.every(([key, value]) => pod.labels[key] === value);
    return isPod ? "yes" : "no";
  });
  return strongestOf(answers);
}
