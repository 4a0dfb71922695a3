import type { JsonValue } from "../kubernetes/json.ts";
import { at, items, nameOf, namespaceIn, type Objects, pairs, text } from "./json.ts";

/** A pod, or what a workload makes pods of. */
export interface NaivePod {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly spec: JsonValue;
  readonly isOwned: boolean;
  readonly isFromCluster: boolean;
  readonly phase: string;
  readonly addresses: readonly string[];
}

const TEMPLATES: ReadonlyMap<string, string> = new Map([
  ["Deployment", "spec.template"],
  ["ReplicaSet", "spec.template"],
  ["ReplicationController", "spec.template"],
  ["StatefulSet", "spec.template"],
  ["DaemonSet", "spec.template"],
  ["Job", "spec.template"],
  ["CronJob", "spec.jobTemplate.spec.template"],
]);

const known = new WeakMap<Objects, readonly NaivePod[]>();

/** Every pod and every template of Kubernetes' own kinds. */
export function podsOf(objects: Objects): readonly NaivePod[] {
  const found = known.get(objects) ?? readPods(objects);
  known.set(objects, found);
  return found;
}

function readPods(objects: Objects): readonly NaivePod[] {
  return objects.flatMap((object): readonly NaivePod[] => {
    const { kind } = object;
    const place = TEMPLATES.get(kind);
    const template = kind === "Pod" ? object : place === undefined ? undefined : at(object, place);
    if (template === undefined) return [];
    const isOwned = items(object, "metadata.ownerReferences").some(
      (each) => at(each, "controller") === true,
    );
    return [
      {
        kind,
        name: nameOf(object),
        namespace: namespaceIn(object),
        labels: pairs(template, "metadata.labels"),
        annotations: pairs(template, "metadata.annotations"),
        spec: at(template, "spec") ?? {},
        isOwned,
        isFromCluster:
          kind === "Pod" &&
          (text(object, "metadata.uid") !== "" || text(object, "metadata.resourceVersion") !== ""),
        phase: text(object, "status.phase"),
        addresses: [
          text(object, "status.podIP"),
          ...items(object, "status.podIPs").map((each) => text(each, "ip")),
        ].filter((each) => each !== ""),
      },
    ];
  });
}
