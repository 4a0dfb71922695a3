import type {
  Container,
  EphemeralContainer,
  PodSpec,
  SecurityContext,
} from "../../kubernetes/api/types.ts";
import { containersOf } from "../../kubernetes/containers.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { labelInPod, type PlacedPod } from "../../kubernetes/label.ts";
import { perPod } from "../../kubernetes/per-pod.ts";

/** A container of any kind as the checks look at it. */
export interface PodContainer {
  readonly container: Container | EphemeralContainer;
  readonly security: SecurityContext;
  /** Path below the pod template. */
  readonly path: FieldPath;
  /** Path of its security context, present or not. */
  readonly securityPath: FieldPath;
  /** How messages name it: `container "web"`, or `container at spec.steps[0]`. */
  readonly label: string;
}

/** Every container of a pod, in the order of the fields, with its path below the pod template. */
export const podContainersOf: (pod: PlacedPod) => readonly PodContainer[] = perPod(
  (pod: PlacedPod) =>
    Array.from(containersOf(pod.spec), ({ container, fieldPath }) => {
      const path = ["spec", ...fieldPath];
      return {
        container,
        security: container.securityContext ?? {},
        path,
        securityPath: [...path, "securityContext"],
        label: labelInPod(pod, "container", { name: container.name, at: path }),
      };
    }),
);

/** Whether the pod says that it runs on Windows. */
export function isWindowsPod(spec: PodSpec): boolean {
  return spec.os?.name === "windows";
}

/** Whether a container leaves a field of the security context to the pod, so that the pod's value holds for it. */
export function isInherited(pod: PlacedPod, field: keyof SecurityContext): boolean {
  return podContainersOf(pod).some(({ security }) => security[field] === undefined);
}

/** A word of a container's command or arguments, with its place. */
export interface CommandWord {
  readonly field: "command" | "args";
  readonly index: number;
  readonly word: string;
}

/** The words that a container starts with, as the manifest has them: `command`, then `args`. */
export function* commandWordsOf(
  container: Pick<Container, "command" | "args">,
): Generator<CommandWord> {
  for (const field of ["command", "args"] as const) {
    for (const [index, word] of (container[field] ?? []).entries()) yield { field, index, word };
  }
}
