import { keyOf } from "@watertight/core/findings";
import type { ObjectReference } from "@watertight/core/kubernetes";
import { type Location, nameOfOrigin, renderingOf, type Snapshot } from "@watertight/core/snapshot";

const PROGRAMS = { helm: "Helm", kustomize: "Kustomize" } as const;

/** Names the program whose output a location of an object is in; `undefined` for a file as written. */
export function createRenderedBy(
  snapshot: Snapshot,
): (object: ObjectReference, location: Location) => string | undefined {
  let programs: Map<string, string> | undefined;
  return (object, location) => {
    if (!location.rendered) return undefined;
    programs ??= programsOf(snapshot);
    return programs.get(keyOf(object) + location.file) ?? "Helm or Kustomize";
  };
}

function programsOf(snapshot: Snapshot): Map<string, string> {
  const programs = new Map<string, string>();
  for (const { reference, origin } of snapshot.objects) {
    const rendering = renderingOf(origin);
    if (rendering) programs.set(keyOf(reference) + nameOfOrigin(origin), PROGRAMS[rendering.by]);
  }
  return programs;
}
