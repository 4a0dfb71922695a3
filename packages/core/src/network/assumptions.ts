import { distinguishedBy } from "./distinguished.ts";
import { type NamedPortsOf, type NetworkEndpoint, namedPortsOf } from "./endpoint.ts";
import { type Attribute, collectAttributes } from "./endpoint-query.ts";
import type { NetworkAnalysis, Party } from "./model.ts";
import { peersOfParty } from "./party.ts";
import {
  type CompiledPolicy,
  DIRECTIONS,
  type Direction,
  type Peer,
  peersWithin,
} from "./policy.ts";

/** What verdicts about a cluster's network rest on beyond its objects, a whole sentence each. */
export function networkAssumptionsOf(analysis: NetworkAnalysis): readonly string[] {
  const policies = [
    ...(analysis.possibilities[0]?.reachability.policies ?? []),
    ...analysis.unenforced,
  ];
  const namespaces = new Set(analysis.endpoints.map(({ workload }) => workload.namespace));
  return [
    ...assumptionsAbout(analysis, policies, namespaces),
    ...aboutHiddenLabels(analysis, analysis.endpoints),
  ];
}

/** The same, as far as a connection between two parties rests on it. */
export function assumptionsBetween(
  analysis: NetworkAnalysis,
  source: Party,
  destination: Party,
): readonly string[] {
  const policies = new Set([
    ...policiesAt(analysis, "egress", source),
    ...policiesAt(analysis, "ingress", destination),
  ]);
  const namespaces = [source, destination].flatMap((party) =>
    party.kind === "endpoint" ? [party.endpoint.workload.namespace] : [],
  );
  const endpoints = [source, destination].flatMap((party) =>
    party.kind === "endpoint" ? [party.endpoint] : [],
  );
  return [
    ...assumptionsAbout(analysis, [...policies], new Set(namespaces)),
    ...aboutHiddenLabels(analysis, endpoints),
  ];
}

function policiesAt(
  { possibilities, ifEnforced }: NetworkAnalysis,
  direction: Direction,
  party: Party,
): readonly CompiledPolicy[] {
  if (party.kind !== "endpoint") return [];
  return (ifEnforced ?? possibilities).flatMap((possibility) =>
    peersOfParty(possibility, party).flatMap((index) =>
      possibility.reachability.policiesOf(direction, index),
    ),
  );
}

function assumptionsAbout(
  analysis: NetworkAnalysis,
  policies: readonly CompiledPolicy[],
  namespaces: ReadonlySet<string>,
): readonly string[] {
  if (policies.length === 0) return [...aboutOtherNetworks(analysis)];
  return [
    ...aboutPlugin(analysis, policies),
    ...aboutAddresses(analysis, policies),
    ...aboutNamedPorts(analysis, policies),
    ...aboutPossibilities(analysis),
    ...aboutNamespaces(analysis, policies, namespaces),
    ...aboutOtherNetworks(analysis),
  ];
}

function* aboutPlugin(
  { profile, unenforced }: NetworkAnalysis,
  policies: readonly CompiledPolicy[],
): Generator<string> {
  const { value, known } = profile;
  if (known === "defaulted")
    yield "Nothing shows which network plugin the cluster has: policies are taken to be enforced as the Kubernetes API describes them.";
  const without = unenforced.filter((policy) => policies.includes(policy));
  const kinds = [...new Set(without.map(({ object }) => object.kind))];
  if (kinds.length === 0) return;
  yield value.name === "unenforced"
    ? `No network plugin enforces policies here: each ${kinds.join(", ")} is without effect.`
    : `The network plugin ${value.name} does not enforce ${kinds.join(", ")}: they are without effect.`;
}

function* aboutAddresses(
  { profile, settings, possibilities: [first] }: NetworkAnalysis,
  policies: readonly CompiledPolicy[],
): Generator<string> {
  if (!peersIn(policies).some(({ kind }) => kind === "addresses")) return;
  const matches = first?.reachability.universe.settings.ipBlocksMatchPods === true;
  if (settings.ipBlocksMatchPods === undefined && profile.known === "defaulted")
    yield `Ranges of addresses in policies are taken to match ${matches ? "pods too, by their addresses" : "no pods"}; network plugins differ in this.`;
}

const NAMED_PORTS: Readonly<Record<NamedPortsOf, string>> = {
  containers: "those of spec.containers alone",
  "init-containers-too": "those of every init container too",
  "last-of-containers": "those of spec.containers alone, the last where a name is there twice",
};

