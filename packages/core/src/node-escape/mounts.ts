import type { PodSpec, VolumeMount } from "../kubernetes/api/types.ts";
import { containersOf, type PlacedContainer } from "../kubernetes/containers.ts";
import { cleanPath, type HostPathVolume, hostPathVolumesOf } from "../kubernetes/host-paths.ts";
import { perPod } from "../kubernetes/per-pod.ts";

/** A hostPath volume as one container has it. */
export interface HostPathMount {
  readonly placed: PlacedContainer;
  readonly volume: HostPathVolume;
  /** The path of the node that the container sees, its `subPath` included. */
  readonly path: string;
  /** Which part of the volume it sees is only known where the container starts. */
  readonly isExpanded: boolean;
  readonly isWritten: boolean;
}

/** Every mount of a hostPath volume, in the order of the containers. */
export function hostPathMountsOf(spec: PodSpec): readonly HostPathMount[] {
  return ofPod({ spec });
}

const ofPod = perPod(({ spec }): readonly HostPathMount[] => {
  const volumes = new Map(hostPathVolumesOf(spec).map((volume) => [volume.name, volume]));
  if (volumes.size === 0) return [];
  return [...containersOf(spec)].flatMap((placed) =>
    (placed.container.volumeMounts ?? []).flatMap((mount): readonly HostPathMount[] => {
      const volume = volumes.get(mount.name);
      return volume ? [mountOf(placed, volume, mount)] : [];
    }),
  );
});

function mountOf(
  placed: PlacedContainer,
  volume: HostPathVolume,
  mount: VolumeMount,
): HostPathMount {
  const { readOnly, subPath = "", subPathExpr = "" } = mount;
  return {
    placed,
    volume,
    path: subPath === "" ? volume.path : cleanPath(`${volume.path}/${subPath}`),
    isExpanded: subPathExpr !== "",
    isWritten: readOnly !== true,
  };
}
