import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, valueAt, valueAtPath } from "../../kubernetes/json-fields.ts";
import { namespaceOf } from "../../kubernetes/object.ts";
import {
  type AddressRange,
  containsRange,
  formatAddress,
  formatRange,
  overlaps,
  parseAddress,
  parseCidr,
  rangesWithout,
} from "../addresses.ts";
import { nameOfWorkload } from "../endpoint.ts";
import type { NetworkAnalysis } from "../model.ts";
import type { CompiledPolicy, Direction, PolicyRule } from "../policy.ts";
import type { Reachability } from "../reachability.ts";
import { pathOfPeer } from "./peers.ts";
import type { NetworkRemark } from "./remark.ts";

/** What of the cluster has addresses. */
export interface ClusterAddresses {
  readonly pods: readonly { readonly range: AddressRange; readonly name: string }[];
  readonly services: readonly { readonly range: AddressRange; readonly name: string }[];
}

export function clusterAddressesOf({
  snapshot,
  endpoints,
  possibilities: [first],
}: NetworkAnalysis): ClusterAddresses {
  const ranges = (first?.reachability.universe.settings.podRanges ?? []).map((range) => ({
    range,
    name: `of pods, ${formatRange(range)}`,
  }));
  const pods = endpoints
    .filter(({ kind, hostNetwork }) => kind === "pod" && !hostNetwork)
    .flatMap(({ addresses, workload }) =>
      addresses.map(({ family, value }) => ({
        range: { family, first: value, last: value },
        name: `of ${nameOfWorkload(workload)}, ${formatAddress({ family, value })}`,
      })),
    );
  const services = snapshot.ofKind("", "Service").flatMap(({ object, reference }) =>
    [valueAt(object, "spec", "clusterIP"), ...listAt(object, "spec", "clusterIPs")].flatMap(
      (text) => {
        const address = typeof text === "string" ? parseAddress(text) : undefined;
        if (!address) return [];
        const { family, value } = address;
        const title = `Service ${namespaceOf(reference)}/${reference.name}`;
        return [
          {
            range: { family, first: value, last: value },
            name: `of ${title}, ${formatAddress(address)}`,
          },
        ];
      },
    ),
  );
  return { pods: [...ranges, ...pods], services };
}

/** Ranges of addresses that cover those of pods or Services; the whole of a family is meant so. */
export function* coveringBlocks(
  policy: CompiledPolicy,
  direction: Direction,
  rule: PolicyRule,
  { pods, services }: ClusterAddresses,
): Generator<NetworkRemark> {
  for (const [index, peer] of (rule.peers === "any" ? [] : rule.peers).entries()) {
    if (peer.kind !== "addresses") continue;
    const path = pathOfPeer(policy, rule, direction, index);
    const covers = ({ range }: { readonly range: AddressRange }): boolean =>
      peer.ranges.some((each) => overlaps(each, range));
    const pod = pods.find(covers);
    const service = services.find(covers);
    const common = { object: policy.object, path } as const;
    if (pod)
      yield {
        ...common,
        rule: "ip-block-covers-pods",
        level: "info",
        message: `the range covers addresses ${pod.name}: network plugins differ in whether it matches them`,
      };
    if (service)
      yield {
        ...common,
        rule: "ip-block-covers-services",
        level: "info",
        message: `the range covers the address ${service.name}: policies see the pods behind a Service, not its address`,
      };
  }
}

/** What is excepted from a range although another peer or rule allows it, or although it lies in another exception. */
export function* uselessExceptions(
  policy: CompiledPolicy,
  direction: Direction,
  rule: PolicyRule,
  {
    object,
    reachabilities,
  }: {
    readonly object: JsonValue;
    readonly reachabilities: readonly Reachability[];
  },
): Generator<NetworkRemark> {
  if (policy.family !== "NetworkPolicy" || rule.peers === "any") return;
  const list = direction === "ingress" ? "from" : "to";
  for (const [index, peer] of listAt(valueAtPath(object, rule.evidence.path), list).entries()) {
    const cidr = valueAt(peer, "ipBlock", "cidr");
    const block = typeof cidr === "string" ? parseCidr(cidr) : undefined;
    if (!block) continue;
    const holes = listAt(peer, "ipBlock", "except").flatMap((text) =>
      typeof text === "string" ? (parseCidr(text) ?? []) : [],
    );
    for (const [position, hole] of holes.entries()) {
      const others = holes.filter((_, other) => other !== position);
      const within = others.some(
        (other, at) => containsRange(other, hole) && (!containsRange(hole, other) || at < position),
      );
      const changed = withRanges(policy, direction, rule, {
        index,
        ranges: rangesWithout(block, others),
      });
      if (!within && !reachabilities.every((each) => isAlike(each, policy, changed))) continue;
      yield withoutEffect(
        policy,
        [...rule.evidence.path, list, index, "ipBlock", "except", position],
        within,
      );
    }
  }
}

function withoutEffect(
  { object }: CompiledPolicy,
  path: FieldPath,
  within: boolean,
): NetworkRemark {
  return {
    rule: "except-without-effect",
    level: "warning",
    object,
    path,
    message: within
      ? "another exception covers what is excepted"
      : "what is excepted is allowed all the same, by another peer, rule or policy",
  };
}

function withRanges(
  policy: CompiledPolicy,
  direction: Direction,
  rule: PolicyRule,
  { index, ranges }: { readonly index: number; readonly ranges: readonly AddressRange[] },
): CompiledPolicy {
  const rules = policy[direction];
  if (!rules || rule.peers === "any") return policy;
  const peers = rule.peers.map((peer, at) =>
    at === index && peer.kind === "addresses" ? { ...peer, ranges } : peer,
  );
  const replaced = rules.rules.map((each) => (each === rule ? { ...each, peers } : each));
  return { ...policy, [direction]: { ...rules, rules: replaced } };
}

// A policy that selects nothing changes nothing, whatever it says.
function isAlike(before: Reachability, policy: CompiledPolicy, changed: CompiledPolicy): boolean {
  const { universe } = before;
  const after = before.withPolicies({ added: [changed] });
  if (after.changed === "everything") return false;
  const subjects = (["ingress", "egress"] as const).flatMap((direction) =>
    after.changed === "everything"
      ? []
      : after.changed[direction]
          .filter((index) => before.policiesOf(direction, index).includes(policy))
          .map((index) => ({ direction, index })),
  );
  const peers = Array.from({ length: universe.size }, (_, peer) => peer);
  return (
    subjects.length > 0 &&
    subjects.every(({ direction, index }) =>
      peers.every((peer) => {
        const one = before.oneSide(direction, index, peer);
        const other = after.reachability.oneSide(direction, index, peer);
        return one.sure === other.sure && one.possible === other.possible;
      }),
    )
  );
}
