import { decodeStructure } from "../kubernetes/decode.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { controllerReferenceOf, type OwnerName } from "../kubernetes/owners.ts";
import { compileSelector, type Labels } from "../kubernetes/selectors.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { RunningPod } from "./pods.ts";

/** How the disruption controller sees a budget. */
export interface BudgetState {
  readonly expected: number;
  readonly healthy: number;
  readonly desired: number;
  /** Why nothing is allowed whatever is healthy: no pod is expected, or how many cannot be told. */
  readonly failure: string | undefined;
}

/** A PodDisruptionBudget over the pods that there are. */
export interface Budget {
  readonly entry: SnapshotObject;
  readonly namespace: string;
  readonly selects: (labels: Labels) => boolean;
  readonly pods: readonly RunningPod[];
  /** `unhealthyPodEvictionPolicy` is AlwaysAllow. */
  readonly sparesUnhealthy: boolean;
  readonly state: BudgetState;
}

/** Evictions that a state allows: `updatePdbStatus` of pkg/controller/disruption. */
export function allowedBy({ failure, healthy, desired }: BudgetState, more = 0): number {
  return failure === undefined ? Math.max(0, healthy + more - desired) : 0;
}

/** The budgets of a snapshot, with the pods that each selects. */
export function budgetsIn(snapshot: Snapshot, pods: readonly RunningPod[]): readonly Budget[] {
  const byNamespace = groupedBy(pods, ({ namespace }) => namespace);
  const scaleOf = createScales(snapshot);
  return snapshot.ofKind("policy", "PodDisruptionBudget").map((entry) => {
    const namespace = namespaceOf(entry.reference);
    const selects = selectionOf(entry);
    const own = (byNamespace.get(namespace) ?? []).filter(({ labels }) => selects(labels));
    return {
      ...{ entry, namespace, selects, pods: own },
      sparesUnhealthy: textAt(entry.object, "spec", "unhealthyPodEvictionPolicy") === "AlwaysAllow",
      state: stateOf(entry, own, scaleOf),
    };
  });
}

// In policy/v1beta1 an empty selector selected nothing, in policy/v1 everything; none selects nothing in both.
function selectionOf({ object }: SnapshotObject): Budget["selects"] {
  const value = valueAt(object, "spec", "selector");
  if (value === undefined || value === null) return () => false;
  const { value: selector } = decodeStructure("LabelSelector", value);
  const isEmpty =
    Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;
  if (isEmpty && object.apiVersion === "policy/v1beta1") return () => false;
  return compileSelector(selector).selects;
}

type ScaleOf = (owner: OwnerName, namespace: string) => number | "none" | "unseen";

const SCALED: ReadonlySet<string> = new Set(["Job", "DaemonSet"]);

/** How many pods a controller is to have: the finders of pkg/controller/disruption. */
function createScales(snapshot: Snapshot): ScaleOf {
  const kinds = ["ReplicaSet", "Deployment", "StatefulSet"].map((kind) => ["apps", kind] as const);
  const entries = [...kinds, ["", "ReplicationController"] as const].flatMap(([group, kind]) =>
    snapshot.ofKind(group, kind),
  );
  const byName = new Map(
    entries.map((entry) => [
      `${entry.object.kind}/${namespaceOf(entry.reference)}/${entry.reference.name}`,
      entry,
    ]),
  );
  const scaleOf: ScaleOf = ({ kind, name }, namespace) => {
    if (SCALED.has(kind)) return "none";
    const entry = byName.get(`${kind}/${namespace}/${name}`);
    if (!entry) return "unseen";
    const above = kind === "ReplicaSet" ? controllerReferenceOf(entry.object) : undefined;
    if (above?.kind === "Deployment") return scaleOf(above, namespace);
    const replicas = valueAt(entry.object, "spec", "replicas");
    return typeof replicas === "number" ? replicas : 1;
  };
  return scaleOf;
}

function stateOf(
  entry: SnapshotObject,
  pods: readonly RunningPod[],
  scaleOf: ScaleOf,
): BudgetState {
  return statusOf(entry) ?? computedState(entry, pods, scaleOf);
}

// What the disruption controller has seen counts as long as the budget has not been changed since.
function statusOf({ object }: SnapshotObject): BudgetState | undefined {
  const status = objectAt(object, "status");
  const [allowed, healthy, desired, expected] = [
    "disruptionsAllowed",
    "currentHealthy",
    "desiredHealthy",
    "expectedPods",
  ].map((field) => status[field]);
  if (typeof allowed !== "number" || typeof healthy !== "number") return undefined;
  if (typeof desired !== "number") return undefined;
  const seen = status["observedGeneration"];
  const generation = valueAt(object, "metadata", "generation");
  if (typeof seen === "number" && typeof generation === "number" && seen < generation)
    return undefined;
  const isFailed = allowed === 0 && healthy > desired;
  return {
    ...{ healthy, desired },
    expected: typeof expected === "number" ? expected : 0,
    failure: isFailed
      ? "the disruption controller cannot tell how many pods are expected"
      : undefined,
  };
}

function computedState(
  { object }: SnapshotObject,
  pods: readonly RunningPod[],
  scaleOf: ScaleOf,
): BudgetState {
  const healthy = pods.filter((pod) => pod.isReady && !pod.isBeingDeleted).length;
  const { desired, expected, failure } = expectationOf(objectAt(object, "spec"), pods, scaleOf);
  return {
    ...{ expected, healthy, desired },
    failure: failure ?? (expected <= 0 ? "no pod of a controller is expected" : undefined),
  };
}

type Expectation = Pick<BudgetState, "desired" | "expected" | "failure">;

/** `getExpectedPodCount` of pkg/controller/disruption. */
function expectationOf(
  { maxUnavailable, minAvailable }: Readonly<Record<string, JsonValue>>,
  pods: readonly RunningPod[],
  scaleOf: ScaleOf,
): Expectation {
  const isSet = (value: JsonValue | undefined): boolean => value !== undefined && value !== null;
  if (isSet(maxUnavailable)) {
    const scale = expectedScale(pods, scaleOf);
    const desired = Math.max(0, scale.expected - share(maxUnavailable, scale.expected));
    return { ...scale, desired };
  }
  if (typeof minAvailable === "number") {
    return { desired: minAvailable, expected: pods.length, failure: undefined };
  }
  if (isSet(minAvailable)) {
    const scale = expectedScale(pods, scaleOf);
    return { ...scale, desired: share(minAvailable, scale.expected) };
  }
  return { desired: 0, expected: 0, failure: undefined };
}

/** A number, or a share that is rounded up. */
export function share(value: JsonValue | undefined, of: number): number {
  if (typeof value === "number") return value;
  const percent = typeof value === "string" ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? 0 : Math.ceil((of * Number(percent)) / 100);
}

function expectedScale(
  pods: readonly RunningPod[],
  scaleOf: ScaleOf,
): Pick<BudgetState, "expected" | "failure"> {
  const counts = new Map<string, number>();
  for (const pod of pods) {
    if (!pod.controller || counts.has(pod.series)) continue;
    const scale = scaleOf(pod.controller, pod.namespace);
    if (scale === "none") {
      const { kind, name } = pod.controller;
      return { expected: 0, failure: `${kind} ${name} has no scale to take a share of` };
    }
    // What the input does not show has at least the pods that there are.
    const seen = (): number => pods.filter(({ series }) => series === pod.series).length;
    counts.set(pod.series, scale === "unseen" ? seen() : scale);
  }
  return {
    expected: [...counts.values()].reduce((sum, each) => sum + each, 0),
    failure: undefined,
  };
}
