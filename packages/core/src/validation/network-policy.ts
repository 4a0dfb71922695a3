import type {
  IPBlock,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from "../kubernetes/api/types.ts";
import type { Decoded } from "./decoded.ts";
import { networkHas, parseNetwork, validateLegacyNetwork } from "./ip-address.ts";
import { validateLabelSelector } from "./labels.ts";
import { dnsSubdomainName, portNameProblem, portNumberProblem } from "./names.ts";
import { validateObjectMeta } from "./object-meta.ts";
import { type Place, quoted } from "./place.ts";

// Follows pkg/apis/networking/validation/validation.go and pkg/apis/networking/v1/defaults.go.

export const PROTOCOLS: readonly string[] = ["TCP", "UDP", "SCTP"];
const POLICY_TYPES = ["Ingress", "Egress"];

/** `ValidateNetworkPolicy`. */
export function validateNetworkPolicy(policy: Decoded<NetworkPolicy>, at: Place): void {
  const naming = { namespaced: true, name: dnsSubdomainName };
  validateObjectMeta(policy.metadata, naming, at.child("metadata"));
  validateSpec(policy.spec ?? {}, at.child("spec"));
}

function validateSpec(
  { podSelector, ingress = [], egress = [], policyTypes = [] }: Decoded<NetworkPolicySpec>,
  at: Place,
): void {
  validateLabelSelector(podSelector, at.child("podSelector"));
  for (const [index, { ports, from }] of ingress.entries()) {
    const ruleAt = at.child("ingress").index(index);
    validatePorts(ports, ruleAt.child("ports"));
    validatePeers(from, ruleAt.child("from"));
  }
  for (const [index, { ports, to }] of egress.entries()) {
    const ruleAt = at.child("egress").index(index);
    validatePorts(ports, ruleAt.child("ports"));
    validatePeers(to, ruleAt.child("to"));
  }
  if (policyTypes.length > 2) {
    at.child("policyTypes").invalid("may name two types at most");
    return;
  }
  for (const [index, type] of policyTypes.entries()) {
    at.child("policyTypes").index(index).among(type, POLICY_TYPES);
  }
}

function validatePorts(ports: readonly Decoded<NetworkPolicyPort>[] = [], at: Place): void {
  for (const [index, port] of ports.entries()) validatePort(port, at.index(index));
}

// A protocol that is written as "" is not defaulted: the field is a pointer.
function validatePort({ protocol, port, endPort }: Decoded<NetworkPolicyPort>, at: Place): void {
  if (protocol !== undefined) at.child("protocol").among(protocol, PROTOCOLS);
  if (typeof port === "number") {
    at.child("port").judge(port, portNumberProblem(port));
    if (endPort !== undefined) validateEndPort(endPort, port, at.child("endPort"));
    return;
  }
  if (endPort !== undefined) at.child("endPort").invalid("may only be set beside a port's number");
  if (port !== undefined) at.child("port").judge(port, portNameProblem(port));
}

function validateEndPort(endPort: number, port: number, at: Place): void {
  if (endPort < port) at.invalid(`${endPort} is less than port`);
  else at.judge(endPort, portNumberProblem(endPort));
}

function validatePeers(peers: readonly Decoded<NetworkPolicyPeer>[] = [], at: Place): void {
  for (const [index, peer] of peers.entries()) validatePeer(peer, at.index(index));
}

function validatePeer(
  { podSelector, namespaceSelector, ipBlock }: Decoded<NetworkPolicyPeer>,
  at: Place,
): void {
  const hasSelector = podSelector !== undefined || namespaceSelector !== undefined;
  validateLabelSelector(podSelector, at.child("podSelector"));
  validateLabelSelector(namespaceSelector, at.child("namespaceSelector"));
  if (ipBlock === undefined) {
    if (!hasSelector) at.required("must have podSelector, namespaceSelector or ipBlock");
    return;
  }
  validateIpBlock(ipBlock, at.child("ipBlock"));
  if (hasSelector) at.forbidden("may not have ipBlock and a selector");
}

function validateIpBlock({ cidr = "", except = [] }: Decoded<IPBlock>, at: Place): void {
  if (cidr === "") {
    at.child("cidr").required();
    return;
  }
  validateLegacyNetwork(cidr, at.child("cidr"));
  const network = parseNetwork(cidr);
  if (network === undefined) return;
  for (const [index, text] of except.entries()) {
    const exceptAt = at.child("except").index(index);
    validateLegacyNetwork(text, exceptAt);
    const hole = parseNetwork(text);
    if (hole === undefined) continue;
    if (!networkHas(network, hole) || network.prefix >= hole.prefix) {
      exceptAt.invalid(`${quoted(text)} is no proper part of cidr`);
    }
  }
}
