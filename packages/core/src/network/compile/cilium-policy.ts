import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, valueAt } from "../../kubernetes/json-fields.ts";
import {
  type KubernetesObject,
  namespaceOf,
  type ObjectReference,
} from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { allOf, type EndpointQuery, EVERY_ENDPOINT } from "../endpoint-query.ts";
import type {
  Compilation,
  CompiledPolicy,
  Direction,
  DirectionRules,
  PolicyRule,
  PolicySubject,
} from "../policy.ts";
import { DIRECTIONS } from "../policy.ts";
import { ciliumPeers, ofNodes } from "./cilium-peers.ts";
import { ciliumPorts } from "./cilium-ports.ts";
import { type CiliumPlace, ciliumSelector, reportCilium } from "./cilium-selector.ts";
import { validateCilium } from "./cilium-validation.ts";
import { NETWORK_POLICY_ORDER, NETWORK_POLICY_TIER } from "./tiers.ts";
import { undecidablePolicy } from "./undecidable.ts";

/** Before every rule that allows, whose policy it may be: what Cilium denies no policy allows. */
const DENY_ORDER = Number.MIN_SAFE_INTEGER;

/**
 * A CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy: pkg/policy/api/rule.go and pkg/policy/rule.go of cilium/cilium. Its
 * rules lie with those of NetworkPolicies: all that allow are taken together, and a deny wins over them. One that cannot be
 * read is undecidable for all whom it may concern.
 */
export function compileCiliumPolicy(
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  snapshot: Snapshot,
): Compilation {
  const isClusterwide = reference.kind === "CiliumClusterwideNetworkPolicy";
  const namespace = isClusterwide ? undefined : namespaceOf(reference);
  const at: CiliumPlace = { object: reference, namespace, snapshot, problems: [] };
  validateCilium(object, at);
  const spec = valueAt(object, "spec");
  const specs: (readonly [FieldPath, JsonValue])[] = [
    ...(spec === undefined ? [] : [[["spec"], spec] as const]),
    ...listAt(object, "specs").map((each, index) => [["specs", index], each] as const),
  ];
  const policies = specs.flatMap(([path, rule], index) =>
    policiesOf(rule, path, index === 0 ? id : `${id}#${index}`, at),
  );
  const [problem] = at.problems;
  if (!problem) return { policies, problems: [] };
  const identity = { id, object: reference, family: "cilium" } as const;
  return {
    policies: [
      undecidablePolicy(identity, { path: problem.path, reason: problem.message }, withinOf(at)),
    ],
    problems: at.problems,
  };
}

function withinOf({ namespace }: CiliumPlace): EndpointQuery {
  return namespace === undefined
    ? EVERY_ENDPOINT
    : { is: "in", attribute: "namespace", values: [namespace] };
}

function policiesOf(
  rule: JsonValue,
  path: FieldPath,
  id: string,
  at: CiliumPlace,
): readonly CompiledPolicy[] {
  const common = {
    object: at.object,
    family: "cilium",
    tier: NETWORK_POLICY_TIER,
    subject: subjectOf(rule, path, at),
  } as const;
  return [
    { ...common, id, order: NETWORK_POLICY_ORDER, ...directionsOf(rule, "allow", path, at) },
    { ...common, id: `${id}#deny`, order: DENY_ORDER, ...directionsOf(rule, "deny", path, at) },
  ].filter(({ ingress, egress }) => ingress ?? egress);
}

function subjectOf(rule: JsonValue, path: FieldPath, at: CiliumPlace): PolicySubject {
  const nodes = valueAt(rule, "nodeSelector");
  const field = nodes === undefined ? "endpointSelector" : "nodeSelector";
  const place = [...path, field];
  const written = valueAt(rule, field) ?? {};
  const selector = ciliumSelector(
    at.namespace === undefined ? written : inside(written),
    place,
    at,
  );
  if (selector.doubt !== undefined) reportCilium(at, place, selector.doubt);
  // What has a reserved label is no endpoint of a cluster's own.
  const { query } = selector;
  if (nodes !== undefined) return { of: "nodes", query: ofNodes(query), path: place };
  return { of: "pods", query: allOf([withinOf(at), query]), path: place };
}

/** The namespace of the policy takes the place of one that its endpointSelector names: `ParseToCiliumRule`. */
function inside(selector: JsonValue): JsonValue {
  const labels = objectAt(selector, "matchLabels");
  if (!isJsonObject(selector) || !Object.hasOwn(labels, OWN_NAMESPACE)) return selector;
  const matchLabels = Object.fromEntries(
    Object.entries(labels).filter(([key]) => key !== OWN_NAMESPACE),
  );
  return { ...selector, matchLabels };
}

const OWN_NAMESPACE = "k8s:io.kubernetes.pod.namespace";

function directionsOf(
  rule: JsonValue,
  action: "allow" | "deny",
  path: FieldPath,
  at: CiliumPlace,
): Pick<CompiledPolicy, Direction> {
  const found: Partial<Record<Direction, DirectionRules>> = {};
  for (const direction of DIRECTIONS) {
    const field = action === "allow" ? direction : `${direction}Deny`;
    const rules = listAt(rule, field).flatMap((each, index) =>
      ruleOf(each, { action, direction }, [...path, field, index], at),
    );
    const isolates = action === "allow" && isolatesBy(rule, direction);
    if (isolates || rules.length > 0) found[direction] = { isolates, rules };
  }
  return found;
}

// A direction is closed by its rules of either kind, unless the policy says otherwise: without rules what it says is of no use (`RulesToPolicyEntries` of pkg/policy/utils).
function isolatesBy(rule: JsonValue, direction: Direction): boolean {
  const hasRules = listAt(rule, direction).length + listAt(rule, `${direction}Deny`).length > 0;
  return hasRules && valueAt(rule, "enableDefaultDeny", direction) !== false;
}

function ruleOf(
  rule: JsonValue,
  { action, direction }: { readonly action: "allow" | "deny"; readonly direction: Direction },
  path: FieldPath,
  at: CiliumPlace,
): readonly PolicyRule[] {
  const peers = ciliumPeers(rule, direction, path, at);
  const toPorts = listAt(rule, "toPorts");
  // ICMP alone is of no port; a rule that names neither peers nor ports allows nothing.
  const isIcmp = toPorts.length === 0 && listAt(rule, "icmps").length > 0;
  if (isIcmp || (peers === undefined && toPorts.length === 0)) return [];
  const ports = ciliumPorts(toPorts, path, at);
  const does = action === "allow" ? "allows" : "denies";
  const message = `the rule ${does} it${hasRequestRules(toPorts) ? ", as far as the requests in it are allowed" : ""}`;
  return [{ action, peers: peers ?? "any", ports, evidence: { object: at.object, path, message } }];
}

function hasRequestRules(toPorts: readonly JsonValue[]): boolean {
  return toPorts.some((entry) => valueAt(entry, "rules") !== undefined);
}
