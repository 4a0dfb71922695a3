import type { PodAffinityTerm } from "../kubernetes/api/types.ts";
import { compileSelector, type Labels } from "../kubernetes/selectors.ts";
import { rememberingEach } from "../snapshot/remembering.ts";
import type { PlacementNode, PlacementPod } from "./model.ts";

/** A pod that is on a node. */
export interface PlacedOn {
  readonly pod: PlacementPod;
  readonly node: PlacementNode;
  readonly isBeingDeleted: boolean;
}

/** A required term of pod affinity or anti-affinity, as often as it is asked whom it means. */
interface AffinityTerm {
  readonly topologyKey: string;
  readonly means: (pod: { readonly namespace: string; readonly labels: Labels }) => boolean;
}

/**
 * Terms of a pod as the scheduler reads them: `newAffinityTerm` of k8s.io/kubernetes/pkg/scheduler/framework, with the keys that the API
 * server merges into the selector (`applyMatchLabelKeysAndMismatchLabelKeys` of pkg/registry/core/pod).
 */
function affinityTerms(
  terms: readonly PodAffinityTerm[],
  owner: PlacementPod,
  labelsOfNamespace: (namespace: string) => Labels,
): readonly AffinityTerm[] {
  return terms.map((term) => {
    const { namespaces = [], namespaceSelector, topologyKey = "" } = term;
    const names = new Set(
      namespaces.length === 0 && namespaceSelector === undefined ? [owner.namespace] : namespaces,
    );
    const ofNamespaces = compileSelector(namespaceSelector);
    const ofLabels = compileSelector(withKeys(term, owner.labels));
    return {
      topologyKey,
      means: ({ namespace, labels }) =>
        (names.has(namespace) || ofNamespaces.selects(labelsOfNamespace(namespace))) &&
        ofLabels.selects(labels),
    };
  });
}

function withKeys(
  { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] }: PodAffinityTerm,
  labels: Labels,
): PodAffinityTerm["labelSelector"] {
  if (labelSelector === undefined) return undefined;
  const merged = [
    ...matchLabelKeys.map((key) => ({ key, operator: "In" })),
    ...mismatchLabelKeys.map((key) => ({ key, operator: "NotIn" })),
  ].flatMap(({ key, operator }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    return value === undefined ? [] : [{ key, operator, values: [value] }];
  });
  if (merged.length === 0) return labelSelector;
  const { matchExpressions = [] } = labelSelector;
  return { ...labelSelector, matchExpressions: [...matchExpressions, ...merged] };
}

/** What required terms say of one node, as `Filter` of the plugin InterPodAffinity. */
export interface Company {
  /** Index of the affinity term that the node does not satisfy. */
  readonly lacking: number | undefined;
  /** Index of the anti-affinity term that keeps it away, with the pod that it means. */
  readonly avoided: { readonly term: number; readonly pod: PlacementPod } | undefined;
  /** The pod that keeps it away, and the index of its anti-affinity term. */
  readonly avoiding: { readonly term: number; readonly pod: PlacementPod } | undefined;
}

/** Everybody's company. */
export interface CompanyWorld {
  readonly placed: readonly PlacedOn[];
  readonly isItself: (pod: PlacementPod) => boolean;
  readonly labelsOfNamespace: (namespace: string) => Labels;
}

/** The pods that keep others away, of a list that stays the same. */
const avoidersAmong = rememberingEach((placed: readonly PlacedOn[]) =>
  placed.filter(({ pod }) => required(pod.spec.affinity?.podAntiAffinity).length > 0),
);

/** The terms of anti-affinity of each pod, as often as it is asked whom it avoids. */
const avoidedBy = rememberingEach((labelsOfNamespace: CompanyWorld["labelsOfNamespace"]) =>
  rememberingEach((pod: PlacementPod) =>
    affinityTerms(required(pod.spec.affinity?.podAntiAffinity), pod, labelsOfNamespace),
  ),
);

/** Whom a pod has to be with, and may not be with, on a node among all pods that are on nodes. */
export function companyOn(pod: PlacementPod, node: PlacementNode, world: CompanyWorld): Company {
  return companyOf(pod, world)(node);
}

