import type { PodAffinityTerm, TopologySpreadConstraint } from "../kubernetes/api/types.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import type { Placement } from "../placement/engine.ts";
import type { PlacementNode, PlacementPod } from "../placement/model.ts";
import { companyOf, meaningOf, type PlacedOn, required } from "../placement/pod-company.ts";
import { countedBy, spreadAmong, spreadDomains } from "../placement/topology-spread.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import { rememberingEach } from "../snapshot/remembering.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { type RunningPod, replacementOf } from "./pods.ts";

/** A pod that has gone to another node. */
export interface Moved {
  readonly pod: RunningPod;
  readonly to: PlacementNode;
}

/** Whom pods have to be with, and keep away from: the placement engine's rules over the pods that they may mean. */
interface Company {
  /** Whether neither the pod's terms mean any of these others, nor theirs the pod. */
  readonly isApart: (pod: RunningPod, others: readonly RunningPod[]) => boolean;
  /** Whether others let a pod come to a node, with some moved already. */
  readonly welcome: (pod: RunningPod, moved: readonly Moved[]) => (node: PlacementNode) => boolean;
}

interface Neighbour extends PlacedOn {
  readonly of: RunningPod;
}

const NOBODY: readonly Neighbour[] = [];

/** Of all pods only those are looked at that terms mean: a handful in a hundred thousand. */
export function createCompany(
  snapshot: Snapshot,
  placement: Placement,
  pods: readonly RunningPod[],
): Company {
  const labels = new Map<string, Labels>(
    snapshot
      .ofKind("", "Namespace")
      .map(({ object, reference }) => [
        reference.name,
        { ...stringMapOf(object, "labels"), "kubernetes.io/metadata.name": reference.name },
      ]),
  );
  const labelsOfNamespace = (namespace: string): Labels => labels.get(namespace) ?? {};
  const placed = pods.flatMap((pod): readonly Neighbour[] => {
    const node = placement.node(pod.node);
    if (!node || pod.isTerminated) return [];
    return [{ of: pod, pod: pod.placement, node, isBeingDeleted: pod.isBeingDeleted }];
  });
  const replaced = rememberingEach(replacementOf);
  const byNamespace = groupedBy(placed, ({ of }) => of.namespace);
  const keepers = createKeepers(placed, labelsOfNamespace);

  const spreads = onceAKey(spreadKey, ({ placement: own }) =>
    spreadDomains(own, { nodes: placement.nodes, comparing: true }),
  );
  const meantBy = onceAKey(termsKey, (pod): readonly Neighbour[] => {
    const own = pod.placement;
    if (!asks(own)) return NOBODY;
    const means = meaningOf(own, "any", labelsOfNamespace);
    const counts = countedBy(spreads(pod));
    const those = isWide(own) ? placed : (byNamespace.get(pod.namespace) ?? []);
    return those.filter(({ pod: other }) => means(other) || counts(other));
  });
  // Pods of one workload mean the same and are kept off by the same.
  const joined = new Map<readonly Neighbour[], Map<readonly Neighbour[], readonly Neighbour[]>>();
  const near = (pod: RunningPod): readonly Neighbour[] => {
    const meant = meantBy(pod);
    const avoiding = keepers(pod);
    if (avoiding.length === 0) return meant;
    const known = joined.get(meant)?.get(avoiding);
    if (known) return known;
    const found = [...new Set([...meant, ...avoiding])];
    const ofMeant = joined.get(meant) ?? new Map<typeof avoiding, typeof found>();
    joined.set(meant, ofMeant.set(avoiding, found));
    return found;
  };

  return {
    isApart: (pod, others) => {
      if (near(pod).length === 0) return true;
      // Those on its node are among its neighbours only where the input shows the node.
      if (!placement.node(pod.node)) return false;
      const those = new Set(others);
      return !near(pod).some(({ of }) => of !== pod && those.has(of));
    },
    welcome: (pod, moved) => {
      if (near(pod).length === 0 && !asks(pod.placement)) return () => true;
      const gone = new Set<RunningPod>([pod, ...moved.map((each) => each.pod)]);
      const there: readonly PlacedOn[] = [
        ...near(pod).filter(({ of }) => !gone.has(of)),
        ...moved.map(({ pod: other, to }) => ({
          pod: other.placement,
          node: to,
          isBeingDeleted: false,
        })),
      ];
      const world = { placed: there, isItself: () => false, labelsOfNamespace };
      const companyAt = companyOf(replaced(pod.placement), world);
      const spreadAt = spreadAmong(spreads(pod), there);
      return (node) => {
        const { lacking, avoided, avoiding } = companyAt(node);
        return lacking === undefined && !avoided && !avoiding && spreadAt(node) === undefined;
      };
    },
  };
}

