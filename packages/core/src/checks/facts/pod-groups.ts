import type { Fix } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { removing, replacing } from "../writing/fixes.ts";
import { isInherited, podContainersOf } from "./pod-containers.ts";

/** A group id that a pod or a container sets and that takes effect. */
export interface PodGroup {
  readonly group: number;
  readonly path: FieldPath;
  /** What sets it, as a clause: `pod sets fsGroup to`. */
  readonly clause: string;
  /** What a violation says of its container. */
  readonly place: { readonly container?: string };
  /** Another id, or the group taken out of the list. */
  readonly fix: Fix;
}

/** The group ids of a pod in field order; a `runAsGroup` of the pod only where a container inherits it. */
export function* podGroupsOf(pod: PodTemplate): Generator<PodGroup> {
  const { runAsGroup, fsGroup, supplementalGroups = [] } = pod.spec.securityContext ?? {};
  const base = ["spec", "securityContext"];
  if (runAsGroup !== undefined && isInherited(pod, "runAsGroup")) {
    yield groupAt([...base, "runAsGroup"], runAsGroup, "pod sets runAsGroup to");
  }
  if (fsGroup !== undefined) yield groupAt([...base, "fsGroup"], fsGroup, "pod sets fsGroup to");
  for (const [index, group] of supplementalGroups.entries()) {
    const path = [...base, "supplementalGroups", index];
    const clause = "pod has supplemental group";
    yield { group, path, clause, place: {}, fix: removing("may-break", path) };
  }
  for (const { container, security, securityPath, label } of podContainersOf(pod)) {
    if (security.runAsGroup === undefined) continue;
    const path = [...securityPath, "runAsGroup"];
    const place = { container: container.name };
    yield { ...groupAt(path, security.runAsGroup, `${label} sets runAsGroup to`), place };
  }
}

function groupAt(path: FieldPath, group: number, clause: string): PodGroup {
  return { group, path, clause, place: {}, fix: replacing("needs-value", path, 10001) };
}
