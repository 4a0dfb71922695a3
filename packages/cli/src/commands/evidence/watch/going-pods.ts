import type { PodTold } from "@watertight/api-server";
import { type JsonObject, textAt } from "@watertight/core/kubernetes";

/** A pod that goes, as it was seen last. */
export interface GoingPod {
  readonly namespace: string;
  readonly name: string;
  readonly object: JsonObject;
}

/** Pods that go, or are gone, until it is known whether they are to be captured. */
export interface GoingPods {
  readonly take: (pod: JsonObject, told: PodTold) => void;
  /** Those that are to be captured now, each once. */
  readonly due: () => readonly GoingPod[];
}

/** The log may tell of an incident after its pod is gone: so many are remembered. */
const MOST = 5000;

/** `isWanted` is asked again and again as long as a pod is remembered. */
export function createGoingPods(isWanted: (namespace: string, name: string) => boolean): GoingPods {
  const waiting = new Map<string, GoingPod>();
  const done = new Set<string>();
  const bounded = (keys: Map<string, unknown> | Set<string>): void => {
    if (keys.size <= MOST) return;
    for (const oldest of keys.keys()) {
      keys.delete(oldest);
      return;
    }
  };
  return {
    take: (object, told) => {
      if (told === "seen") return;
      const uid = textAt(object, "metadata", "uid");
      if (done.has(uid)) return;
      waiting.delete(uid);
      waiting.set(uid, {
        namespace: textAt(object, "metadata", "namespace"),
        name: textAt(object, "metadata", "name"),
        object,
      });
      bounded(waiting);
    },
    due: () => {
      const found: GoingPod[] = [];
      for (const [uid, pod] of waiting) {
        if (!isWanted(pod.namespace, pod.name)) continue;
        waiting.delete(uid);
        done.add(uid);
        bounded(done);
        found.push(pod);
      }
      return found;
    },
  };
}
