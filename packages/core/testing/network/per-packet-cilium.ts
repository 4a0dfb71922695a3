import type { JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { at, itemsAt, textAt } from "../reference-json.ts";
import type { TestPod } from "./cluster.ts";
import {
  type Answer,
  isNamed,
  isolatingPolicies,
  type Judgement,
  otherEnd,
  policyAllows,
} from "./per-packet.ts";
import {
  entryMatches,
  identityOf,
  kindOf,
  labelsMatch,
  selectorOf,
  servicesOf,
  strongestOf,
} from "./per-packet-cilium-ends.ts";

/*
 * Cilium's semantics one packet at a time: every end has labels with a source (`k8s:`, `reserved:`, `cidr:`), selectors read
 * them, a deny wins, and a direction is closed that a rule is about (pkg/policy/rule.go, pkg/policy/api and
 * pkg/k8s/apis/cilium.io/utils of cilium/cilium). It reads the objects themselves and shares nothing with the engine. What a
 * question does not say, or the engine says it does not decide, is `unknown`.
 */

export function passesCilium(judgement: Judgement): Answer {
  const { cluster, pod, direction } = judgement;
  const policies = (cluster.plugin?.policies ?? []).filter(({ object }) => isWithin(object, pod));
  if (policies.some(({ refused }) => refused)) return "unknown";
  const rules = policies
    .flatMap(({ object }) => rulesOf(object).map((rule) => ({ object, rule })))
    .filter(({ object, rule }) => isAbout(object, rule, judgement));
  const answersOf = (field: string): readonly Answer[] =>
    rules.flatMap(({ object, rule }) =>
      itemsAt(rule, field).map((part) => partMatches(part, object, judgement)),
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

/** Whether a rule denies the packet, however open the pod is to its own node. */
export function deniesCilium(judgement: Judgement): Answer {
  const { cluster, pod, direction } = judgement;
  const policies = (cluster.plugin?.policies ?? []).filter(({ object }) => isWithin(object, pod));
  if (policies.some(({ refused }) => refused)) return "unknown";
  return strongestOf(
    policies
      .flatMap(({ object }) => rulesOf(object).map((rule) => ({ object, rule })))
      .filter(({ object, rule }) => isAbout(object, rule, judgement))
      .flatMap(({ object, rule }) =>
        itemsAt(rule, `${direction}Deny`).map((part) => partMatches(part, object, judgement)),
      ),
  );
}

// A deny wins; one that is doubtful changes nothing where nothing is allowed anyway.
function weighed(denied: readonly Answer[], allowed: readonly Answer[]): Answer {
  if (denied.includes("yes")) return "no";
  const positive = strongestOf(allowed);
  return positive === "yes" && denied.includes("unknown") ? "unknown" : positive;
}

function rulesOf(object: JsonValue): readonly JsonValue[] {
  const spec = at(object, "spec");
  return [...(spec === undefined ? [] : [spec]), ...itemsAt(object, "specs")];
}

function isWithin(object: KubernetesObject, pod: TestPod): boolean {
  const namespace = textAt(object, "metadata.namespace");
  return object.kind === "CiliumClusterwideNetworkPolicy" || namespace === pod.namespace;
}

function isClosedBy(rule: JsonValue, direction: Judgement["direction"]): boolean {
  const rules = itemsAt(rule, direction).length + itemsAt(rule, `${direction}Deny`).length;
  return rules > 0 && at(rule, `enableDefaultDeny.${direction}`) !== false;
}

function isAbout(object: KubernetesObject, rule: JsonValue, { pod, cluster }: Judgement): boolean {
  const isClusterwide = object.kind === "CiliumClusterwideNetworkPolicy";
  const { matchLabels = {}, matchExpressions = [] } = selectorOf(
    at(rule, "endpointSelector") ?? null,
  );
  const own = "k8s:io.kubernetes.pod.namespace";
  const kept = Object.entries(matchLabels).filter(([key]) => isClusterwide || key !== own);
  return labelsMatch(
    { matchLabels: Object.fromEntries(kept), matchExpressions },
    identityOf(pod, cluster),
  );
}

function partMatches(part: JsonValue, object: KubernetesObject, judgement: Judgement): Answer {
  const word = judgement.direction === "ingress" ? "from" : "to";
  const toPorts = itemsAt(part, "toPorts");
  const ports = toPorts.flatMap((entry) => itemsAt(entry, "ports"));
  const isPorts = toPorts.length === 0 || ports.some((port) => isPort(port, judgement));
  if (isNobody(part, word) || !isPorts) return "no";
  const answers = SUFFIXES.flatMap((suffix) =>
    itemsAt(part, word + suffix)
      .filter((entry) => suffix !== "Services" || servicesOf(entry, judgement.cluster).length > 0)
      .map((entry) => entryMatches(suffix, entry, object, judgement)),
  );
  if (toPorts.length > 0 && answers.length === 0) return "yes";
  // A rule about ICMP alone is about no port.
  if (toPorts.length === 0 && itemsAt(part, "icmps").length > 0) return "no";
  return isEveryNode(itemsAt(part, `${word}Entities`), judgement) ? "yes" : strongestOf(answers);
}

function isEveryNode(entities: readonly JsonValue[], { direction, packet }: Judgement): boolean {
  const isAll = entities.includes("host") && entities.includes("remote-node");
  return isAll && kindOf(otherEnd(direction, packet)) === "node";
}

// An empty list of some kinds selects nobody; of others it is as absent.
function isNobody(part: JsonValue, word: "from" | "to"): boolean {
  const isEmpty = (suffix: string): boolean =>
    at(part, word + suffix) !== undefined && itemsAt(part, word + suffix).length === 0;
  if (["Endpoints", "Nodes"].some(isEmpty)) return true;
  return ["Entities", "CIDR", "CIDRSet"].some(isEmpty) && itemsAt(part, "toFQDNs").length === 0;
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

function isPort(written: JsonValue, { packet, cluster }: Judgement): boolean {
  const protocol = (textAt(written, "protocol") || "ANY").toUpperCase();
  if (protocol !== "ANY" && protocol !== packet.protocol) return false;
  const port = textAt(written, "port");
  if (/[a-z]/i.test(port)) return isNamed(port.toLowerCase(), packet, cluster);
  const first = port.startsWith("0") ? Number(`0o${port}`) : Number(port);
  const end = Number(at(written, "endPort") ?? 0);
  if (first === 0 && end === 0) return true;
  return packet.port >= first && packet.port <= Math.max(first, end);
}
