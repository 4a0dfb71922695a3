import type { JsonValue } from "../../src/kubernetes/json.ts";
import { at, itemsAt, textAt, textsAt } from "../reference-json.ts";
import type { TestClusterPolicy, TestPluginPolicy, TestPod } from "./cluster.ts";
import {
  type Answer,
  isolatingPolicies,
  type Judgement,
  policyAllows,
  tierDecides,
} from "./per-packet.ts";
import { ruleMatches } from "./per-packet-calico-rules.ts";
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
  readonly matches: Answer;
}

export function passesCalico(judgement: Judgement): Answer {
  const { cluster, pod } = judgement;
  const policies = cluster.plugin?.policies ?? [];
  if (policies.some((policy) => policy.refused && isWithin(policy.object, pod, judgement)))
    return "unknown";
  const outcomes = new Set<Answer>();
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
function decide(rules: readonly Step[], end: Tier["end"], outcomes: Set<Answer>): boolean {
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
      const name = textAt(tier, "metadata.name");
      const order = at(tier, "spec.order");
      return {
        name,
        order: typeof order === "number" ? order : Number.POSITIVE_INFINITY,
        end: textAt(tier, "spec.defaultAction") === "Pass" ? "pass" : "deny",
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
        (textAt(policy.object, "spec.tier") || "default") === tier &&
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
  const order = at(object, "spec.order");
  const name = textAt(object, "metadata.name");
  const tier = textAt(object, "spec.tier") || "default";
  return {
    order: typeof order === "number" ? order : Number.POSITIVE_INFINITY,
    name: name.startsWith(`${tier}.`) ? name : `${tier}.${name}`,
    rules: itemsAt(object, `spec.${judgement.direction}`).map((rule) => ({
      action: textAt(rule, "action"),
      matches: ruleMatches(rule, namespaceOf(object), judgement),
    })),
  };
}

function namespaceOf(object: JsonValue): string | undefined {
  if (textAt(object, "kind") === "GlobalNetworkPolicy") return undefined;
  return textAt(object, "metadata.namespace");
}

function isWithin(object: JsonValue, pod: TestPod, { cluster }: Judgement): boolean {
  const namespace = namespaceOf(object);
  if (namespace !== undefined) return pod.namespace === namespace;
  const selector = textAt(object, "spec.namespaceSelector");
  return selector === "" || calicoSelects(selector, calicoLabelsOf(pod, cluster), "pcns.");
}

function isAbout({ object }: TestPluginPolicy, judgement: Judgement): boolean {
  const { pod, cluster, direction } = judgement;
  const labels = calicoLabelsOf(pod, cluster);
  const selector = textAt(object, "spec.selector");
  const accounts = textAt(object, "spec.serviceAccountSelector");
  return (
    at(object, "spec.doNotTrack") !== true &&
    isWithin(object, pod, judgement) &&
    (selector === "" || calicoSelects(selector, labels)) &&
    (accounts === "" || calicoSelects(accounts, labels, "pcsa.")) &&
    directionsOf(object).includes(direction)
  );
}

function directionsOf(object: JsonValue): readonly string[] {
  const types = textsAt(object, "spec.types");
  if (types.length > 0) return types.map((type) => type.toLowerCase());
  if (itemsAt(object, "spec.egress").length === 0) return ["ingress"];
  return itemsAt(object, "spec.ingress").length === 0 ? ["egress"] : ["ingress", "egress"];
}
