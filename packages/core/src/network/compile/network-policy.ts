import type {
  IPBlock,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from "../../kubernetes/api/types.ts";
import { decodeStructure } from "../../kubernetes/decode.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import {
  type KubernetesObject,
  namespaceOf,
  type ObjectReference,
} from "../../kubernetes/object.ts";
import { containsRange, parseCidr, rangesWithout } from "../addresses.ts";
import { allOf, type EndpointQuery, queryOfSelector } from "../endpoint-query.ts";
import type {
  Compilation,
  Direction,
  DirectionRules,
  Peer,
  PolicyProblem,
  PolicyRule,
} from "../policy.ts";
import { isPortNumber, isProtocol, LAST_PORT, type NamedPort, type PortRange } from "../ports.ts";
import { NETWORK_POLICY_ORDER, NETWORK_POLICY_TIER } from "./tiers.ts";
import { undecidablePolicy } from "./undecidable.ts";

/**
 * A NetworkPolicy of networking.k8s.io/v1, as the comments of k8s.io/api/networking/v1/types.go and the validation of
 * k8s.io/kubernetes/pkg/apis/networking/validation have it. One that the API server would refuse is undecidable for its
 * whole namespace: what becomes of it nobody knows.
 */
export function compileNetworkPolicy(
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
): Compilation {
  const namespace = namespaceOf(reference);
  const within: EndpointQuery = { is: "in", attribute: "namespace", values: [namespace] };
  const { value: spec, problems: undecoded } = decodeStructure(
    "NetworkPolicySpec",
    valueAt(object, "spec") ?? {},
  );
  const at: Place = { object: reference, within, problems: [] };
  for (const { kind, path, message } of undecoded)
    if (kind === "wrong-type") report(at, ["spec", ...path], message);
  const types = policyTypesOf(spec, at);
  const subject = podsOf(spec.podSelector ?? {}, "label", ["spec", "podSelector"], at);
  const directions = {
    ingress: rulesOf("ingress", types, spec, at),
    egress: rulesOf("egress", types, spec, at),
  };
  const [problem] = at.problems;
  if (problem) {
    const { path, message } = problem;
    const reason = `the API server rejects the policy: ${message}`;
    return {
      policies: [
        undecidablePolicy(
          { id, object: reference, family: "NetworkPolicy" },
          { path, reason },
          within,
        ),
      ],
      problems: at.problems,
    };
  }
  return {
    policies: [
      {
        id,
        object: reference,
        family: "NetworkPolicy",
        tier: NETWORK_POLICY_TIER,
        order: NETWORK_POLICY_ORDER,
        // As Calico names it among its own.
        rank: `knp.default.${reference.name}`,
        subject: { of: "pods", query: allOf([within, subject]), path: ["spec", "podSelector"] },
        ...(directions.ingress && { ingress: directions.ingress }),
        ...(directions.egress && { egress: directions.egress }),
      },
    ],
    problems: [],
  };
}

interface Place {
  readonly object: ObjectReference;
  /** The policy's own namespace. */
  readonly within: EndpointQuery;
  readonly problems: PolicyProblem[];
}

function report({ object, problems }: Place, path: FieldPath, message: string): void {
  problems.push({ object, path, message });
}

// As the API server defaults it: Ingress always, Egress where there is an egress rule.
function policyTypesOf(spec: NetworkPolicySpec, at: Place): ReadonlySet<string> {
  const { policyTypes = [], egress = [] } = spec;
  if (policyTypes.length === 0)
    return new Set(egress.length > 0 ? ["Ingress", "Egress"] : ["Ingress"]);
  for (const [index, type] of policyTypes.entries())
    if (type !== "Ingress" && type !== "Egress")
      report(at, ["spec", "policyTypes", index], "a policy type is Ingress or Egress");
  if (policyTypes.length > 2) report(at, ["spec", "policyTypes"], "there are two policy types");
  return new Set(policyTypes);
}

// Rules of a direction that the policy types leave out are validated and have no effect.
function rulesOf(
  direction: Direction,
  types: ReadonlySet<string>,
  spec: NetworkPolicySpec,
  at: Place,
): DirectionRules | undefined {
  const rules =
    direction === "ingress"
      ? (spec.ingress ?? []).map(({ from, ports }, index) =>
          ruleOf({ peers: from, ports }, ["spec", "ingress", index], "from", at),
        )
      : (spec.egress ?? []).map(({ to, ports }, index) =>
          ruleOf({ peers: to, ports }, ["spec", "egress", index], "to", at),
        );
  const type = direction === "ingress" ? "Ingress" : "Egress";
  return types.has(type) ? { isolates: true, rules } : undefined;
}

