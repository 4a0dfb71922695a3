import type { Cluster } from "../cluster/cluster.ts";
import { applyEdits } from "../kubernetes/apply-edits.ts";
import type { Edit } from "../kubernetes/edit.ts";
import { valueAt } from "../kubernetes/json-fields.ts";
import {
  isKubernetesObject,
  type KubernetesObject,
  namespaceOf,
  type ObjectReference,
} from "../kubernetes/object.ts";
import { createPlacement } from "../placement/engine.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { allowedBy, type Budget, budgetsIn } from "./budgets.ts";
import type { BlockerFix } from "./model.ts";
import { runningPodsIn } from "./pods.ts";
import { type Workload, workloadBudgets, workloadsIn } from "./workload-budgets.ts";

/**
 * What makes a budget let one pod go, judged again with it: one replica more where a minimum is asked that all pods together just
 * reach, else another number in the budget. Undefined where neither helps.
 */
export function budgetFix(
  budget: Budget,
  workloads: readonly Workload[],
  { snapshot }: Pick<Cluster, "snapshot">,
): BlockerFix | undefined {
  for (const candidate of candidatesFor(budget, workloads)) {
    if (letsOneGo(budget, candidate.edits, snapshot)) return { ...candidate, proven: true };
  }
  return undefined;
}

type Candidate = Omit<BlockerFix, "proven">;

function candidatesFor(budget: Budget, workloads: readonly Workload[]): readonly Candidate[] {
  const { entry } = budget;
  const name = entry.reference.name;
  const [only, ...others] = workloads;
  const least = valueAt(entry.object, "spec", "minAvailable");
  const most = valueAt(entry.object, "spec", "maxUnavailable");
  const found: Candidate[] = [];
  if (only && others.length === 0 && typeof least === "number" && least > 0) {
    found.push(replicasFix(only, least + 1));
  }
  if (most !== undefined && most !== null) {
    found.push({
      message: `Let one pod be unavailable in ${name}.`,
      edits: [edited(entry.reference, ["spec", "maxUnavailable"], most, 1)],
    });
  } else {
    found.push({
      message: `Have ${name} say how many pods may be unavailable, one, in place of how many have to be there.`,
      edits: [
        { object: entry.reference, edit: { op: "remove", path: ["spec", "minAvailable"] } },
        edited(entry.reference, ["spec", "maxUnavailable"], undefined, 1),
      ],
    });
  }
  return found;
}

function replicasFix({ entry }: Workload, replicas: number): Candidate {
  const { kind, name } = entry.reference;
  const now = valueAt(entry.object, "spec", "replicas");
  return {
    message: `Run ${replicas} replicas of ${kind} ${name}.`,
    edits: [edited(entry.reference, ["spec", "replicas"], now, replicas)],
  };
}

function edited(
  object: ObjectReference,
  path: readonly string[],
  now: unknown,
  value: number,
): { readonly object: ObjectReference; readonly edit: Edit } {
  return { object, edit: { op: now === undefined ? "add" : "replace", path, value } };
}

/** Whether a budget lets a pod go with the edits: by its pods, where each replica more is one more that is healthy. */
function letsOneGo(budget: Budget, edits: Candidate["edits"], snapshot: Snapshot): boolean {
  const changed = withEdits(snapshot, edits);
  if (!changed) return false;
  const { snapshot: after, more } = changed;
  const pods = runningPodsIn(after, createPlacement(after));
  const again = budgetsIn(after, pods).find((each) => isSame(each, budget));
  if (!again) return false;
  if (again.pods.length > 0) return allowedBy(again.state, more) > 0;
  return !workloadBudgets([again], workloadsIn(after)).tight.some((tight) =>
    isSame(tight.budget, budget),
  );
}

function isSame(a: Budget, b: Budget): boolean {
  return a.namespace === b.namespace && a.entry.reference.name === b.entry.reference.name;
}

function withEdits(
  snapshot: Snapshot,
  edits: Candidate["edits"],
): { readonly snapshot: Snapshot; readonly more: number } | undefined {
  const byEntry = new Map<SnapshotObject, Edit[]>();
  for (const { object, edit } of edits) {
    const entry = snapshot.find(object);
    if (!entry) return undefined;
    byEntry.set(entry, [...(byEntry.get(entry) ?? []), edit]);
  }
  const replaced = new Map<SnapshotObject, KubernetesObject>();
  let more = 0;
  for (const [entry, own] of byEntry) {
    const result = applyEdits(withoutStatus(entry.object), own);
    if ("problem" in result || !isKubernetesObject(result.value)) return undefined;
    replaced.set(entry, result.value);
    more += replicasOf(result.value) - replicasOf(entry.object);
  }
  return { snapshot: snapshot.with({ replaced }), more };
}

// What a controller saw of the object as it was says nothing of the object as it will be.
function withoutStatus({ status: _, ...object }: KubernetesObject): KubernetesObject {
  return object;
}

function replicasOf(object: KubernetesObject): number {
  const replicas = valueAt(object, "spec", "replicas");
  return typeof replicas === "number" ? replicas : 0;
}

/** The workloads that have the pods of a budget, or will have. */
export function workloadsOfBudget(
  budget: Budget,
  workloads: readonly Workload[],
): readonly Workload[] {
  return workloads.filter(
    ({ entry, namespace }) =>
      namespace === budget.namespace &&
      entry.podTemplates.some(({ metadata }) => budget.selects(metadata.labels)) &&
      namespaceOf(entry.reference) === budget.namespace,
  );
}
