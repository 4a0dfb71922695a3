import type { Toleration, TopologySpreadConstraint } from "../kubernetes/api/types.ts";
import { compileSelector, type Labels } from "../kubernetes/selectors.ts";
import { rememberingEach } from "../snapshot/remembering.ts";
import type { PlacementNode, PlacementPod } from "./model.ts";
import { lackingLabel, matchNodeSelector, requiredNodeAffinity } from "./node-selector.ts";
import type { PlacedOn } from "./pod-company.ts";
import { untoleratedTaint } from "./tolerations.ts";

/** A constraint that keeps a pod off a node. */
export interface SpreadFault {
  /** Index in `topologySpreadConstraints`. */
  readonly constraint: number;
  readonly message: string;
}

/** Everything that counts pods by domain. */
interface SpreadWorld {
  readonly nodes: readonly PlacementNode[];
  readonly placed: readonly PlacedOn[];
  readonly comparing: boolean;
}

interface Constraint {
  readonly index: number;
  readonly written: TopologySpreadConstraint;
  readonly key: string;
  readonly selects: (labels: Labels) => boolean;
  /** A selector without requirements counts no pods, though it selects the pod itself. */
  readonly counts: boolean;
}

/** Constraints that may not be violated: `Filter` of the plugin PodTopologySpread, pkg/scheduler/framework/plugins/podtopologyspread. */
export function spreadFault(
  pod: PlacementPod,
  node: PlacementNode,
  world: SpreadWorld,
): SpreadFault | undefined {
  return spreadAmong(spreadDomains(pod, world), world.placed)(node);
}

/** The strict constraints of a pod, with the nodes that each counts; the same for pods of the same labels, namespace and spec. */
interface SpreadDomains {
  readonly pod: PlacementPod;
  readonly constraints: readonly (Constraint & {
    /** Of each node that counts its domain, found when it is first asked for. */
    readonly domains: () => Domains;
  })[];
}

interface Domains {
  readonly ofNode: ReadonlyMap<PlacementNode, string>;
  readonly names: readonly string[];
}

export function spreadDomains(
  pod: PlacementPod,
  world: Pick<SpreadWorld, "nodes" | "comparing">,
): SpreadDomains {
  const all = constraintsOf(pod);
  const constraints = all.map((constraint) => {
    let known: Domains | undefined;
    return { ...constraint, domains: () => (known ??= domainsOf(pod, constraint, all, world)) };
  });
  return { pod, constraints };
}

/** Whether a pod counts for one of the constraints, wherever it is. */
export function countedBy({ pod, constraints }: SpreadDomains): (other: PlacementPod) => boolean {
  const counting = constraints.filter(({ counts }) => counts);
  return ({ namespace, labels }) =>
    namespace === pod.namespace && counting.some(({ selects }) => selects(labels));
}

/** What keeps a pod off nodes by the pods that are there, counted once. */
export function spreadAmong(
  { pod, constraints }: SpreadDomains,
  placed: readonly PlacedOn[],
): (node: PlacementNode) => SpreadFault | undefined {
  const counted = constraints.map((constraint) => {
    let known: ReadonlyMap<string, number> | undefined;
    const counts = () => (known ??= countsByDomain(pod, constraint, constraint.domains(), placed));
    return { constraint, counts, own: constraint.selects(pod.labels) ? 1 : 0 };
  });
  return (node) => {
    for (const { constraint, counts, own } of counted) {
      const fault = faultOf(node, constraint, counts, own);
      if (fault) return fault;
    }
    return undefined;
  };
}

function faultOf(
  node: PlacementNode,
  { index, key, written }: Constraint,
  countsOf: () => ReadonlyMap<string, number>,
  own: number,
): SpreadFault | undefined {
  const value = topologyOf(node, key);
  if (value === undefined)
    return { constraint: index, message: `the node has no label ${key} to spread by` };
  const counts = countsOf();
  const { minDomains = 1, maxSkew = 0 } = written;
  const least = counts.size < minDomains ? 0 : leastOf(counts);
  const skew = (counts.get(value) ?? 0) + own - least;
  if (skew <= maxSkew) return undefined;
  return {
    constraint: index,
    message: `${key} ${value} would have ${skew} pods more than the domain with the fewest, ${maxSkew} are allowed`,
  };
}

// Where no domain counts, the smallest number is as large as can be.
function leastOf(counts: ReadonlyMap<string, number>): number {
  let least = 2 ** 31 - 1;
  for (const count of counts.values()) if (count < least) least = count;
  return least;
}

