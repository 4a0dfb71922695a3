import type { KubernetesObject } from "../kubernetes/object.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import { showsAll, showsAllEverywhere } from "../snapshot/completeness.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { type AdmittedPod, ANNOTATIONS, admit } from "./admission.ts";
import { admissionPluginsOf, OPTIONAL_PLUGINS, otherPodAdmission } from "./admission-plugins.ts";
import { assumptionsOf } from "./assumptions.ts";
import { judge } from "./judge.ts";
import type {
  PlacementNode,
  PlacementPod,
  PlacementReason,
  PlacementScope,
  PlacementSettings,
  PlacementVerdict,
} from "./model.ts";
import type { PlacedOn } from "./pod-company.ts";
import { placementPodOf } from "./pods.ts";
import { isBeingDeleted, isTerminated, nodeOf } from "./reading.ts";
import type { RuleWorld } from "./rules.ts";

/** Where pods may run. */
export interface Placement {
  readonly nodes: readonly PlacementNode[];
  /** Every Pod and every template of pods, in the order of the input. */
  readonly pods: readonly PlacementPod[];
  /** Pods that are on a node now. */
  readonly placed: readonly PlacedOn[];
  readonly node: (name: string) => PlacementNode | undefined;
  /** Whether a pod may run on a node; neither has to be of the input. */
  readonly canRun: (
    pod: PlacementPod,
    node: PlacementNode,
    scope?: PlacementScope,
  ) => PlacementVerdict;
  /** Whether `canRun` does not say no, for who asks it of every node. */
  readonly mayRun: (pod: PlacementPod, node: PlacementNode, scope: PlacementScope) => boolean;
  /** A pod as admission makes it; by all plugins that are known to be on. */
  readonly admitted: (pod: PlacementPod) => AdmittedPod;
  /** Whether the input shows all nodes. */
  readonly knowsNodes: boolean;
}

/** Reads what decides about placement in a snapshot, once. */
export function createPlacement(snapshot: Snapshot, settings: PlacementSettings = {}): Placement {
  const nodes = snapshot.ofKind("", "Node").map(({ object }) => nodeOf(object));
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const pods = snapshot.objects.flatMap(({ object, podTemplates }) =>
    podTemplates.map((template) => placementPodOf(object, template)),
  );
  const placed = placedOf(pods, byName);
  const world = worldOf(snapshot, {
    nodes,
    placed,
    comparing: settings.comparisonOperators !== false,
  });
  const plugins = admissionPluginsOf(snapshot);
  const others = otherPodAdmission(snapshot);
  const namespaces = new Map(
    snapshot.ofKind("", "Namespace").map((entry) => [entry.reference.name, entry.object]),
  );
  const classes = new Map(
    snapshot.ofKind("node.k8s.io", "RuntimeClass").map((entry) => [entry.reference.name, entry]),
  );
  const isWhole = showsAll(snapshot);

  const admittedWith = (pod: PlacementPod, enabled: ReadonlySet<string>): AdmittedPod =>
    admit(pod, {
      namespace: namespaces.get(pod.namespace),
      runtimeClass: (name) => classes.get(name)?.object ?? (isWhole ? "absent" : "unknown"),
      plugins,
      enabled,
    });

  /** Plugins that nobody says are on or off, and that a namespace has annotations for. */
  function doubtfulPlugins(pod: PlacementPod): readonly string[] {
    if (pod.isAdmitted || plugins.enabled.known !== "defaulted") return [];
    const annotations = stringMapOf(namespaces.get(pod.namespace) ?? {}, "annotations");
    return OPTIONAL_PLUGINS.filter((plugin) =>
      (ANNOTATIONS.get(plugin) ?? []).some((name) => Object.hasOwn(annotations, name)),
    );
  }

  const remembered = new WeakMap<PlacementPod, readonly Variant[]>();

  // By default first; then as it would be with what may be on.
  function variantsOf(pod: PlacementPod): readonly Variant[] {
    const known = remembered.get(pod);
    if (known) return known;
    const doubtful = doubtfulPlugins(pod);
    const sets = doubtful.reduce<readonly (readonly string[])[]>(
      (all, plugin) => [...all, ...all.map((some) => [...some, plugin])],
      [[]],
    );
    const variants = sets.map((some) => ({
      plugins: some,
      admitted: admittedWith(pod, new Set([...plugins.enabled.value, ...some])),
    }));
    remembered.set(pod, variants);
    return variants;
  }

  function judged(
    pod: PlacementPod,
    node: PlacementNode,
    scope: PlacementScope,
  ): Omit<PlacementVerdict, "assumptions"> {
    const asked = { pod, node, world, scope };
    const found = variantsOf(pod).map((variant) => ({
      ...variant,
      judged: judge(variant.admitted, asked),
    }));
    const [first, ...rest] = found;
    if (!first) return { verdict: "unknown", reasons: [] };
    const other = rest.find((each) => each.judged.verdict !== first.judged.verdict);
    if (!other) return first.judged;
    const reason = doubtOfPlugins(pod, namespaces.get(pod.namespace), other);
    return { verdict: "unknown", reasons: [reason, ...other.judged.reasons] };
  }

  return {
    nodes,
    pods,
    placed,
    node: (name) => byName.get(name),
    canRun: (pod, node, scope = "now") => ({
      ...judged(pod, node, scope),
      assumptions: assumptionsOf({ pod, node, world, scope, plugins, others }),
    }),
    mayRun: (pod, node, scope) => judged(pod, node, scope).verdict !== "no",
    admitted: (pod) => admittedWith(pod, plugins.enabled.value),
    knowsNodes: world.knowsNodes,
  };
}

