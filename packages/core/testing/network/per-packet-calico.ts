import type { JsonObject, JsonValue } from "../../src/kubernetes/json.ts";
import {
  valueAt as fieldOf,
  listAt as listOf,
  objectAt as mappingOf,
  textAt as textOf,
} from "../../src/kubernetes/json-fields.ts";
import type { VerdictValue } from "../../src/snapshot/verdict.ts";
import type { TestClusterPolicy, TestPluginPolicy, TestPod } from "./cluster.ts";
import {
  isNamed,
  isolatingPolicies,
  type Judgement,
  liesIn,
  otherEnd,
  type Packet,
  policyAllows,
  tierDecides,
} from "./per-packet.ts";
import { calicoLabelsOf, calicoSelects } from "./per-packet-calico-selector.ts";

/*
 * Calico's semantics one packet at a time, as Felix has them: sets of addresses of the endpoints that a selector selects
 * (felix/calc/rule_scanner.go, libcalico-go/lib/backend/syncersv1/updateprocessors/rules.go of projectcalico/calico), and
 * rules in order (felix/calc/policy_sorter.go). It reads the objects themselves and shares nothing with the engine. What a
 * question does not say, or the engine says it does not decide, is `unknown`.
 */

interface Tier {
  readonly name: string;
  readonly order: number;
  readonly end: "deny" | "pass";
  /** The rules that may match, in order; undefined where none of its policies is about the pod. */
  readonly rules: readonly Step[] | undefined;
}

interface Step {
  readonly action: string;
  readonly matches: VerdictValue;
}

export function passesCalico(judgement: Judgement): VerdictValue {
  const { cluster, pod } = judgement;
  const policies = cluster.plugin?.policies ?? [];
  if (policies.some((policy) => policy.refused && isWithin(policy.object, pod, judgement)))
    return "unknown";
  const outcomes = new Set<VerdictValue>();
  const tiers = tiersOf(judgement).toSorted(
    (a, b) => a.order - b.order || (a.name < b.name ? -1 : 1),
  );
  for (const { end, rules } of tiers) {
    if (!rules) continue;
    const left = decide(rules, end, outcomes);
    if (!left) return outcomes.size > 1 ? "unknown" : ([...outcomes][0] ?? "yes");
  }
  outcomes.add("yes");
  return outcomes.size > 1 ? "unknown" : "yes";
}

// Whether the packet may come to the next tier.
function decide(rules: readonly Step[], end: Tier["end"], outcomes: Set<VerdictValue>): boolean {
  let mayPass = false;
  for (const { action, matches } of rules) {
    if (matches === "no") continue;
    if (action === "Pass") mayPass = true;
    if (action === "Allow") outcomes.add("yes");
    if (action === "Deny") outcomes.add("no");
    if (matches === "yes" && action !== "Log") return mayPass;
  }
  if (end === "deny") outcomes.add("no");
  return mayPass || end === "pass";
}

function tiersOf(judgement: Judgement): readonly Tier[] {
  const others = (judgement.cluster.plugin?.others ?? []).filter(({ kind }) => kind === "Tier");
  return [
    clusterTier("Admin", 1000, judgement),
    clusterTier("Baseline", 10_000_000, judgement),
    { name: "default", order: 1_000_000, end: "deny", rules: rulesIn("default", judgement) },
    ...others.map((tier): Tier => {
      const name = textOf(tier, "metadata", "name");
      const order = fieldOf(tier, "spec", "order");
      return {
        name,
        order: typeof order === "number" ? order : Number.POSITIVE_INFINITY,
        end: textOf(tier, "spec", "defaultAction") === "Pass" ? "pass" : "deny",
        rules: rulesIn(name, judgement),
      };
    }),
  ];
}

function clusterTier(name: TestClusterPolicy["tier"], order: number, judgement: Judgement): Tier {
  const decided = tierDecides(name, judgement);
  const rules: Step[] =
    decided === undefined ? [] : [{ action: decided ? "Allow" : "Deny", matches: "yes" }];
  return { name, order, end: "pass", rules };
}

interface Ordered {
  readonly order: number;
  readonly name: string;
  readonly rules: readonly Step[];
}