/** The same for one node after the other: what a pod's terms are and whom they mean is found out once. */
export function companyOf(
  pod: PlacementPod,
  world: CompanyWorld,
): (node: PlacementNode) => Company {
  const { labelsOfNamespace } = world;
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  const ownTerms = required(podAffinity).length + required(podAntiAffinity).length;
  const others = (): readonly PlacedOn[] =>
    world.placed.filter((each) => !world.isItself(each.pod));
  const placed = ownTerms === 0 ? [] : others();
  const wanted = affinityTerms(required(podAffinity), pod, labelsOfNamespace);
  const unwanted = avoidedBy(labelsOfNamespace)(pod);
  const lacking = lackingTerms(pod, wanted, placed);
  const avoiding = avoidingPods(pod, world);
  return (node) => ({
    lacking: lacking(node),
    avoided: firstMet(unwanted, node, placed),
    avoiding: avoiding(node),
  });
}

/** Whether required terms of a pod mean another one, those of anti-affinity alone if so asked. */
export function meaningOf(
  pod: PlacementPod,
  side: "anti-affinity" | "any",
  labelsOfNamespace: (namespace: string) => Labels,
): (other: { readonly namespace: string; readonly labels: Labels }) => boolean {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  const written = [...required(podAntiAffinity), ...(side === "any" ? required(podAffinity) : [])];
  const terms = affinityTerms(written, pod, labelsOfNamespace);
  return (other) => terms.some(({ means }) => means(other));
}

/** The required terms of one side of a pod's affinity. */
export function required(
  affinity:
    | { readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] }
    | undefined,
): readonly PodAffinityTerm[] {
  return affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
}

function topologyOf({ labels }: PlacementNode, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

// A pod counts where it matches all terms together; the first of a series that wants its own company may begin anywhere.
function lackingTerms(
  pod: PlacementPod,
  terms: readonly AffinityTerm[],
  placed: readonly PlacedOn[],
): (node: PlacementNode) => number | undefined {
  if (terms.length === 0) return () => undefined;
  const matching = placed.filter(({ pod: other }) => terms.every(({ means }) => means(other)));
  const valuesOf = terms.map(
    ({ topologyKey }) => new Set(matching.map(({ node }) => topologyOf(node, topologyKey))),
  );
  const anyCounts = valuesOf.some((values) => [...values].some((value) => value !== undefined));
  const mayBegin = !anyCounts && terms.every(({ means }) => means(pod));
  return (node) => {
    const absent = terms.findIndex(
      ({ topologyKey }) => topologyOf(node, topologyKey) === undefined,
    );
    if (absent >= 0) return absent;
    const unmet = terms.findIndex(
      ({ topologyKey }, term) => valuesOf[term]?.has(topologyOf(node, topologyKey)) !== true,
    );
    return unmet < 0 || mayBegin ? undefined : unmet;
  };
}

function firstMet(
  terms: readonly AffinityTerm[],
  node: PlacementNode,
  placed: readonly PlacedOn[],
): Company["avoided"] {
  for (const [term, { topologyKey, means }] of terms.entries()) {
    const value = topologyOf(node, topologyKey);
    if (value === undefined) continue;
    const met = placed.find(
      ({ pod, node: at }) => topologyOf(at, topologyKey) === value && means(pod),
    );
    if (met) return { term, pod: met.pod };
  }
  return undefined;
}

function avoidingPods(
  pod: PlacementPod,
  { placed, isItself, labelsOfNamespace }: CompanyWorld,
): (node: PlacementNode) => Company["avoiding"] {
  const termsOf = avoidedBy(labelsOfNamespace);
  return (node) => {
    for (const { pod: other, node: at } of avoidersAmong(placed)) {
      if (isItself(other)) continue;
      const term = termsOf(other).findIndex(({ topologyKey, means }) => {
        const value = topologyOf(at, topologyKey);
        return value !== undefined && topologyOf(node, topologyKey) === value && means(pod);
      });
      if (term >= 0) return { term, pod: other };
    }
    return undefined;
  };
}
