import { type FieldPath, formatFieldPath } from "./field-path.ts";
import type { PodTemplate } from "./pod-template.ts";

/** How messages name a thing: `volume "db"`, or by its place in the object where it has no name: `volume at spec.volumes[0]`. */
export function labelOf(noun: string, name: string | undefined, place: FieldPath): string {
  return name ? `${noun} "${name}"` : `${noun} at ${formatFieldPath(place)}`;
}

/** A pod with its place in the object. */
export type PlacedPod = Pick<PodTemplate, "spec" | "path" | "locate">;

/** How messages name a part of a pod, whose path is below the pod template. */
export function labelInPod(
  { path, locate }: Pick<PodTemplate, "path" | "locate">,
  noun: string,
  { name, at }: { readonly name: string | undefined; readonly at: FieldPath },
): string {
  // Asked for by every check of every pod: the place is only looked for where it is needed.
  return name ? labelOf(noun, name, at) : labelOf(noun, name, locate?.(at) ?? [...path, ...at]);
}
