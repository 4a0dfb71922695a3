import { podSecurityDefaultOf } from "@watertight/core/cluster";
import { namespaceOf, stringMapOf } from "@watertight/core/kubernetes";
import {
  type NamespacedPod,
  type PodSecurityConfiguration,
  type PodSecurityLevel,
  type PodSecurityVersion,
  podSecurityPolicyOf,
  type Recommendation,
  recommendLevels,
} from "@watertight/core/pod-security";
import type { Snapshot, SnapshotObject } from "@watertight/core/snapshot";

/** The highest level of a namespace, what it has today, and what stands in the way of the next. */
export interface NamespaceRecommendation extends Recommendation {
  /** Undefined where the input has no such Namespace. */
  readonly enforced: PodSecurityLevel | undefined;
}

export function recommendationsOf(
  snapshot: Snapshot,
  version: PodSecurityVersion,
): readonly NamespaceRecommendation[] {
  const namespaces = snapshot.ofKind("", "Namespace");
  const { value } = podSecurityDefaultOf(snapshot);
  const today = new Map(
    namespaces.map((namespace) => [namespace.reference.name, enforcedIn(namespace, value)]),
  );
  return recommendLevels(today.keys(), namespacedPodsOf(snapshot), version).map((one) => ({
    ...one,
    enforced: today.get(one.namespace),
  }));
}

// What names no namespace is applied to the one that kubectl uses by default.
function namespacedPodsOf(snapshot: Snapshot): readonly NamespacedPod[] {
  return snapshot.objects.flatMap(({ reference, podTemplates }) =>
    podTemplates.map((pod) => ({
      namespace: namespaceOf(reference),
      object: reference,
      pod,
    })),
  );
}

function enforcedIn(
  { object }: SnapshotObject,
  { defaults }: PodSecurityConfiguration,
): PodSecurityLevel {
  return podSecurityPolicyOf(stringMapOf(object, "labels"), defaults).policy.enforce.level;
}