function rulesIn(tier: string, judgement: Judgement): readonly Step[] | undefined {
  const own = (judgement.cluster.plugin?.policies ?? [])
    .filter(
      (policy) =>
        !policy.refused &&
        (textOf(policy.object, "spec", "tier") || "default") === tier &&
        isAbout(policy, judgement),
    )
    .map((policy) => orderedRules(policy, judgement));
  const networkPolicies = tier === "default" ? isolatingPolicies(judgement) : [];
  const all: Ordered[] = [
    ...own,
    ...networkPolicies.map((policy) => ({
      order: 1000,
      name: `knp.default.${policy.name}`,
      rules: [
        { action: "Allow", matches: policyAllows(policy, judgement) ? "yes" : "no" } as const,
      ],
    })),
  ];
  if (all.length === 0) return undefined;
  return all
    .toSorted((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1))
    .flatMap(({ rules }) => rules);
}

function orderedRules({ object }: TestPluginPolicy, judgement: Judgement): Ordered {
  const order = fieldOf(object, "spec", "order");
  const name = textOf(object, "metadata", "name");
  const tier = textOf(object, "spec", "tier") || "default";
  return {
    order: typeof order === "number" ? order : Number.POSITIVE_INFINITY,
    name: name.startsWith(`${tier}.`) ? name : `${tier}.${name}`,
    rules: listOf(object, "spec", judgement.direction).map((rule) => ({
      action: textOf(rule, "action"),
      matches: ruleMatches(rule, namespaceOf(object), judgement),
    })),
  };
}

function namespaceOf(object: JsonValue): string | undefined {
  if (textOf(object, "kind") === "GlobalNetworkPolicy") return undefined;
  return textOf(object, "metadata", "namespace");
}

function isWithin(object: JsonValue, pod: TestPod, { cluster }: Judgement): boolean {
  const namespace = namespaceOf(object);
  if (namespace !== undefined) return pod.namespace === namespace;
  const selector = textOf(object, "spec", "namespaceSelector");
  return selector === "" || calicoSelects(selector, calicoLabelsOf(pod, cluster), "pcns.");
}

function isAbout({ object }: TestPluginPolicy, judgement: Judgement): boolean {
  const { pod, cluster, direction } = judgement;
  const labels = calicoLabelsOf(pod, cluster);
  const selector = textOf(object, "spec", "selector");
  const accounts = textOf(object, "spec", "serviceAccountSelector");
  return (
    fieldOf(object, "spec", "doNotTrack") !== true &&
    isWithin(object, pod, judgement) &&
    (selector === "" || calicoSelects(selector, labels)) &&
    (accounts === "" || calicoSelects(accounts, labels, "pcsa.")) &&
    directionsOf(object).includes(direction)
  );
}

function directionsOf(object: JsonValue): readonly string[] {
  const types = listOf(object, "spec", "types");
  if (types.length > 0) return types.map((type) => (type as string).toLowerCase());
  if (listOf(object, "spec", "egress").length === 0) return ["ingress"];
  return listOf(object, "spec", "ingress").length === 0 ? ["egress"] : ["ingress", "egress"];
}

