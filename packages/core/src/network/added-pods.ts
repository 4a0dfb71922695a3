import { distinguishedBy } from "./distinguished.ts";
import type { NetworkEndpoint } from "./endpoint.ts";
import { namespaceLabelsIn } from "./endpoints.ts";
import type { NetworkAnalysis, Possibility } from "./model.ts";
import { createOpenness } from "./openness.ts";
import { DIRECTIONS, type Direction } from "./policy.ts";
import { createReachability } from "./reachability.ts";

/**
 * The directions in which a pod is open that somebody adds to a namespace, without labels or with labels that no policy
 * names: what becomes of it by default. Told of the namespaces that the input shows.
 */
export function createAddedPods(
  analysis: NetworkAnalysis,
): (namespace: string) => readonly Direction[] {
  const { snapshot, possibilities } = analysis;
  const labels = freshLabelsOf(possibilities);
  const namespaceLabels = namespaceLabelsIn(snapshot);
  const added = new Map(
    snapshot
      .ofKind("", "Namespace")
      .map(({ reference: { name } }) => [
        name,
        [{}, labels].map((each) => addedPod(name, each, namespaceLabels(name))),
      ]),
  );
  const openness = createOpenness({
    possibilities: possibilities.map((each) => withPods(each, [...added.values()].flat())),
    hasIpv6: analysis.hasIpv6,
  });
  return (namespace) =>
    DIRECTIONS.filter((direction) =>
      added.get(namespace)?.some((pod) => openness(pod, direction)?.isOpen === true),
    );
}

/** The same possibility with more pods; of those that no policy tells apart one is enough. */
function withPods(
  { hostNetworkPods, reachability }: Possibility,
  pods: readonly NetworkEndpoint[],
): Possibility {
  const { universe, policies } = reachability;
  const others = universe.classes.flatMap(({ members }) => members.slice(0, 1));
  return {
    hostNetworkPods,
    reachability: createReachability([...others, ...pods], policies, universe.settings),
  };
}

/** Every label that a policy reads, with a value that none names. */
function freshLabelsOf(possibilities: readonly Possibility[]): Readonly<Record<string, string>> {
  const policies = possibilities.flatMap(({ reachability }) => reachability.policies);
  const keys = [...distinguishedBy(policies).attributes]
    .filter((attribute) => attribute.startsWith("label:"))
    .map((attribute) => attribute.slice("label:".length));
  return Object.fromEntries(keys.map((key) => [key, "\0"]));
}

function addedPod(
  namespace: string,
  labels: NetworkEndpoint["labels"],
  namespaceLabels: NetworkEndpoint["namespaceLabels"],
): NetworkEndpoint {
  const name = "added";
  return {
    kind: "template",
    workload: { namespace, name, kind: "Pod" },
    namespaceLabels,
    labels,
    serviceAccount: "default",
    serviceAccountLabels: {},
    ports: [],
    hostNetwork: false,
    addresses: [],
    object: { apiVersion: "v1", kind: "Pod", namespace, name },
    labelsPath: ["metadata", "labels"],
  };
}