interface Rule {
  readonly peers: readonly NetworkPolicyPeer[] | undefined;
  readonly ports: readonly NetworkPolicyPort[] | undefined;
}

// No peers are everybody, no ports are all ports of all protocols.
function ruleOf(
  { peers = [], ports = [] }: Rule,
  path: FieldPath,
  list: "from" | "to",
  at: Place,
): PolicyRule {
  const allowed = peers.flatMap((peer, index) => peerOf(peer, [...path, list, index], at));
  const numbers = ports.flatMap((port, index) => portOf(port, [...path, "ports", index], at));
  return {
    action: "allow",
    peers: peers.length === 0 ? "any" : allowed,
    ports: ports.length === 0 ? "all" : numbers,
    evidence: { object: at.object, path, message: "the rule allows it" },
  };
}

function peerOf(peer: NetworkPolicyPeer, path: FieldPath, at: Place): Peer[] {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (ipBlock) {
    if (podSelector || namespaceSelector)
      report(at, path, "a peer with an ipBlock has no other fields");
    return addressesOf(ipBlock, [...path, "ipBlock"], at);
  }
  if (!podSelector && !namespaceSelector) {
    report(at, path, "a peer has a podSelector, a namespaceSelector or an ipBlock");
    return [];
  }
  const namespaces = namespaceSelector
    ? podsOf(namespaceSelector, "namespaceLabel", [...path, "namespaceSelector"], at)
    : at.within;
  const pods = podsOf(podSelector ?? {}, "label", [...path, "podSelector"], at);
  return [{ kind: "pods", query: allOf([namespaces, pods]) }];
}

function podsOf(
  selector: Parameters<typeof queryOfSelector>[0],
  of: "label" | "namespaceLabel",
  path: FieldPath,
  at: Place,
): EndpointQuery {
  const { query, problems } = queryOfSelector(selector, of);
  for (const problem of problems) report(at, [...path, ...problem.path], problem.message);
  return query;
}

// A decoded ipBlock may lack what the API requires.
function addressesOf({ cidr = "", except = [] }: IPBlock, path: FieldPath, at: Place): Peer[] {
  const block = parseCidr(cidr);
  if (!block) {
    report(at, [...path, "cidr"], "the cidr is no range of addresses such as 10.0.0.0/8");
    return [];
  }
  const holes = except.flatMap((text, index) => {
    const hole = parseCidr(text);
    if (hole && containsRange(block, hole) && hole.last - hole.first < block.last - block.first)
      return [hole];
    report(at, [...path, "except", index], "what is excepted is no smaller range within the cidr");
    return [];
  });
  return [{ kind: "addresses", ranges: rangesWithout(block, holes), pods: true }];
}

function portOf(
  { port, endPort, protocol: written }: NetworkPolicyPort,
  path: FieldPath,
  at: Place,
): (PortRange | NamedPort)[] {
  // A pointer in the API: an empty one is no absent one, and refused.
  const protocol = written === undefined ? "TCP" : written;
  if (!isProtocol(protocol)) {
    report(at, [...path, "protocol"], "the protocol is TCP, UDP or SCTP");
    return [];
  }
  const isNumber = typeof port === "number";
  if (endPort !== undefined && !isNumber)
    report(at, [...path, "endPort"], "endPort needs a port that is a number");
  if (port === undefined) return [{ protocol, from: 1, to: LAST_PORT }];
  if (isNumber)
    return rangeOf(port, endPort ?? port, path, at).map((range) => ({ protocol, ...range }));
  if (!PORT_NAME.test(port))
    report(at, [...path, "port"], "the name of a port is at most 15 letters, digits and dashes");
  return [{ name: port, protocol }];
}

// As IsValidPortName: an IANA service name.
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;

function rangeOf(
  from: number,
  to: number,
  path: FieldPath,
  at: Place,
): { readonly from: number; readonly to: number }[] {
  if (!isPortNumber(from)) report(at, [...path, "port"], `a port is 1 to ${LAST_PORT}`);
  else if (!isPortNumber(to) || to < from)
    report(at, [...path, "endPort"], "endPort is a port that is not below port");
  else return [{ from, to }];
  return [];
}