function constraintsOf({ spec, labels }: PlacementPod): readonly Constraint[] {
  return (spec.topologySpreadConstraints ?? []).flatMap((written, index) => {
    const { topologyKey = "", whenUnsatisfiable } = written;
    if (whenUnsatisfiable !== "DoNotSchedule") return [];
    const selector = withLabelKeys(written, labels);
    const { selects } = compileSelector(selector);
    const counts =
      Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length >
      0;
    return [{ index, written, key: topologyKey, selects, counts }];
  });
}

function withLabelKeys(
  { labelSelector, matchLabelKeys = [] }: TopologySpreadConstraint,
  labels: Labels,
): TopologySpreadConstraint["labelSelector"] {
  const added = matchLabelKeys.flatMap((key) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    return value === undefined ? [] : [{ key, operator: "In", values: [value] }];
  });
  if (labelSelector === undefined || added.length === 0) return labelSelector;
  return {
    ...labelSelector,
    matchExpressions: [...(labelSelector.matchExpressions ?? []), ...added],
  };
}

function topologyOf({ labels }: PlacementNode, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** Domains of the same nodes, by what of a pod decides about them: thousands of workloads are spread in the same few ways. */
const domainsAmong = rememberingEach(
  (_nodes: readonly PlacementNode[]) => new Map<string, Domains>(),
);

function domainsOf(
  pod: PlacementPod,
  constraint: Constraint,
  all: readonly Constraint[],
  { nodes, comparing }: Pick<SpreadWorld, "nodes" | "comparing">,
): Domains {
  const known = domainsAmong(nodes);
  const { nodeAffinityPolicy, nodeTaintsPolicy } = constraint.written;
  const { spec } = pod;
  const key = JSON.stringify([
    ...[constraint.key, all.map((each) => each.key), comparing],
    ...[nodeAffinityPolicy ?? null, nodeTaintsPolicy ?? null],
    ...[spec.nodeSelector ?? null, spec.affinity?.nodeAffinity ?? null, spec.tolerations ?? null],
  ]);
  const domains = known.get(key) ?? readDomains(pod, constraint, all, { nodes, comparing });
  known.set(key, domains);
  return domains;
}

function readDomains(
  pod: PlacementPod,
  constraint: Constraint,
  all: readonly Constraint[],
  { nodes, comparing }: Pick<SpreadWorld, "nodes" | "comparing">,
): Domains {
  const ofNode = new Map<PlacementNode, string>();
  for (const node of nodes) {
    const value = topologyOf(node, constraint.key);
    if (value === undefined || all.some(({ key }) => topologyOf(node, key) === undefined)) continue;
    if (isIncluded(pod, node, constraint.written, comparing)) ofNode.set(node, value);
  }
  return { ofNode, names: [...new Set(ofNode.values())] };
}

function countsByDomain(
  pod: PlacementPod,
  constraint: Constraint,
  { ofNode, names }: Domains,
  placed: readonly PlacedOn[],
): ReadonlyMap<string, number> {
  const counts = new Map(names.map((name) => [name, 0]));
  for (const { pod: other, node } of countedPods(constraint, placed)) {
    const value = ofNode.get(node);
    const isMeant = other.namespace === pod.namespace && constraint.selects(other.labels);
    if (value !== undefined && isMeant) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function countedPods({ counts }: Constraint, placed: readonly PlacedOn[]): readonly PlacedOn[] {
  return counts ? placed.filter(isStaying) : [];
}

function isStaying({ isBeingDeleted }: PlacedOn): boolean {
  return !isBeingDeleted;
}

// `matchNodeInclusionPolicies`: by default nodes count that the pod's selector and affinity allow, whatever their taints.
function isIncluded(
  { spec }: PlacementPod,
  node: PlacementNode,
  { nodeAffinityPolicy, nodeTaintsPolicy }: TopologySpreadConstraint,
  comparing: boolean,
): boolean {
  const isAllowed = (): boolean => {
    const affinity = requiredNodeAffinity(spec);
    return (
      lackingLabel(spec.nodeSelector, node.labels) === undefined &&
      (affinity === undefined || matchNodeSelector(affinity, node).matches)
    );
  };
  if ((nodeAffinityPolicy ?? "Honor") === "Honor" && !isAllowed()) return false;
  return nodeTaintsPolicy !== "Honor" || isTolerated(node, spec.tolerations ?? [], comparing);
}

function isTolerated(
  { taints }: PlacementNode,
  tolerations: readonly Toleration[],
  comparing: boolean,
): boolean {
  return (
    untoleratedTaint(taints, tolerations, { effects: ["NoSchedule", "NoExecute"], comparing }) < 0
  );
}
