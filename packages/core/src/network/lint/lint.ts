import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt } from "../../kubernetes/json-fields.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { ownersView } from "../../snapshot/views.ts";
import { isEmpty } from "../bits.ts";
import type { CniName } from "../cni-names.ts";
import type { NetworkAnalysis } from "../model.ts";
import {
  type CompiledPolicy,
  DIRECTIONS,
  type Direction,
  type Peer,
  type PolicyRule,
} from "../policy.ts";
import type { Reachability } from "../reachability.ts";
import { clusterAddressesOf, coveringBlocks, uselessExceptions } from "./addresses.ts";
import { dangerousRules } from "./danger.ts";
import { emptyPeers, levelOf, splitPeers } from "./peers.ts";
import { unservedPorts } from "./ports.ts";
import { redundancyRemarksOf } from "./redundant.ts";
import type { NetworkRemark } from "./remark.ts";

/** Everything there is to remark on the network policies of a cluster, in the order of the input. */
export function lintNetwork(analysis: NetworkAnalysis): readonly NetworkRemark[] {
  const order = new Map(
    analysis.snapshot.objects.map(({ reference }, index) => [reference, index]),
  );
  const remarks = [...policyRemarksOf(analysis), ...redundancyRemarksOf(analysis)];
  return remarks.toSorted((a, b) => (order.get(a.object) ?? -1) - (order.get(b.object) ?? -1));
}

/** The same without what is redundant, which takes the engine longer. */
export function policyRemarksOf(analysis: NetworkAnalysis): readonly NetworkRemark[] {
  const [first] = analysis.possibilities;
  if (!first) return [];
  const { reachability } = first;
  const addresses = clusterAddressesOf(analysis);
  const objects = new Map(
    analysis.snapshot.viewed(ownersView).map((entry) => [entry.reference, entry]),
  );
  const undecided = new Set(analysis.problems.map(({ object }) => object));
  const reachabilities = analysis.possibilities.map((each) => each.reachability);
  const remarks: NetworkRemark[] = [...problemsOf(analysis)];
  for (const policy of reachability.policies) {
    const entry = objects.get(policy.object);
    if (!entry || undecided.has(policy.object)) continue;
    const context = {
      plugin: analysis.profile.value.name,
      entry,
      reachability,
      reachabilities,
      addresses,
      snapshot: analysis.snapshot,
    } as const;
    remarks.push(...remarksOn(policy, context));
  }
  return [...remarks, ...dangerousRules(reachability, analysis)];
}

interface RuleContext {
  readonly plugin: CniName;
  readonly snapshot: Snapshot;
  readonly entry: SnapshotObject;
  readonly reachability: Reachability;
  readonly reachabilities: readonly Reachability[];
  readonly addresses: ReturnType<typeof clusterAddressesOf>;
}

function* remarksOn(policy: CompiledPolicy, context: RuleContext): Generator<NetworkRemark> {
  yield* withoutEffect(policy, context);
  yield* emptySubject(policy, context);
  for (const direction of DIRECTIONS)
    for (const rule of policy[direction]?.rules ?? [])
      if (rule.action === "allow") yield* ruleRemarks(policy, direction, rule, context);
}

function* ruleRemarks(
  policy: CompiledPolicy,
  direction: Direction,
  rule: PolicyRule,
  { entry: { object }, reachability, reachabilities, addresses, snapshot }: RuleContext,
): Generator<NetworkRemark> {
  yield* openRule(policy, direction, rule);
  yield* emptyPeers(policy, direction, rule, { ...reachability, snapshot });
  yield* splitPeers(policy, direction, rule, { object, ...reachability });
  yield* coveringBlocks(policy, direction, rule, addresses);
  yield* uselessExceptions(policy, direction, rule, { object, reachabilities });
  yield* unservedPorts(policy, direction, rule, reachability);
}

function* problemsOf({ problems, unenforced, profile }: NetworkAnalysis): Generator<NetworkRemark> {
  for (const { object, path, message } of problems)
    yield { rule: "invalid", level: "warning", object, path, message };
  const objects = new Set(unenforced.map(({ object }) => object));
  const { name } = profile.value;
  for (const object of objects)
    yield {
      rule: "unenforced",
      level: "warning",
      object,
      path: ["spec"],
      message:
        name === "unenforced"
          ? "no network plugin enforces the policy"
          : `the network plugin ${name} does not enforce the policy`,
    };
}

function* emptySubject(
  { object, subject }: CompiledPolicy,
  { reachability: { universe }, snapshot }: RuleContext,
): Generator<NetworkRemark> {
  const selected = universe.select(subject.of === "pods" ? "pod" : "host", subject.query);
  if (isEmpty(selected))
    yield {
      rule: "selects-nothing",
      level: levelOf(subject, snapshot),
      object,
      path: subject.path,
      message: `the policy selects no ${subject.of === "pods" ? "pod" : "node"} of the input`,
    };
}

const TYPES = [
  ["ingress", "Ingress"],
  ["egress", "Egress"],
] as const;

// `ParseNetworkPolicy` of pkg/k8s/network_policy.go of cilium/cilium (1.20.2) takes rules whatever policyTypes says.
function* withoutEffect(
  policy: CompiledPolicy,
  { entry: { object }, plugin }: RuleContext,
): Generator<NetworkRemark> {
  if (policy.family !== "NetworkPolicy") return;
  const types = listAt(object, "spec", "policyTypes");
  for (const [direction, type] of TYPES) {
    if (types.length === 0 || types.includes(type) || !hasRules(object, direction)) continue;
    yield {
      rule: "rules-without-effect",
      level: "warning",
      object: policy.object,
      path: ["spec", direction],
      message: `the rules for ${direction} have no effect${plugin === "cilium" ? " but with Cilium, by a fault of it" : ""}: policyTypes does not name ${type}`,
    };
  }
}

function hasRules(object: JsonValue, direction: Direction): boolean {
  return listAt(object, "spec", direction).length > 0;
}

function* openRule(
  { object }: CompiledPolicy,
  direction: Direction,
  { peers, ports, evidence }: PolicyRule,
): Generator<NetworkRemark> {
  if (ports !== "all" || (peers !== "any" && !peers.some(isEveryAddress))) return;
  yield {
    rule: "allows-everything",
    level: "warning",
    object,
    path: evidence.path,
    message: `the rule allows ${direction === "ingress" ? "every source on every port" : "every destination on every port"}`,
  };
}

function isEveryAddress(peer: Peer): boolean {
  return (
    peer.kind === "addresses" &&
    peer.ranges.some(
      ({ family, first, last }) =>
        first === 0n && last === (1n << (family === 4 ? 32n : 128n)) - 1n,
    )
  );
}