interface Variant {
  readonly plugins: readonly string[];
  readonly admitted: AdmittedPod;
}

function doubtOfPlugins(
  pod: PlacementPod,
  namespace: KubernetesObject | undefined,
  { plugins }: Variant,
): PlacementReason {
  return {
    rule: "admission",
    says: "unknown",
    object: namespace
      ? { apiVersion: "v1", kind: "Namespace", name: pod.namespace }
      : pod.reference,
    path: ["metadata", "annotations"],
    message: `the input does not show whether the API server has ${plugins.join(" and ")} on, which would read this`,
  };
}

function placedOf(
  pods: readonly PlacementPod[],
  byName: ReadonlyMap<string, PlacementNode>,
): readonly PlacedOn[] {
  return pods.flatMap((pod) => {
    const { object } = pod;
    if (object.kind !== "Pod" || isTerminated(object)) return [];
    const node = byName.get(pod.spec.nodeName ?? "");
    return node ? [{ pod, node, isBeingDeleted: isBeingDeleted(object) }] : [];
  });
}

function worldOf(
  snapshot: Snapshot,
  given: Pick<RuleWorld, "nodes" | "placed" | "comparing">,
): RuleWorld {
  const onNode = groupedBy(given.placed, ({ node }) => node.name);
  const labels = new Map<string, Labels>(
    snapshot.ofKind("", "Namespace").map(({ object, reference }) => [
      reference.name,
      // A label that every Namespace has (pkg/apis/core/v1/defaults.go).
      { ...stringMapOf(object, "labels"), "kubernetes.io/metadata.name": reference.name },
    ]),
  );
  return {
    ...given,
    snapshot,
    placedOn: (node) => onNode.get(node) ?? [],
    knowsPods: knowsPods(snapshot),
    knowsNodes: showsAll(snapshot),
    labelsOfNamespace: (namespace) => labels.get(namespace) ?? {},
  };
}

// Files of a whole cluster describe workloads; which pods they have, and where, only a cluster shows.
function knowsPods(snapshot: Snapshot): boolean {
  if (!showsAll(snapshot)) return false;
  if (snapshot.assumptions.wholeCluster.known === "observed") return showsAllEverywhere(snapshot);
  return snapshot.objects.every(isNoController);
}

function isNoController({ object, podTemplates }: SnapshotObject): boolean {
  return podTemplates.length === 0 || object.kind === "Pod";
}
