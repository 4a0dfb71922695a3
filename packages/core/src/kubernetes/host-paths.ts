import type { HostPathVolumeSource, PodSpec } from "./api/types.ts";
import { perPod } from "./per-pod.ts";

/** A hostPath volume with its place in the list. */
export interface HostPathVolume {
  readonly index: number;
  readonly name: string;
  readonly source: HostPathVolumeSource;
  /** The path without `.`, `..`, doubled or trailing slashes. */
  readonly path: string;
}

/** The hostPath volumes of a pod, in order. */
export function hostPathVolumesOf(spec: PodSpec): readonly HostPathVolume[] {
  return ofPod({ spec });
}

const ofPod = perPod(({ spec }): readonly HostPathVolume[] =>
  (spec.volumes ?? []).flatMap(({ name, hostPath }, index) =>
    hostPath ? [{ index, name, source: hostPath, path: cleanPath(hostPath.path ?? "") }] : [],
  ),
);

/** A path without `.`, `..`, doubled or trailing slashes. */
export function cleanPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}`;
}
