import { decodeStructure } from "../kubernetes/decode.ts";
import { valueAt } from "../kubernetes/json-fields.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import { compileSelector } from "../kubernetes/selectors.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { type Budget, share } from "./budgets.ts";

/** A workload that keeps a number of pods alike. */
export interface Workload {
  readonly entry: SnapshotObject;
  readonly namespace: string;
  readonly replicas: number;
}

const SCALED: readonly (readonly [string, string])[] = [
  ["apps", "Deployment"],
  ["apps", "StatefulSet"],
  ["apps", "ReplicaSet"],
  ["", "ReplicationController"],
];

/** The workloads of a snapshot that nothing else controls. */
export function workloadsIn(snapshot: Snapshot): readonly Workload[] {
  return SCALED.flatMap(([group, kind]) => snapshot.ofKind(group, kind)).flatMap((entry) => {
    if (controllerReferenceOf(entry.object) || entry.podTemplates.length === 0) return [];
    const replicas = valueAt(entry.object, "spec", "replicas");
    return [
      {
        entry,
        namespace: namespaceOf(entry.reference),
        replicas: typeof replicas === "number" ? replicas : 1,
      },
    ];
  });
}

/** A budget that lets none of the pods go that its workloads will have, all of them healthy. */
export interface TightBudget {
  readonly budget: Budget;
  readonly workloads: readonly Workload[];
  readonly expected: number;
  readonly desired: number;
}

/** What budgets say of workloads before there are pods. */
export interface WorkloadBudgets {
  readonly tight: readonly TightBudget[];
  readonly overlapping: readonly {
    readonly workload: Workload;
    readonly budgets: readonly Budget[];
  }[];
}

/** Judges budgets that select no pod of the input by the workloads that will have some. */
export function workloadBudgets(
  budgets: readonly Budget[],
  workloads: readonly Workload[],
): WorkloadBudgets {
  const unused = budgets.filter(({ pods }) => pods.length === 0);
  const byNamespace = groupedBy(workloads, ({ namespace }) => namespace);
  const selected = new Map(
    unused.map((budget) => [
      budget,
      (byNamespace.get(budget.namespace) ?? []).filter((workload) => selects(budget, workload)),
    ]),
  );
  const overlapping = workloads.flatMap((workload) => {
    const own = unused.filter((budget) => selected.get(budget)?.includes(workload));
    return own.length > 1 && workload.replicas > 0 ? [{ workload, budgets: own }] : [];
  });
  return {
    tight: [...selected].flatMap(([budget, those]) => tightOf(budget, those)),
    overlapping,
  };
}

function selects({ entry, selects: bySelector }: Budget, { entry: workload }: Workload): boolean {
  const labels = workload.podTemplates[0]?.metadata.labels;
  if (!labels) return false;
  // Controllers add labels that no selector of a person names.
  const value = valueAt(entry.object, "spec", "selector");
  if (value === undefined || value === null) return false;
  const problems = compileSelector(decodeStructure("LabelSelector", value).value).problems;
  return problems.length === 0 && bySelector(labels);
}

function tightOf(budget: Budget, workloads: readonly Workload[]): readonly TightBudget[] {
  const expected = workloads.reduce((sum, { replicas }) => sum + replicas, 0);
  if (expected === 0) return [];
  const { object } = budget.entry;
  const most = valueAt(object, "spec", "maxUnavailable");
  const least = valueAt(object, "spec", "minAvailable");
  const desired =
    most === undefined || most === null ? share(least, expected) : expected - share(most, expected);
  return expected - desired > 0 ? [] : [{ budget, workloads, expected, desired }];
}
