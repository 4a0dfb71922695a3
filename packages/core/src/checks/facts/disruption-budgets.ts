import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { decodeStructure } from "../../kubernetes/decode.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import { type CompiledSelector, compileSelector } from "../../kubernetes/selectors.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { mayBeIn } from "./may-be-in.ts";
import { type ScaledWorkload, scaledWorkloadOf } from "./workloads.ts";

/** A PodDisruptionBudget with what its selector selects. */
export interface DisruptionBudget {
  readonly entry: SnapshotObject;
  /** Undefined where the selector is broken: what it selects is unknown. */
  readonly selector: CompiledSelector | undefined;
}

/** The budgets of the input that may select the pods of a workload; one with a broken selector may. */
export function budgetsOf(
  { reference }: SnapshotObject,
  { template }: Pick<ScaledWorkload, "template">,
  cluster: Cluster,
): readonly DisruptionBudget[] {
  return budgets(cluster).filter(
    ({ entry, selector }) =>
      mayBeIn(entry.reference.namespace, reference.namespace) &&
      (!selector || selector.selects(template.metadata.labels)),
  );
}

/** A workload that a budget selects. */
export interface BudgetedWorkload {
  readonly entry: SnapshotObject;
  readonly workload: ScaledWorkload;
}

/** The workloads of the input that a budget surely selects. */
export function workloadsOf(budget: SnapshotObject, cluster: Cluster): readonly BudgetedWorkload[] {
  const selector = selectorOf(budget);
  if (!selector) return [];
  const { namespace } = budget.reference;
  return (scaledByNamespace(cluster).get(namespace) ?? []).filter(({ workload }) =>
    selector.selects(workload.template.metadata.labels),
  );
}

const budgets = clusterFact((cluster): readonly DisruptionBudget[] =>
  cluster.snapshot
    .ofKind("policy", "PodDisruptionBudget")
    .map((entry) => ({ entry, selector: selectorOf(entry) })),
);

const scaledByNamespace = clusterFact((cluster) =>
  groupedBy(
    cluster.snapshot.objects.flatMap((entry): readonly BudgetedWorkload[] => {
      const workload = scaledWorkloadOf(entry, cluster);
      return workload ? [{ entry, workload }] : [];
    }),
    ({ entry }) => entry.reference.namespace,
  ),
);

// policy/v1beta1, which Kubernetes 1.25 removed, selected nothing with an empty selector; policy/v1 everything.
function selectorOf({ object }: SnapshotObject): CompiledSelector | undefined {
  const value = valueAt(object, "spec", "selector");
  if (value === undefined) return compileSelector(undefined);
  const decoded = decodeStructure("LabelSelector", value);
  const compiled = compileSelector(decoded.value);
  return decoded.problems.length + compiled.problems.length > 0 ? undefined : compiled;
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
