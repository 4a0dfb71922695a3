import type { Violation } from "../../findings/finding.ts";
import { cleanPath, hostPathVolumesOf } from "../../kubernetes/host-paths.ts";
import { labelInPod } from "../../kubernetes/label.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { type HostPathSensitivity, sensitivityOfHostPath } from "../../node-escape/host-paths.ts";
import { REACHES, type Reach } from "../../node-escape/model.ts";
import { hostPathMountsOf } from "../../node-escape/mounts.ts";
import { SEVERITY_OF_REACH } from "./node-reach.ts";

/** The volumes that mount a path of a kind that gives something of the node, or that the configuration forbids. */
export function* sensitiveHostPaths(
  pod: PodTemplate,
  kind: HostPathSensitivity["kind"],
  forbidden: readonly string[] = [],
): Generator<Violation> {
  for (const { index, name, path } of hostPathVolumesOf(pod.spec)) {
    const sensitive = sensitivityOf(path, forbidden);
    if (sensitive?.kind !== kind) continue;
    const at = ["spec", "volumes", index];
    const label = labelInPod(pod, "volume", { name, at });
    yield {
      path: [...at, "hostPath", "path"],
      message: `${label} mounts ${path} of the node: ${sensitive.what}`,
      severity: SEVERITY_OF_REACH[reachOf(sensitive, name, pod, forbidden)],
    };
  }
}

/** The most that a container has of a volume; without one, what reading it gives. */
function reachOf(
  sensitive: HostPathSensitivity,
  volume: string,
  pod: PodTemplate,
  forbidden: readonly string[],
): Reach {
  const own = hostPathMountsOf(pod.spec).filter((mount) => mount.volume.name === volume);
  const reaches = new Set(
    own.map(({ path, isWritten }) => {
      // A part of the volume of which nothing is known: the volume is there all the same.
      const seen = sensitivityOf(path, forbidden) ?? { reach: "part", reachReadOnly: "part" };
      return isWritten ? seen.reach : seen.reachReadOnly;
    }),
  );
  return REACHES.find((reach) => reaches.has(reach)) ?? sensitive.reachReadOnly;
}

/** Whether one of these checks reports a path. */
export function isSensitiveHostPath(path: string, forbidden: readonly string[]): boolean {
  return sensitivityOf(path, forbidden) !== undefined;
}

function sensitivityOf(
  path: string,
  forbidden: readonly string[],
): HostPathSensitivity | undefined {
  return sensitivityOfHostPath(path) ?? forbiddenHostPath(path, forbidden);
}

function forbiddenHostPath(
  path: string,
  forbidden: readonly string[],
): HostPathSensitivity | undefined {
  const isForbidden = forbidden
    .map(cleanPath)
    .some((each) => isWithin(path, each) || isWithin(each, path));
  if (!isForbidden) return undefined;
  const what = "a path that the configuration forbids";
  return { kind: "host-path", what, reach: "part", reachReadOnly: "part" };
}

/** Whether `path` is `directory` or lies in it. */
function isWithin(path: string, directory: string): boolean {
  if (directory === "/") return path === "/"; // everything lies in the root; only itself is meant
  return path === directory || path.startsWith(`${directory}/`);
}
