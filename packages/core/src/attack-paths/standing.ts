import type { RunningPod } from "../access/escalation/cluster.ts";
import { containersOf, type PlacedContainer } from "../kubernetes/containers.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { AttackVertex } from "./model.ts";

/** A pod that runs, or what pods will be made of, with the containers that stay. */
export interface StandingPod {
  readonly pod: RunningPod;
  readonly vertex: AttackVertex;
  /** Those that keep running; init containers are over when the pod runs, but for sidecars. */
  readonly containers: readonly PlacedContainer[];
  /** What a field of the pod says; the path is below the template. */
  readonly at: (path: FieldPath, message: string) => Evidence;
}

/** Every Pod, and every template of which no Pod is shown: who takes a pod over has one, and a template that runs as Pods is none. */
export function standingPods(pods: readonly RunningPod[]): readonly StandingPod[] {
  const shown = new Set(
    pods.flatMap(({ object, namespace }) => {
      const owner = controllerReferenceOf(object.object);
      return owner ? [`${namespace} ${owner.kind} ${owner.name}`] : [];
    }),
  );
  const isShown = ({ namespace, object: { reference } }: RunningPod): boolean =>
    shown.has(`${namespace} ${reference.kind} ${reference.name}`);
  return pods.filter((pod) => !isShown(pod)).map(standing);
}

function standing(pod: RunningPod): StandingPod {
  const { object, template, namespace } = pod;
  return {
    pod,
    vertex: { kind: object.reference.kind, namespace, name: object.reference.name },
    containers: [...containersOf(template.spec)].filter(
      ({ list, sidecar }) => list !== "initContainers" || sidecar,
    ),
    at: (path, message) => ({
      object: object.reference,
      path: locateInObject(template, path),
      message,
    }),
  };
}
