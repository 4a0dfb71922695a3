import type { Container, PodSpec } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import type { Place } from "../place.ts";

const LISTS = ["initContainers", "containers", "ephemeralContainers"] as const;

/** `VisitContainersWithPath`: the containers of all three lists. */
export function visitContainers(
  spec: Decoded<PodSpec>,
  at: Place,
  visit: (container: Decoded<Container>, at: Place) => void,
): void {
  for (const field of LISTS) {
    const containers = spec[field];
    if (!containers) continue;
    const listAt = at.child(field);
    for (const [index, container] of containers.entries()) visit(container, listAt.index(index));
  }
}

/** Whether a pod has a container of that name. */
export function hasContainer(spec: Decoded<PodSpec>, name: string): boolean {
  return LISTS.some((field) => spec[field]?.some((container) => (container.name ?? "") === name));
}
