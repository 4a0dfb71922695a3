import { textAt, valueAt } from "../kubernetes/json-fields.ts";
import { type KubernetesObject, namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { RunningPod } from "./pods.ts";

const ZONES = ["topology.kubernetes.io/zone", "topology.kubernetes.io/region"];

/**
 * What tells the volumes of pods apart that are on some nodes only; "" where none is. It is equal for volumes in the same place, of which
 * there are few places and many volumes; whatever else a pod then mounts is told by its name.
 */
export function createPins(snapshot: Snapshot): (pod: RunningPod) => string {
  const volumes = new Map(
    snapshot.ofKind("", "PersistentVolume").map((entry) => [entry.reference.name, entry.object]),
  );
  const claims = new Map(
    snapshot
      .ofKind("", "PersistentVolumeClaim")
      .map((entry) => [`${namespaceOf(entry.reference)}/${entry.reference.name}`, entry.object]),
  );
  const placeOf = (claim: string): string | undefined => {
    const object = claims.get(claim);
    const volume = object && volumes.get(textAt(object, "spec", "volumeName"));
    return volume && placeOfVolume(volume);
  };
  return ({ placement, namespace, name: pod }) => {
    const mounted = (placement.spec.volumes ?? []).flatMap(
      ({ name, persistentVolumeClaim, ephemeral }) => {
        if (persistentVolumeClaim) return [`${namespace}/${persistentVolumeClaim.claimName}`];
        return ephemeral ? [`${namespace}/${pod}-${name}`] : [];
      },
    );
    const places = mounted.map(placeOf);
    if (places.every((place) => place === undefined)) return "";
    return mounted.map((claim, index) => places[index] ?? claim).join(" ");
  };
}

/** Undefined: reachable from every node. */
function placeOfVolume(volume: KubernetesObject): string | undefined {
  const required = valueAt(volume, "spec", "nodeAffinity", "required");
  const zones = Object.entries(stringMapOf(volume, "labels")).filter(([key]) =>
    ZONES.includes(key.replace("failure-domain.beta", "topology")),
  );
  return required === undefined && zones.length === 0
    ? undefined
    : JSON.stringify([required ?? null, zones]);
}
