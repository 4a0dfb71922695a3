import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { decodeStructure } from "../../kubernetes/decode.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import { compileSelection, type Selection } from "../../kubernetes/pod-labels.ts";
import { compileSelector } from "../../kubernetes/selectors.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import { podLabelsIn } from "../../snapshot/pod-labels.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { ownersView, podLabelsView } from "../../snapshot/views.ts";
import { mayBeIn } from "./may-be-in.ts";
import { type ScaledWorkload, scaledWorkloadOf } from "./workloads.ts";

/** A PodDisruptionBudget with its selector. */
export interface DisruptionBudget {
  readonly entry: SnapshotObject;
  /** What its selector selects of pods; undefined where the selector is broken. */
  readonly selects: Selection | undefined;
}

/** The budgets of the input that may select the pods of a workload; one with a broken selector may. */
export function budgetsOf(
  member: SnapshotObject,
  { template }: Pick<ScaledWorkload, "template">,
  cluster: Cluster,
): readonly DisruptionBudget[] {
  const pods = podLabelsIn(cluster.snapshot)(member, template);
  return budgets(cluster).filter(
    ({ entry, selects }) =>
      mayBeIn(entry.reference.namespace, member.reference.namespace) && selects?.(pods) !== "none",
  );
}

/** A workload that a budget selects. */
export interface BudgetedWorkload {
  readonly entry: SnapshotObject;
  readonly workload: ScaledWorkload;
}

/** The workloads of the input that a budget surely selects. */
export function workloadsOf(budget: SnapshotObject, cluster: Cluster): readonly BudgetedWorkload[] {
  const selects = selectionBy(budget);
  if (!selects) return [];
  const { namespace } = budget.reference;
  const labelsOf = podLabelsIn(cluster.snapshot);
  return (scaledByNamespace(cluster).get(namespace) ?? []).filter(
    ({ entry, workload }) => selects(labelsOf(entry, workload.template)) === "all",
  );
}

const budgets = clusterFact((cluster): readonly DisruptionBudget[] =>
  cluster.snapshot
    .ofKind("policy", "PodDisruptionBudget")
    .map((entry) => ({ entry, selects: selectionBy(entry) })),
);

function budgetedView(entry: SnapshotObject): unknown {
  const labels = podLabelsView(entry);
  if (labels === undefined) return undefined;
  return [labels, ownersView(entry), valueAt(entry.object, "spec", "replicas") ?? null];
}

const scaledByNamespace = clusterFact((cluster) =>
  groupedBy(
    cluster.snapshot.viewed(budgetedView).flatMap((entry): readonly BudgetedWorkload[] => {
      const workload = scaledWorkloadOf(entry, cluster);
      return workload ? [{ entry, workload }] : [];
    }),
    ({ entry }) => entry.reference.namespace,
  ),
);

// policy/v1beta1, which Kubernetes 1.25 removed, selected nothing with an empty selector; policy/v1 everything.
function selectionBy({ object }: SnapshotObject): DisruptionBudget["selects"] {
  const value = valueAt(object, "spec", "selector");
  if (value === undefined) return () => "none";
  const { value: selector, problems } = decodeStructure("LabelSelector", value);
  if (problems.length + compileSelector(selector).problems.length > 0) return undefined;
  return compileSelection(selector);
}

/**
 * A number of pods or a share of them, of so many: a share is rounded up, as the disruption controller does. Undefined where
 * it is neither.
 */
export function podsOf(value: JsonValue | undefined, of: number): number | undefined {
  if (typeof value === "number") return value;
  const percent = typeof value === "string" ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? undefined : Math.ceil((of * Number(percent)) / 100);
}
