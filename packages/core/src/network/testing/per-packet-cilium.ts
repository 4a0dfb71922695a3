import type { LabelSelector } from "../../kubernetes/api/types.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { type KubernetesObject, stringMapOf } from "../../kubernetes/object.ts";
import type { VerdictValue } from "../../verdict.ts";
import { fieldOf, listOf, mappingOf, textOf } from "../fields.ts";
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
  const policies = cluster.plugin?.policies ?? [];
  if (policies.some(({ object, refused }) => refused && isWithin(object, pod))) return "unknown";
  const rules = policies
    .filter(({ object }) => isWithin(object, pod))
    .flatMap(({ object }) => rulesOf(object).map((rule) => ({ object, rule })))
    .filter(({ object, rule }) => isAbout(object, rule, judgement));
  const answersOf = (field: string): readonly VerdictValue[] =>
    rules.flatMap(({ object, rule }) =>
      listOf(rule, field).map((part) => partMatches(part, object, judgement)),
    );
  const denied = answersOf(`${direction}Deny`);
  if (denied.includes("yes")) return "no";
  const networkPolicies = isolatingPolicies(judgement);
  const allowed = [
    ...answersOf(direction),
    ...networkPolicies.map((policy) => (policyAllows(policy, judgement) ? "yes" : "no")),
  ];
  const isClosed =
    networkPolicies.length > 0 || rules.some(({ rule }) => isClosedBy(rule, direction));
  const positive = isClosed && !allowed.includes("yes") ? "no" : "yes";
  const doubtful = denied.includes("unknown") || (positive === "no" && allowed.includes("unknown"));
  if (!doubtful) return positive;
  // A doubtful deny changes nothing where nothing is allowed anyway.
  return positive === "no" && !allowed.includes("unknown") ? "no" : "unknown";
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
  const { direction, packet } = judgement;
  const word = direction === "ingress" ? "from" : "to";
  const lists = SUFFIXES.map((suffix) => ({ suffix, list: fieldOf(part, word + suffix) }));
  const isEmpty = (suffix: string): boolean =>
    lists.some((each) => each.suffix === suffix && Array.isArray(each.list) && !each.list.length);
  const hasNames = listOf(part, "toFQDNs").length > 0;
  if (["Endpoints", "Nodes"].some(isEmpty)) return "no";
  if (["Entities", "CIDR", "CIDRSet"].some(isEmpty) && !hasNames) return "no";
  const end = otherEnd(direction, packet);
  const answers = lists.flatMap(({ suffix }) =>
    listOf(part, word + suffix).map((entry) => entryMatches(suffix, entry, end, object, judgement)),
  );
  const toPorts = listOf(part, "toPorts");
  if (toPorts.length === 0 && (answers.length === 0 || listOf(part, "icmps").length > 0))
    return "no";
  const ports = toPorts.flatMap((entry) => listOf(entry, "ports"));
  if (toPorts.length > 0 && !ports.some((port) => isPort(port, packet))) return "no";
  if (answers.length === 0 || answers.includes("yes")) return "yes";
  const entities = listOf(part, `${word}Entities`);
  const isEveryNode = entities.includes("host") && entities.includes("remote-node");
  if (isEveryNode && end.pod?.hostNetwork === true) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
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
  end: PacketEnd,
  object: KubernetesObject,
  { cluster }: Judgement,
): VerdictValue {
  const kind = end.pod ? (end.pod.hostNetwork ? "node" : "pod") : "world";
  switch (suffix) {
    case "Endpoints":
      return endpointMatches(selectorOf(entry), end, object, cluster);
    case "Entities":
      return entityMatches(entry, kind, end.address);
    case "CIDR":
      return kind === "world" && liesIn(end.address, String(entry as string)) ? "yes" : "no";
    case "CIDRSet":
      return kind === "world" && cidrRuleMatches(entry, end.address, cluster) ? "yes" : "no";
    case "Services":
      return serviceMatches(entry, end, cluster);
    default:
      return kind === "world" ? "unknown" : "no";
  }
}

function entityMatches(
  entity: JsonValue,
  kind: "pod" | "node" | "world",
  address: string,
): VerdictValue {
  const version = address.includes(":") ? 6 : 4;
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
  const name = String(entity as string);
  if (new Map(Object.entries(sure)).get(name) === true) return "yes";
  return new Map(Object.entries(perhaps)).get(name) === true ? "unknown" : "no";
}

function endpointMatches(
  selector: LabelSelector,
  { pod, address }: PacketEnd,
  object: KubernetesObject,
  cluster: TestCluster,
): VerdictValue {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const keys = [...Object.keys(matchLabels), ...matchExpressions.map(({ key = "" }) => key)];
  const reserved = keys.find((key) => key.startsWith("reserved:"));
  if (reserved !== undefined) {
    const kind = pod ? (pod.hostNetwork ? "node" : "pod") : "world";
    return entityMatches(reserved.slice("reserved:".length), kind, address);
  }
  if (!pod || pod.hostNetwork) return "no";
  const namespace = textOf(object, "metadata", "namespace");
  const isNamespace = (key: string): boolean =>
    /^(?:k8s:|any:)?(?:io\.kubernetes\.pod\.namespace$|io\.cilium\.k8s\.namespace\.labels\.)/.test(
      key,
    );
  const isElsewhere = namespace !== "" && !keys.some(isNamespace) && pod.namespace !== namespace;
  if (isElsewhere) return "no";
  const isCluster = (key: string): boolean => key.endsWith("io.cilium.k8s.policy.cluster");
  const others = {
    matchLabels: Object.fromEntries(Object.entries(matchLabels).filter(([key]) => !isCluster(key))),
    matchExpressions,
  };
  if (!labelsMatch(others, identityOf(pod, cluster))) return "no";
  return keys.some(isCluster) ? "unknown" : "yes";
}

function cidrRuleMatches(entry: JsonValue, address: string, { plugin }: TestCluster): boolean {
  const isIn = (cidr: JsonValue): boolean => liesIn(address, String(cidr as string));
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
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}