function ruleMatches(
  rule: JsonValue,
  namespace: string | undefined,
  judgement: Judgement,
): VerdictValue {
  const { direction, packet } = judgement;
  const isIngress = direction === "ingress";
  const own = mappingOf(rule, isIngress ? "destination" : "source");
  const other = mappingOf(rule, isIngress ? "source" : "destination");
  const answers = [
    protocolMatches(rule, packet) ? "yes" : "no",
    familyMatches(rule, packet) ? "yes" : "no",
    portsMatch(mappingOf(rule, "destination"), packet),
    ownMatches(own, namespace, judgement),
    otherMatches(other, namespace, judgement),
    listOf(rule, "source", "ports").length > 0 ? "unknown" : "yes",
    fieldOf(rule, "http") === undefined ? "yes" : "unknown",
  ] as const;
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

const NUMBERS: Readonly<Record<string, string>> = { "6": "TCP", "17": "UDP", "132": "SCTP" };

function protocolMatches(rule: JsonValue, { protocol }: Packet): boolean {
  const named = (field: string): string | undefined => {
    const value = fieldOf(rule, field);
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    return NUMBERS[String(value)] ?? String(value).toUpperCase();
  };
  const [wanted, unwanted] = [named("protocol"), named("notProtocol")];
  return (wanted === undefined || wanted === protocol) && unwanted !== protocol;
}

function familyMatches(rule: JsonValue, { to }: Packet): boolean {
  const version = fieldOf(rule, "ipVersion");
  return version === undefined || version === (to.address.includes(":") ? 6 : 4);
}

// A door: generated ports are of this type.
type Port = number | string;

function portsMatch(side: JsonObject, packet: Packet): VerdictValue {
  const isIn = (port: Port): boolean => {
    const [from = "", to = from] = String(port).split(":");
    if (!/^\d+$/.test(from)) return isNamed(from, packet);
    return packet.port >= Number(from) && packet.port <= Number(to);
  };
  const ports = listOf(side, "ports") as readonly Port[];
  if (ports.length > 0 && !ports.some(isIn)) return "no";
  const unwanted = listOf(side, "notPorts") as readonly Port[];
  const isNumber = (port: Port): boolean => /^\d/.test(String(port));
  if (unwanted.filter(isNumber).some(isIn)) return "no";
  return unwanted.every(isNumber) ? "yes" : "unknown";
}

interface Member {
  readonly labels: Readonly<Record<string, string>>;
  readonly nets: readonly string[];
}

function setsIn({ cluster }: Judgement): readonly Member[] {
  return (cluster.plugin?.others ?? [])
    .filter(({ kind }) => kind.endsWith("NetworkSet"))
    .map((object) => ({
      labels: calicoLabelsOf(object, cluster),
      nets: listOf(object, "spec", "nets").map((net) => net as string),
    }));
}

function membersIn(judgement: Judgement): readonly Member[] {
  const pods = judgement.cluster.pods
    .filter(({ hostNetwork }) => !hostNetwork)
    .map((pod) => ({ labels: calicoLabelsOf(pod, judgement.cluster), nets: pod.addresses }));
  return [...pods, ...setsIn(judgement)];
}

type Selects = (labels: Member["labels"]) => boolean;

/** What is wanted and what is not; undefined where nothing is said. */
function selectorsOf(
  side: JsonObject,
  namespace: string | undefined,
): { readonly wanted: Selects | undefined; readonly unwanted: Selects | undefined } {
  const text = (...keys: string[]): string => textOf(side, ...keys);
  const names = listOf(side, "serviceAccounts", "names");
  const conditions: Selects[] = [];
  if (text("selector") !== "") conditions.push((labels) => calicoSelects(text("selector"), labels));
  if (text("serviceAccounts", "selector") !== "")
    conditions.push((labels) =>
      calicoSelects(text("serviceAccounts", "selector"), labels, "pcsa."),
    );
  if (names.length > 0)
    conditions.push((labels) => names.includes(labels["projectcalico.org/serviceaccount"] ?? ""));
  const isScoped = conditions.length > 0 || text("notSelector") !== "";
  if (text("namespaceSelector") !== "")
    conditions.push((labels) => calicoSelects(text("namespaceSelector"), labels, "pcns."));
  else if (namespace !== undefined && isScoped)
    conditions.push((labels) => labels["projectcalico.org/namespace"] === namespace);
  return {
    wanted:
      conditions.length > 0 ? (labels) => conditions.every((holds) => holds(labels)) : undefined,
    unwanted:
      text("notSelector") === ""
        ? undefined
        : (labels) => calicoSelects(text("notSelector"), labels),
  };
}

function otherMatches(
  side: JsonObject,
  namespace: string | undefined,
  judgement: Judgement,
): VerdictValue {
  const { address } = otherEnd(judgement.direction, judgement.packet);
  const { wanted, unwanted } = selectorsOf(side, namespace);
  const holders = membersIn(judgement).filter(({ nets }) =>
    nets.some((net) => liesIn(address, net)),
  );
  const isWanted = wanted
    ? holders.some(({ labels }) => wanted(labels) && !unwanted?.(labels))
    : !holders.some(({ labels }) => unwanted?.(labels));
  const nets = listOf(side, "nets").map((net) => net as string);
  const notNets = listOf(side, "notNets").map((net) => net as string);
  const isNet = nets.length === 0 || nets.some((net) => liesIn(address, net));
  if (!isWanted || !isNet || notNets.some((net) => liesIn(address, net))) return "no";
  return fieldOf(side, "services") === undefined ? "yes" : "unknown";
}

// The engine does not look at the addresses of the pods that a policy selects.
function ownMatches(
  side: JsonObject,
  namespace: string | undefined,
  judgement: Judgement,
): VerdictValue {
  const labels = calicoLabelsOf(judgement.pod, judgement.cluster);
  const { wanted = everything, unwanted = nothing } = selectorsOf(side, namespace);
  const isWanted = (of: Member["labels"]): boolean => wanted(of) && !unwanted(of);
  const says = wanted === everything ? unwanted : isWanted;
  const bySets = setsIn(judgement).some((set) => set.nets.length > 0 && says(set.labels));
  const byNets = listOf(side, "nets").length + listOf(side, "notNets").length > 0;
  if (!isWanted(labels)) return wanted !== everything && bySets ? "unknown" : "no";
  return byNets || (wanted === everything && bySets) ? "unknown" : "yes";
}

const everything: Selects = () => true;
const nothing: Selects = () => false;
