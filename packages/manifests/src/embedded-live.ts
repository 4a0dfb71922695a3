import { groupOf } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { embeddedConfigurations } from "./embedded.ts";

/**
 * The same snapshot of a cluster with the configurations of components that stand as text in its ConfigMaps, as kubeadm keeps those of
 * kubelets and kube-proxy there. Of kubelets only where none showed its own, which is the one in force.
 */
export function withEmbedded(snapshot: Snapshot): Snapshot {
  const hasKubelets = snapshot.ofKind("kubelet.config.k8s.io", "KubeletConfiguration").length > 0;
  const added = snapshot.ofKind("", "ConfigMap").flatMap(({ object, origin, locate }) =>
    embeddedConfigurations(object)
      .filter(({ object: { apiVersion } }) => {
        return !(hasKubelets && groupOf({ apiVersion }) === "kubelet.config.k8s.io");
      })
      .map((embedded) => ({
        object: embedded.object,
        origin,
        locate: () => locate(embedded.path),
      })),
  );
  return added.length === 0 ? snapshot : snapshot.with({ added });
}
