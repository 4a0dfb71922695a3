import type { ObjectReference } from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { evaluatePod, type PodSecurityViolation } from "./evaluate.ts";
import type { PodSecurityLevel, PodSecurityVersion } from "./policy.ts";
import { compareBytes } from "./text.ts";
import { withVolumeDefaults } from "./volume-defaults.ts";

/** A pod that a namespace holds or makes, with the object that describes it. */
export interface NamespacedPod {
  readonly namespace: string;
  readonly object: ObjectReference;
  readonly pod: PodTemplate;
}

/** What one pod would have to change for the next level. */
export interface Obstacle {
  readonly object: ObjectReference;
  readonly pod: PodTemplate;
  readonly violations: readonly PodSecurityViolation[];
}

/** The highest level that every pod of a namespace passes, and what keeps it from the next. */
export interface Recommendation {
  readonly namespace: string;
  readonly level: PodSecurityLevel;
  readonly pods: number;
  /** Absent where `level` is the highest there is. */
  readonly next?: { readonly level: PodSecurityLevel; readonly obstacles: readonly Obstacle[] };
}

/** Recommends a level for every namespace, in the order of their names; one without pods can take restricted. */
export function recommendLevels(
  namespaces: Iterable<string>,
  pods: readonly NamespacedPod[],
  version: PodSecurityVersion,
): readonly Recommendation[] {
  const byNamespace = new Map<string, NamespacedPod[]>();
  for (const name of namespaces) byNamespace.set(name, []);
  for (const placed of pods) {
    const others = byNamespace.get(placed.namespace);
    if (others) others.push(placed);
    else byNamespace.set(placed.namespace, [placed]);
  }
  return Array.from(byNamespace, ([namespace, own]) => recommendOne(namespace, own, version)).sort(
    (a, b) => compareBytes(a.namespace, b.namespace),
  );
}

function recommendOne(
  namespace: string,
  pods: readonly NamespacedPod[],
  version: PodSecurityVersion,
): Recommendation {
  const common = { namespace, pods: pods.length };
  const baseline = obstaclesTo("baseline", pods, version);
  if (baseline.length > 0) {
    return { ...common, level: "privileged", next: { level: "baseline", obstacles: baseline } };
  }
  const restricted = obstaclesTo("restricted", pods, version);
  if (restricted.length > 0) {
    return { ...common, level: "baseline", next: { level: "restricted", obstacles: restricted } };
  }
  return { ...common, level: "restricted" };
}

function obstaclesTo(
  level: PodSecurityLevel,
  pods: readonly NamespacedPod[],
  version: PodSecurityVersion,
): readonly Obstacle[] {
  return pods.flatMap(({ object, pod }) => {
    const { violations } = evaluatePod(withVolumeDefaults(pod), { level, version });
    return violations.length === 0 ? [] : [{ object, pod, violations }];
  });
}
