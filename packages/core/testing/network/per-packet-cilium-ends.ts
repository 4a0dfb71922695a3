import type { LabelSelector } from "../../src/kubernetes/api/types.ts";
import type { JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { at, itemsAt, labelsAt, mapAt, textAt } from "../reference-json.ts";
import type { TestCluster, TestPod } from "./cluster.ts";
import {
  type Answer,
  type Judgement,
  labelsOf,
  liesIn,
  otherEnd,
  type PacketEnd,
  selects,
} from "./per-packet.ts";

/** Whether the other end of a packet is one that an entry of a rule of Cilium's names. */
export function entryMatches(
  suffix: string,
  entry: JsonValue,
  object: KubernetesObject,
  { cluster, direction, packet }: Judgement,
): Answer {
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
): Answer {
  if (suffix === "CIDR") return liesIn(address, entry as string) ? "yes" : "no";
  if (suffix === "CIDRSet") return cidrRuleMatches(entry, address, cluster) ? "yes" : "no";
  return "unknown";
}

function entityMatches(entity: JsonValue, end: PacketEnd): Answer {
  const kind = kindOf(end);
  const sure = {
    all: true,
    cluster: kind !== "world",
    "cluster-mesh": kind !== "world",
    world: kind === "world",
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
): Answer {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const keys = [...Object.keys(matchLabels), ...matchExpressions.map(({ key = "" }) => key)];
  const reserved = keys.find((key) => key.startsWith("reserved:"));
  if (reserved !== undefined)
    return reservedMatches(reserved.slice("reserved:".length), end, cluster);
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

// With pods of both families there are two worlds, and no one of them has the label of the whole.
function reservedMatches(name: string, end: PacketEnd, { pods }: TestCluster): Answer {
  const isDual = pods.some(({ addresses }) => addresses.some((address) => address.includes(":")));
  const family = end.address.includes(":") ? "world-ipv6" : "world-ipv4";
  if (kindOf(end) === "world") return name === (isDual ? family : "world") ? "yes" : "no";
  return name === "remote-node" && kindOf(end) === "node" ? "unknown" : "no";
}

const OF_NAMESPACES =
  /^(?:k8s:|any:)?(?:io\.kubernetes\.pod\.namespace$|io\.cilium\.k8s\.namespace\.labels\.)/;

function isElsewhere(pod: TestPod, keys: readonly string[], object: KubernetesObject): boolean {
  const namespace = textAt(object, "metadata.namespace");
  return (
    namespace !== "" && pod.namespace !== namespace && !keys.some((key) => OF_NAMESPACES.test(key))
  );
}

function cidrRuleMatches(entry: JsonValue, address: string, { plugin }: TestCluster): boolean {
  const isIn = (cidr: JsonValue): boolean => liesIn(address, cidr as string);
  if (itemsAt(entry, "except").some(isIn)) return false;
  const cidr = textAt(entry, "cidr");
  if (cidr !== "") return isIn(cidr);
  const name = textAt(entry, "cidrGroupRef");
  const selector = at(entry, "cidrGroupSelector");
  const around = (plugin?.others ?? []).filter(
    (group) => group.kind === "CiliumCIDRGroup" && itemsAt(group, "spec.externalCIDRs").some(isIn),
  );
  if (selector === undefined)
    return around.some((group) => textAt(group, "metadata.name") === name);
  const { matchLabels = {}, matchExpressions = [] } = selectorOf(selector);
  const has = (key: string, values?: readonly string[]): boolean =>
    around.some((group) => {
      const value = labelsAt(group)[key];
      return value !== undefined && (values ?? [value]).includes(value);
    });
  return (
    Object.entries(matchLabels).every(([key, value]) => has(key, [value])) &&
    matchExpressions.every(({ key = "", operator = "", values }) => {
      const isWanted = operator === "In" || operator === "Exists";
      return has(key, operator.endsWith("In") ? values : undefined) === isWanted;
    })
  );
}

/** The Services that an entry names. */
export function servicesOf(entry: JsonValue, { plugin }: TestCluster): readonly KubernetesObject[] {
  const name = textAt(entry, "k8sService.serviceName");
  const namespace = textAt(entry, "k8sService.namespace");
  return (plugin?.others ?? []).filter(
    (service) =>
      service.kind === "Service" &&
      textAt(service, "metadata.name") === name &&
      (namespace === "" || textAt(service, "metadata.namespace") === namespace),
  );
}

function serviceMatches(entry: JsonValue, { pod }: PacketEnd, cluster: TestCluster): Answer {
  const services = servicesOf(entry, cluster);
  const answers = services.map((service): Answer => {
    const labels = Object.entries(mapAt(service, "spec.selector"));
    if (labels.length === 0) return "unknown";
    const isPod =
      pod?.hostNetwork === false &&
      pod.namespace === textAt(service, "metadata.namespace") &&
      labels.every(([key, value]) => pod.labels[key] === value);
    return isPod ? "yes" : "no";
  });
  return strongestOf(answers);
}

export function kindOf({ pod }: PacketEnd): "pod" | "node" | "world" {
  if (!pod) return "world";
  return pod.hostNetwork ? "node" : "pod";
}

// A door: generated selectors are selectors.
export function selectorOf(value: JsonValue): LabelSelector {
  return value as unknown as LabelSelector;
}

/** The labels by which Cilium knows a pod. */
export function identityOf(
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
export function labelsMatch(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  const bare = (key: string): string => key.replace(/^k8s:|^any:/, "");
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const matched = Object.entries(matchLabels).every(([key, value]) => labels[bare(key)] === value);
  const expressions = matchExpressions.map((each) => ({ ...each, key: bare(each.key ?? "") }));
  return matched && selects({ matchExpressions: expressions }, labels);
}

export function strongestOf(answers: readonly Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}
