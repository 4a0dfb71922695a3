import type { Container, EphemeralContainer, PodSpec } from "./api/types.ts";
import type { FieldPath } from "./field-path.ts";

const CONTAINER_LISTS = ["initContainers", "containers", "ephemeralContainers"] as const;

/** The list of a PodSpec that a container stands in. */
type ContainerList = (typeof CONTAINER_LISTS)[number];

/** A container with where it stands. */
export interface PlacedContainer {
  readonly container: Container | EphemeralContainer;
  /** Below the PodSpec: `["initContainers", 0]`. */
  readonly fieldPath: FieldPath;
  readonly list: ContainerList;
  /** A native sidecar: an init container that keeps running, because its `restartPolicy` is `Always`. */
  readonly sidecar: boolean;
}

/** Every container of a pod, of all three lists, in the order in which they start. Absent lists have none. */
export function* containersOf(podSpec: PodSpec): Generator<PlacedContainer> {
  for (const list of CONTAINER_LISTS) {
    for (const [index, container] of (podSpec[list] ?? []).entries()) {
      const sidecar = list === "initContainers" && container.restartPolicy === "Always";
      yield { container, fieldPath: [list, index], list, sidecar };
    }
  }
}
