import type { Container, EphemeralContainer, PodSpec } from "./api/types.ts";
import type { FieldPath } from "./field-path.ts";

const CONTAINER_LISTS = ["initContainers", "containers", "ephemeralContainers"] as const;

/** Every container of a pod, of all three kinds, with its path below the PodSpec. */
export function* containersOf(podSpec: PodSpec): Generator<{
  readonly container: Container | EphemeralContainer;
  readonly fieldPath: FieldPath;
}> {
  for (const list of CONTAINER_LISTS) {
    for (const [index, container] of (podSpec[list] ?? []).entries()) {
      yield { container, fieldPath: [list, index] };
    }
  }
}
