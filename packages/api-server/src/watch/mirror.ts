import { type KubernetesObject, textAt } from "@watertight/core/kubernetes";
import { keyOfObject } from "./events.ts";

/** Something that happened to an object; `deleted` has it as it was last. */
export interface ObjectChange {
  readonly type: "added" | "modified" | "deleted";
  readonly object: KubernetesObject;
}

/** The objects of a selection as they are known to be, which tells what changes. */
export interface Mirror {
  /** By namespace and name. */
  readonly objects: ReadonlyMap<string, KubernetesObject>;
  readonly put: (object: KubernetesObject) => void;
  readonly remove: (object: KubernetesObject) => void;
  /** All that there is: what is not among it has been deleted meanwhile. */
  readonly replace: (objects: Iterable<KubernetesObject>) => void;
}

export function createMirror(tell: (change: ObjectChange) => void): Mirror {
  const objects = new Map<string, KubernetesObject>();
  const put = (object: KubernetesObject): void => {
    const key = keyOfObject(object);
    const known = objects.get(key);
    objects.set(key, object);
    if (!known) tell({ type: "added", object });
    else if (versionOf(known) !== versionOf(object)) tell({ type: "modified", object });
  };
  const remove = (object: KubernetesObject): void => {
    if (objects.delete(keyOfObject(object))) tell({ type: "deleted", object });
  };
  return {
    objects,
    put,
    remove,
    replace: (all) => {
      const present = new Map([...all].map((object) => [keyOfObject(object), object]));
      for (const [key, object] of objects) if (!present.has(key)) remove(object);
      for (const object of present.values()) put(object);
    },
  };
}

/** A server gives a new one with every change (metav1.ObjectMeta). */
function versionOf(object: KubernetesObject): string {
  return textAt(object, "metadata", "resourceVersion");
}
