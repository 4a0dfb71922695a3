import type { JsonObject } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import {
  type KubernetesObject,
  namespaceOf,
  type ObjectReference,
} from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { allOf, type EndpointQuery, keyOfQuery } from "../endpoint-query.ts";
import {
  type Compilation,
  type CompiledPolicy,
  DIRECTIONS,
  type Direction,
  type PolicyProblem,
  type PolicyRule,
} from "../policy.ts";
import { type CalicoPlace, selectorAt } from "./calico-place.ts";
import { type CalicoRule, calicoRule } from "./calico-rules.ts";
import { type CalicoLabels, ofPods } from "./calico-selector.ts";
import { calicoObjects, calicoTier } from "./calico-tiers.ts";
import { validateCalico } from "./calico-validation.ts";
import { undecidablePolicy } from "./undecidable.ts";

/**
 * A NetworkPolicy or GlobalNetworkPolicy of Calico: api/pkg/apis/projectcalico/v3/{networkpolicy,globalnetworkpolicy}.go and
 * libcalico-go/lib/validator/v3 of projectcalico/calico. One that cannot be read is undecidable for all whom it may concern.
 */
export function compileCalicoPolicy(
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  snapshot: Snapshot,
): Compilation {
  const isGlobal = reference.kind === "GlobalNetworkPolicy";
  const namespace = isGlobal ? undefined : namespaceOf(reference);
  const at: CalicoPlace = { object: reference, namespace, snapshot, problems: [] };
  const spec = objectAt(object, "spec");
  validateCalico(object, at);
  const identity = { id, object: reference, family: "calico" } as const;
  // These hold for the interfaces of hosts alone.
  if (valueAt(spec, "doNotTrack") === true || valueAt(spec, "preDNAT") === true)
    return { policies: [], problems: [] };
  const within = withinOf(spec, at);
  const tierName = textAt(spec, "tier") || "default";
  const tier = calicoTier(tierName, snapshot);
  if (!tier) {
    const message = `the tier ${tierName} is not in the input or cannot be read, so that its place is not known`;
    at.problems.push({ object: reference, path: ["spec", "tier"], message });
  }
  const subject = allOf([within, workloadsOf(spec, at)]);
  const parts = tier ? partsOf(spec, { ...identity, tier, subject }, at) : [];
  const [problem] = at.problems;
  if (!problem) return { policies: parts, problems: hostProblems(isGlobal, at) };
  const { path, message } = problem;
  return {
    policies: [undecidablePolicy(identity, { path, reason: message }, within)],
    problems: at.problems,
  };
}

// A policy for everything is one for the hosts' own interfaces too, where Calico is told to guard these.
function hostProblems(isGlobal: boolean, { object, snapshot }: CalicoPlace): PolicyProblem[] {
  if (!isGlobal || calicoObjects(snapshot, "HostEndpoint").length === 0) return [];
  const message = "what it does to HostEndpoints is not evaluated";
  return [{ object, path: ["spec", "selector"], message }];
}

function withinOf(spec: JsonObject, at: CalicoPlace): EndpointQuery {
  if (at.namespace !== undefined)
    return { is: "in", attribute: "namespace", values: [at.namespace] };
  return ofPods(
    selectorAt({ holder: spec, path: ["spec"], field: "namespaceSelector" }, "namespace", at),
  );
}

function workloadsOf(spec: JsonObject, at: CalicoPlace): EndpointQuery {
  const selected = (field: string, labels: CalicoLabels): EndpointQuery =>
    ofPods(selectorAt({ holder: spec, path: ["spec"], field }, labels, at));
  return allOf([
    selected("selector", "workload"),
    selected("serviceAccountSelector", "serviceAccount"),
  ]);
}

interface Identity extends Pick<CompiledPolicy, "id" | "object" | "family" | "tier"> {
  readonly subject: EndpointQuery;
}

/**
 * A rule may say more of the side that the policy selects. Such rules and those between them become policies of their own,
 * which keep their order by their rank; the first part isolates what the policy selects.
 */
function partsOf(spec: JsonObject, identity: Identity, at: CalicoPlace): readonly CompiledPolicy[] {
  const { subject } = identity;
  const order = valueAt(spec, "order");
  const types = typesOf(spec);
  // All are read, also those of a direction that the policy leaves alone: what is wrong with them counts.
  const rules = DIRECTIONS.flatMap((direction) =>
    rulesOf(spec, direction, at).map((each) => ({ ...each, direction })),
  ).filter(({ direction }) => types.has(direction));
  const common = {
    ...identity,
    order: typeof order === "number" ? order : Number.MAX_VALUE,
    subject: { of: "pods", query: subject, path: ["spec", "selector"] },
  } as const;
  const rank = rankOf(spec, at);
  const whole = Object.fromEntries([...types].map((type) => [type, { isolates: true, rules: [] }]));
  return [
    { ...common, rank: `${rank}#${digits(0)}`, ...whole },
    ...grouped(rules).map(({ direction, own, group }, index) => ({
      ...common,
      id: `${identity.id}#${digits(index + 1)}`,
      rank: `${rank}#${digits(index + 1)}`,
      subject: { ...common.subject, query: allOf([subject, own]) },
      [direction]: { isolates: false, rules: group },
    })),
  ];
}

interface RuleGroup {
  readonly direction: Direction;
  readonly own: EndpointQuery;
  readonly group: readonly PolicyRule[];
}

/** Neighbours of one direction about the same endpoints. */
function grouped(
  rules: readonly (CalicoRule & { readonly direction: Direction })[],
): readonly RuleGroup[] {
  const groups: RuleGroup[] = [];
  for (const { direction, own, rule } of rules) {
    const last = groups.at(-1);
    const isSame = last?.direction === direction && keyOfQuery(last.own) === keyOfQuery(own);
    if (last && isSame) groups[groups.length - 1] = { ...last, group: [...last.group, rule] };
    else groups.push({ direction, own, group: [rule] });
  }
  return groups;
}

// Names of policies begin with that of their tier, written or not.
function rankOf(spec: JsonObject, { object }: CalicoPlace): string {
  const tier = textAt(spec, "tier") || "default";
  return object.name.startsWith(`${tier}.`) ? object.name : `${tier}.${object.name}`;
}

function digits(part: number): string {
  return String(part).padStart(5, "0");
}

function rulesOf(spec: JsonObject, direction: Direction, at: CalicoPlace): readonly CalicoRule[] {
  return listAt(spec, direction).flatMap((rule, index) =>
    calicoRule(rule, direction, ["spec", direction, index], at),
  );
}

// By the rules that are there where the policy does not say: Ingress unless it has egress rules alone.
function typesOf(spec: JsonObject): ReadonlySet<Direction> {
  const types = listAt(spec, "types");
  if (types.length === 0) {
    const hasIngress = listAt(spec, "ingress").length > 0;
    const hasEgress = listAt(spec, "egress").length > 0;
    const found: Direction[] = hasEgress ? ["egress"] : [];
    return new Set(hasIngress || !hasEgress ? [...found, "ingress"] : found);
  }
  return new Set(
    types.flatMap((type): Direction[] => {
      if (type === "Ingress") return ["ingress"];
      return type === "Egress" ? ["egress"] : [];
    }),
  );
}
