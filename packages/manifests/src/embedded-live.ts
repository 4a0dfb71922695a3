import { groupOf } from "@watertight/core/kubernetes";
import type { Location, NotExamined, Snapshot, SnapshotInput } from "@watertight/core/snapshot";
import { type BrokenEmbedded, embeddedConfigurations } from "./embedded.ts";

type Added = SnapshotInput["objects"][number];

/**
 * The same snapshot of a cluster with the configurations of components that stand as text in its ConfigMaps, as kubeadm keeps those of
 * kubelets and kube-proxy there. Of kubelets only where none showed its own, which is the one in force.
 */
export function withEmbedded(snapshot: Snapshot): Snapshot {
  const hasKubelets = snapshot.ofKind("kubelet.config.k8s.io", "KubeletConfiguration").length > 0;
  const added: Added[] = [];
  const notExamined: NotExamined[] = [];
  for (const { object, origin, locate } of snapshot.ofKind("", "ConfigMap")) {
    for (const embedded of embeddedConfigurations(object)) {
      const location = locate(embedded.path);
      if (!("object" in embedded)) notExamined.push(notExaminedAt(location, embedded));
      else if (!hasKubelets || groupOf(embedded.object) !== "kubelet.config.k8s.io") {
        added.push({ object: embedded.object, origin, locate: () => location });
      }
    }
  }
  return added.length + notExamined.length === 0 ? snapshot : snapshot.with({ added, notExamined });
}

function notExaminedAt({ file, line }: Location, { kind, reason }: BrokenEmbedded): NotExamined {
  return { file, line, kind, reason };
}