function* aboutNamedPorts(
  { profile: { value, known }, endpoints }: NetworkAnalysis,
  policies: readonly CompiledPolicy[],
): Generator<string> {
  const { portNames } = distinguishedBy(policies);
  if (portNames.size === 0) return;
  const textOf = (endpoint: NetworkEndpoint, of: NamedPortsOf): string =>
    JSON.stringify(namedPortsOf(endpoint, of).filter(({ name }) => portNames.has(name)));
  const differs = endpoints.some(
    (endpoint) => new Set(NAMED_PORTS_OF.map((of) => textOf(endpoint, of))).size > 1,
  );
  if (!differs) return;
  const who = known === "defaulted" ? "network plugins differ in this" : `${value.name} has it so`;
  yield `Ports that policies name are taken to be ${NAMED_PORTS[value.namedPorts]}; ${who}.`;
}

const NAMED_PORTS_OF = ["containers", "init-containers-too", "last-of-containers"] as const;

/** Labels that policies ask for, that these endpoints have and that the network plugin does not let policies see. */
function* aboutHiddenLabels(
  { profile: { value }, possibilities: [first] }: NetworkAnalysis,
  endpoints: readonly NetworkEndpoint[],
): Generator<string> {
  const { labelFilter } = value;
  if (!labelFilter || !first) return;
  const read = first.reachability.universe.hidden;
  const has = (attribute: Attribute): boolean =>
    endpoints.some((endpoint) => hasLabel(endpoint, attribute));
  const keys = [...read].filter(has).map(keyOfAttribute);
  const by = labelFilter.isDefault ? "its default filter" : "its filter of labels";
  if (keys.length > 0)
    yield `Policies see pods as if they had no label ${[...new Set(keys)].sort().join(", ")}: Cilium leaves it out by ${by}, which its option labels changes.`;
  if (labelFilter.unread.length > 0)
    yield `Patterns of Cilium's option labels are not evaluated: ${labelFilter.unread.join(", ")}.`;
}

function keyOfAttribute(attribute: Attribute): string {
  return attribute.slice(attribute.indexOf(":") + 1);
}

function hasLabel(
  { labels, namespaceLabels, varying = [] }: NetworkEndpoint,
  attribute: Attribute,
): boolean {
  const key = keyOfAttribute(attribute);
  if (!attribute.startsWith("label:")) return Object.hasOwn(namespaceLabels, key);
  return Object.hasOwn(labels, key) || varying.some(({ keys }) => keys.includes(key));
}

function* aboutPossibilities({ possibilities }: NetworkAnalysis): Generator<string> {
  if (possibilities.some(({ elsewhere }) => elsewhere === true))
    yield "Some pods or policies name no namespace, and nothing says where they are applied: what depends on it is unknown.";
  if (new Set(possibilities.map(({ hostNetworkPods }) => hostNetworkPods)).size > 1)
    yield "Whether policies see pods on the host's network as pods is left to the network plugin: what depends on it is unknown.";
}

function* aboutNamespaces(
  { snapshot }: NetworkAnalysis,
  policies: readonly CompiledPolicy[],
  namespaces: ReadonlySet<string>,
): Generator<string> {
  const attributes = new Set<Attribute>();
  for (const { subject } of policies) collectAttributes(subject.query, attributes);
  for (const peer of peersIn(policies))
    if (peer.kind === "pods") collectAttributes(peer.query, attributes);
  const reads = [...attributes].some(
    (attribute) =>
      attribute.startsWith("namespaceLabel:") &&
      attribute !== "namespaceLabel:kubernetes.io/metadata.name",
  );
  if (!reads) return;
  const known = new Set(snapshot.ofKind("", "Namespace").map(({ reference }) => reference.name));
  const absent = [...namespaces].filter((name) => name !== "" && !known.has(name)).sort();
  if (absent.length > 0)
    yield `Namespaces without an object in the input are taken to have no labels but their name: ${absent.join(", ")}.`;
}

function* aboutOtherNetworks({ snapshot }: NetworkAnalysis): Generator<string> {
  if (snapshot.ofKind("k8s.cni.cncf.io", "NetworkAttachmentDefinition").length > 0)
    yield "Pods may have further networks by a NetworkAttachmentDefinition; this is about the one that every pod has.";
}

function peersIn(policies: readonly CompiledPolicy[]): readonly Peer[] {
  return policies.flatMap((policy) =>
    DIRECTIONS.flatMap((direction) =>
      (policy[direction]?.rules ?? []).flatMap(({ peers }) =>
        peers === "any" ? [] : [...peersWithin(peers)],
      ),
    ),
  );
}
