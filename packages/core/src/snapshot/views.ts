import { containersOf } from "../kubernetes/containers.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { valueAt, valueAtPath } from "../kubernetes/json-fields.ts";
import { groupOf } from "../kubernetes/object.ts";
import { serviceAccountNameOf } from "../kubernetes/service-account.ts";
import type { SnapshotObject } from "./snapshot-object.ts";

/** Whether an object describes pods, and what owns it. */
export function ownersView({ object, podTemplates }: SnapshotObject): unknown {
  return [valueAt(object, "metadata", "ownerReferences") ?? null, podTemplates.length > 0];
}

/** All that decides which labels the pods of an object have; undefined for one that describes none. */
export function podLabelsView({ object, podTemplates }: SnapshotObject): unknown {
  if (podTemplates.length === 0) return undefined;
  return [
    podTemplates.map(({ metadata }) => ({ ...metadata.labels })),
    ...DECIDING.map((path) => valueAtPath(object, path) ?? null),
    groupOf(object) === "apps" && object.kind === "StatefulSet"
      ? (valueAt(object, "spec", "replicas") ?? null)
      : null,
  ];
}

/** What `kubernetes/controller-labels.ts` reads besides. */
const DECIDING: readonly FieldPath[] = [
  ["metadata", "uid"],
  ["metadata", "generateName"],
  ["spec", "nodeName"],
  ["spec", "ordinals"],
  ...[["spec"], ["spec", "jobTemplate", "spec"]].flatMap((at) =>
    ["manualSelector", "completionMode", "completions"].map((field) => [...at, field]),
  ),
];

/** As which account the pods of an object run, and whether they get its token. */
export function tokenView(entry: SnapshotObject): unknown {
  const { podTemplates } = entry;
  if (podTemplates.length === 0) return undefined;
  return [
    ownersView(entry),
    ...podTemplates.map(({ spec }) => [
      serviceAccountNameOf(spec),
      spec.automountServiceAccountToken,
      spec.volumes,
      Array.from(containersOf(spec), ({ container }) => container.volumeMounts),
    ]),
  ];
}
