import type { PodSpec } from "../kubernetes/api/types.ts";
import { nameOf } from "./text.ts";

interface Imaged {
  readonly name?: string;
  readonly image?: string;
}

/** Whether an update can change the verdict: other images, or containers that came or went. */
export function isSignificantPodUpdate(spec: PodSpec, old: PodSpec): boolean {
  return (
    differs(spec.containers ?? [], old.containers ?? []) ||
    differs(spec.initContainers ?? [], old.initContainers ?? []) ||
    addsOrChanges(spec.ephemeralContainers ?? [], old.ephemeralContainers ?? [])
  );
}

function differs(now: readonly Imaged[], before: readonly Imaged[]): boolean {
  if (now.length !== before.length) return true;
  return now.some((container, index) => imageOf(container) !== imageOf(before[index]));
}

function addsOrChanges(now: readonly Imaged[], before: readonly Imaged[]): boolean {
  return now.some((container) => {
    const same = before.find((other) => nameOf(other) === nameOf(container));
    return same === undefined || imageOf(same) !== imageOf(container);
  });
}

function imageOf(container: Imaged | undefined): string {
  return container?.image ?? "";
}
