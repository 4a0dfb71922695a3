import type { PodSpec } from "../kubernetes/api/types.ts";
import { type HostPathVolume, hostPathVolumesOf } from "../kubernetes/host-paths.ts";
import { type PlacedPod } from "../kubernetes/label.ts";
import { isNeverRoot } from "../kubernetes/security-context.ts";
import type { HostPathGrant } from "./host-path-grants.ts";
import { grantsMetBy, type MetGrant, sensitivityOfHostPath } from "./host-paths.ts";
import {
  type ContainerPlace,
  GAINS,
  type Gain,
  type NodeEscape,
  opensNode,
  placeOf,
} from "./model.ts";
import { type HostPathMount, hostPathMountsOf } from "./mounts.ts";

/** What each volume of the node's files gives, by container, the most first. A volume that nobody mounts gives nothing yet. */
export function mountEscapesOf(pod: PlacedPod): readonly NodeEscape[] {
  const mounts = hostPathMountsOf(pod.spec);
  return hostPathVolumesOf(pod.spec).flatMap((volume) => {
    const own = mounts.filter((mount) => mount.volume === volume);
    if (own.length === 0) return [unmounted(volume)];
    return own.map((mount) => escapeOf(mount, pod)).toSorted((a, b) => rankOf(a) - rankOf(b));
  });
}

function unmounted(volume: HostPathVolume): NodeEscape {
  return {
    kind: kindOf(volume),
    volume: volume.name,
    path: pathOf(volume),
    message: `names ${volume.path} of the node`,
    gives: "files",
    certainty: "unknown",
    reason: "no container mounts it",
    techniques: [],
  };
}

function escapeOf(mount: HostPathMount, pod: PlacedPod): NodeEscape {
  const { placed, volume, path, isWritten } = mount;
  const { gives, reason, grant } = mostOf(mount);
  const container = placeOf(placed, pod);
  const doubt = doubtOf(mount, container, pod.spec) || reason;
  return {
    kind: kindOf(volume),
    container,
    volume: volume.name,
    path: pathOf(volume),
    message: `mounts ${path} of the node${isWritten ? ", writable" : ""}`,
    gives,
    certainty: doubt === "" ? "yes" : "unknown",
    reason: doubt,
    techniques: grant?.techniques ?? [],
  };
}

/** One path is one kind, whatever else it gives. */
function kindOf({ path }: HostPathVolume): NodeEscape["kind"] {
  return sensitivityOfHostPath(path)?.kind ?? "host-path";
}

function pathOf({ index }: HostPathVolume): NodeEscape["path"] {
  return ["spec", "volumes", index, "hostPath", "path"];
}

function doubtOf(
  { placed, isExpanded }: HostPathMount,
  { label }: ContainerPlace,
  spec: PodSpec,
): string {
  if (isExpanded) return "which part of the volume it mounts is known only when it starts";
  const security = placed.container.securityContext ?? {};
  return isNeverRoot(security, spec)
    ? `${label} does not run as root, and may read or write only some of a node's files`
    : "";
}

interface Given {
  readonly gives: Gain;
  readonly reason: string;
  readonly grant?: HostPathGrant;
}

/** The most that a mount gives. */
function mostOf(mount: HostPathMount): Given {
  const files: Given = { gives: "files", reason: "" };
  return grantsMetBy(mount.path)
    .flatMap((met) => givenBy(met, mount))
    .reduce((a, b) => (rankOf(b) < rankOf(a) ? b : a), files);
}

function givenBy({ grant, relation }: MetGrant, mount: HostPathMount): readonly Given[] {
  const { path, isWritten } = mount;
  const { read, write, whole, unless = "" } = grant;
  if (relation === "within" && !whole) {
    const reason = `what the node does with ${path} is not known`;
    return isWritten ? [{ gives: write, reason, grant }] : [];
  }
  return [...(isWritten ? [write] : []), ...(read ? [read] : [])].map((gives) => ({
    gives,
    reason: unless,
    grant,
  }));
}

/** What opens the node for sure is the most, then what may do so. */
function rankOf({ gives, reason }: { readonly gives: Gain; readonly reason: string }): number {
  const class_ = opensNode(gives) ? (reason === "" ? 0 : 1) : 2;
  return class_ * GAINS.length + GAINS.indexOf(gives);
}
