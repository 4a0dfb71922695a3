import { controlledLabelsOf, writtenPodLabelsOf } from "../kubernetes/controller-labels.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import { groupOf, type KubernetesObject, namespaceOf } from "../kubernetes/object.ts";
import type { PodLabels } from "../kubernetes/pod-labels.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { rememberingEach } from "./remembering.ts";
import type { Snapshot, SnapshotObject } from "./snapshot.ts";

/** The labels of the pods that an object makes of a template of its own. */
export type PodLabelsOf = (member: SnapshotObject, template: PodTemplate) => PodLabels;

/** What is known of the labels of a snapshot's pods and of those to come: what whoever evaluates a selector of pods asks. */
export function podLabelsIn(snapshot: Snapshot): PodLabelsOf {
  return snapshot.once(createPodLabels);
}

function createPodLabels(snapshot: Snapshot): PodLabelsOf {
  const version = /^v1\.(\d+)/.exec(snapshot.assumptions.kubernetesVersion.value);
  const minor = Number(version?.[1] ?? 99);
  const scaled = scaledStatefulSetsOf(snapshot);
  return (member, template) => {
    const { object, reference } = member;
    const isPod = groupOf(object) === "" && object.kind === "Pod";
    const isScaled = !isPod && scaled.has(`${namespaceOf(reference)}/${reference.name}`);
    const known = knownOf(template).find(
      (each) => each.object === object && each.minor === minor && each.isScaled === isScaled,
    );
    if (known) return known.podLabels;
    const { labels } = template.metadata;
    const context = { minor, isScaled };
    const podLabels = isPod
      ? writtenPodLabelsOf(object, labels, context)
      : controlledLabelsOf(object, labels, context);
    knownOf(template).push({ object, minor, isScaled, podLabels });
    return podLabels;
  };
}

interface KnownLabels {
  readonly object: KubernetesObject;
  readonly minor: number;
  readonly isScaled: boolean;
  readonly podLabels: PodLabels;
}

/** Several snapshots show the same templates. */
const knownOf = rememberingEach((_template: PodTemplate): KnownLabels[] => []);

function scaledStatefulSetsOf(snapshot: Snapshot): ReadonlySet<string> {
  const scalers = [
    ...snapshot.ofKind("autoscaling", "HorizontalPodAutoscaler"),
    ...snapshot.ofKind("keda.sh", "ScaledObject"),
  ];
  return new Set(
    scalers
      .filter(({ object }) => textAt(object, "spec", "scaleTargetRef", "kind") === "StatefulSet")
      .map(
        ({ object, reference }) =>
          `${namespaceOf(reference)}/${textAt(object, "spec", "scaleTargetRef", "name")}`,
      ),
  );
}
