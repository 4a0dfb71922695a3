import type { ObjectCheck, PodCheck } from "../checks/check.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Violation } from "../findings/finding.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { isListed } from "../snapshot/completeness.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { CheckRoutes, ObjectRoute } from "./routes.ts";

/** What a check said, and of which pod template where it is one that speaks of pods. */
export interface Statement {
  readonly check: ObjectCheck | PodCheck;
  readonly violation: Violation;
}

/** What was said of an object as a whole, and of each of its pod templates, in the order of the checks. */
export interface Evaluation {
  /** What the checks saw: the object, or what that must mean. */
  readonly seen: SnapshotObject;
  readonly ofObject: readonly Statement[];
  readonly ofPods: readonly {
    readonly template: PodTemplate;
    readonly statements: readonly Statement[];
  }[];
}

/** Which of the checks run. */
export type Selection = (check: ObjectCheck | PodCheck) => boolean;

/** How checks are asked. */
export interface Asking {
  readonly selection?: Selection;
  /** Runs what asks a check, where something is to be known of that. */
  readonly around?: (check: ObjectCheck | PodCheck, ask: () => void) => void;
}

function everyCheck(): boolean {
  return true;
}

function atOnce(_check: ObjectCheck | PodCheck, ask: () => void): void {
  ask();
}

interface Subject {
  readonly written: Scene;
  readonly seen: Scene;
  readonly statements: Statement[];
  readonly pods: readonly Pod[];
}

interface Scene {
  readonly entry: SnapshotObject;
  readonly cluster: Cluster;
}

interface Pod {
  readonly template: PodTemplate;
  readonly surroundings: { readonly cluster: Cluster; readonly object: SnapshotObject };
  readonly statements: Statement[];
}

/**
 * Runs the checks that have to see them over some objects of a cluster, check by check: the code of one check stays in the processor's
 * cache, which that of all of them does not fit into. That takes a quarter off the time of ten thousand objects.
 */
export function evaluate(
  targets: readonly SnapshotObject[],
  cluster: Cluster,
  checks: CheckRoutes,
  { selection = everyCheck, around = atOnce }: Asking = {},
): readonly Evaluation[] {
  const subjects = targets.map((target) => subjectOf(target, cluster));
  // What could not be listed is not missing for it.
  const runs = (check: ObjectCheck | PodCheck): boolean =>
    selection(check) &&
    (check.claimsAbsenceOf ?? []).every((resource) => isListed(cluster.snapshot, resource));
  for (const [routes, those] of groupedBy(subjects, ({ seen }) => checks.ofObject(seen.entry))) {
    for (const route of routes.filter(({ check }) => runs(check))) {
      around(route.check, () => {
        askOfObjects(route, those);
      });
    }
  }
  const pods = subjects.flatMap((subject) => subject.pods);
  for (const [ofPods, those] of groupedBy(pods, ({ template }) => checks.ofPod(template))) {
    for (const check of ofPods.filter(runs)) {
      around(check, () => {
        askOfPods(check, those);
      });
    }
  }
  return subjects.map(({ seen, statements, pods: ofPods }) => ({
    seen: seen.entry,
    ofObject: statements,
    ofPods,
  }));
}

function askOfObjects(
  { check, asWritten, evaluate: ask }: ObjectRoute,
  subjects: readonly Subject[],
): void {
  for (const { written, seen, statements } of subjects) {
    const { entry, cluster } = asWritten ? written : seen;
    for (const violation of ask(entry, cluster)) statements.push({ check, violation });
  }
}

function askOfPods(check: PodCheck, pods: readonly Pod[]): void {
  for (const { template, surroundings, statements } of pods) {
    for (const violation of check.evaluate(template, surroundings)) {
      statements.push({ check, violation });
    }
  }
}

function subjectOf(target: SnapshotObject, cluster: Cluster): Subject {
  const written = { entry: target, cluster };
  const seen = cluster.meaningOf(target) ?? written;
  const surroundings = { cluster: seen.cluster, object: seen.entry };
  const pods = seen.entry.podTemplates.map((template) => ({
    template,
    surroundings,
    statements: [],
  }));
  return { written, seen, statements: [], pods };
}
