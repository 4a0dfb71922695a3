import { parseEntity } from "../kubernetes/entities.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import type { Placement } from "./engine.ts";
import type { PlacementNode, PlacementPod } from "./model.ts";

interface Called {
  readonly namespace: string;
  readonly name: string;
  /** Undefined: of any kind. */
  readonly kind?: string;
}

/** The pod that a text names: `NS/NAME`, a Pod before a workload of that name, or `KIND/NS/NAME`. */
export function podsCalled(
  text: string,
  { pods }: Pick<Placement, "pods">,
): { readonly pod: PlacementPod } | { readonly problem: string } {
  const called = calledBy(text);
  if (!called) return { problem: `"${text}" is no pod; write NS/NAME or KIND/NS/NAME.` };
  const found = pods.filter((pod) => isCalled(pod, called));
  const pod = found.find(({ reference }) => reference.kind === "Pod") ?? found[0];
  if (!pod) return { problem: `The input shows no pod or workload ${text}.` };
  if (pod.reference.kind === "Pod" || found.length === 1) return { pod };
  const kinds = found.map(({ reference }) => reference.kind.toLowerCase()).join(", ");
  return { problem: `Several kinds are called ${text} (${kinds}); write KIND/NS/NAME.` };
}

function calledBy(text: string): Called | undefined {
  const entity = parseEntity(text);
  if (entity?.is === "workload") return entity;
  const [namespace = "", name = "", ...rest] = text.split("/");
  return rest.length > 0 || namespace === "" || name === "" ? undefined : { namespace, name };
}

function isCalled({ namespace, name, reference }: PlacementPod, called: Called): boolean {
  const { kind = reference.kind } = called;
  return namespace === called.namespace && name === called.name && reference.kind === kind;
}

/** What makes pods of its own, and of the pods that something makes those that are on the node. */
export function podsToPlace(
  { pods }: Pick<Placement, "pods">,
  node: PlacementNode,
): readonly PlacementPod[] {
  return pods.filter(
    ({ object, spec }) =>
      controllerReferenceOf(object) === undefined ||
      (object.kind === "Pod" && spec.nodeName === node.name),
  );
}
