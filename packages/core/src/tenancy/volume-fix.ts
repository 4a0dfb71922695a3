import type { Edit } from "../kubernetes/edit.ts";
import type { PlacementPod } from "../placement/index.ts";
import type { ChannelFix } from "./model.ts";

/** A pod without one of its volumes, and without what mounts it. */
export function withoutVolume(pod: PlacementPod, index: number, message: string): ChannelFix {
  const { volumes = [] } = pod.spec;
  const name = volumes[index]?.name;
  const edits: readonly Edit[] = [
    { op: "remove", path: pod.locate(["spec", "volumes", index]) },
    ...(["initContainers", "containers"] as const).flatMap((list) =>
      (pod.spec[list] ?? []).flatMap(({ volumeMounts = [] }, at) =>
        volumeMounts.flatMap((mount, place): readonly Edit[] => {
          const path = pod.locate(["spec", list, at, "volumeMounts", place]);
          return mount.name === name ? [{ op: "remove", path }] : [];
        }),
      ),
    ),
  ];
  return {
    message,
    edits: edits.map((edit) => ({ object: pod.reference, edit })),
    removed: [],
    added: [],
  };
}