/** Those that keep a pod away by their anti-affinity. */
function createKeepers(
  placed: readonly Neighbour[],
  labelsOfNamespace: (namespace: string) => Labels,
): (pod: RunningPod) => readonly Neighbour[] {
  const keeping = placed.filter(({ pod }) => antiAffinityOf(pod).length > 0);
  const anywhere: Keepers[] = [];
  const byNamespace = new Map<string, Keepers[]>();
  for (const members of groupedBy(keeping, ({ of }) => termsKey(of)).values()) {
    const [first] = members;
    if (!first) continue;
    const keepers = { members, means: meaningOf(first.pod, "anti-affinity", labelsOfNamespace) };
    const terms = antiAffinityOf(first.pod);
    if (terms.some(({ namespaceSelector }) => namespaceSelector)) anywhere.push(keepers);
    else
      for (const namespace of new Set(
        terms.flatMap(({ namespaces = [] }) =>
          namespaces.length > 0 ? namespaces : [first.pod.namespace],
        ),
      ))
        byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), keepers]);
  }
  return onceAKey(
    ({ namespace, labels }) => JSON.stringify([namespace, labels]),
    ({ namespace, placement: pod }) =>
      [...anywhere, ...(byNamespace.get(namespace) ?? [])].flatMap(({ members, means }) =>
        means(pod) ? members : [],
      ),
  );
}

/** Pods of the same terms, which mean the same. */
interface Keepers {
  readonly members: readonly Neighbour[];
  readonly means: (pod: PlacementPod) => boolean;
}

function onceAKey<Value>(
  keyOf: (pod: RunningPod) => string,
  build: (pod: RunningPod) => Value,
): (pod: RunningPod) => Value {
  const byKey = new Map<string, Value>();
  const ofPod = new Map<RunningPod, Value>();
  return (pod) => {
    const known = ofPod.get(pod);
    if (known !== undefined) return known;
    const key = keyOf(pod);
    const value = byKey.get(key) ?? build(pod);
    byKey.set(key, value);
    ofPod.set(pod, value);
    return value;
  };
}

/** Equal for pods whose terms and spreads mean the same pods. */
function termsKey({ placement }: RunningPod): string {
  const { affinity, topologySpreadConstraints = [] } = placement.spec;
  if (!asks(placement)) return "";
  const written = JSON.stringify([
    placement.namespace,
    affinity?.podAffinity ?? null,
    affinity?.podAntiAffinity ?? null,
    topologySpreadConstraints,
  ]);
  // Only then are a pod's own labels merged into what its terms select.
  return /atchLabelKeys"/.test(written) ? written + JSON.stringify(placement.labels) : written;
}

/** Equal for pods that are spread in the same way over the same nodes. */
function spreadKey({ placement }: RunningPod): string {
  const { spec, namespace, labels } = placement;
  if (strictSpreads(placement).length === 0) return "";
  const { nodeSelector, affinity, tolerations, topologySpreadConstraints } = spec;
  const nodeAffinity = affinity?.nodeAffinity ?? null;
  return JSON.stringify([
    ...[namespace, labels, nodeSelector ?? null, nodeAffinity, tolerations ?? null],
    topologySpreadConstraints ?? null,
  ]);
}

function asks(pod: PlacementPod): boolean {
  return (
    required(pod.spec.affinity?.podAffinity).length > 0 ||
    antiAffinityOf(pod).length > 0 ||
    strictSpreads(pod).length > 0
  );
}

function antiAffinityOf({ spec }: PlacementPod): readonly PodAffinityTerm[] {
  return required(spec.affinity?.podAntiAffinity);
}

// Terms may mean other namespaces; spreading and nearly all terms mean the own one.
function isWide(pod: PlacementPod): boolean {
  const terms = [...required(pod.spec.affinity?.podAffinity), ...antiAffinityOf(pod)];
  return terms.some(({ namespaces, namespaceSelector }) => namespaces ?? namespaceSelector);
}

function strictSpreads({ spec }: PlacementPod): readonly TopologySpreadConstraint[] {
  return (spec.topologySpreadConstraints ?? []).filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === "DoNotSchedule",
  );
}
