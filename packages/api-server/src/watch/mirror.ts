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

/** The objects of a place whose selections are watched one by one, and so are heard of at different times. */
export interface Joined {
  /** Takes in a change that one of the mirrors has told. */
  readonly take: (change: ObjectChange) => void;
  readonly objects: () => Iterable<KubernetesObject>;
}

/**
 * What several mirrors show together, and what of it changes: a Secret whose place one of another type takes is in two of them until
 * both are told, in either order and however late, so the newest version of an object counts, and what is older than an end is over.
 */
export function joinMirrors(
  mirrors: readonly Mirror[],
  tell: (change: ObjectChange) => void,
): Joined {
  const told = new Map<string, KubernetesObject>();
  return {
    objects: () => told.values(),
    take: ({ type, object }) => {
      const key = keyOfObject(object);
      const known = told.get(key);
      const newest = mirrors
        .flatMap((mirror) => mirror.objects.get(key) ?? [])
        .filter((other) => type !== "deleted" || isNewer(other, object))
        .reduce<KubernetesObject | undefined>(
          (best, other) => (best && !isNewer(other, best) ? best : other),
          undefined,
        );
      if (newest) told.set(key, newest);
      else told.delete(key);
      if (!newest) {
        if (known) tell({ type: "deleted", object });
      } else if (!known) tell({ type: "added", object: newest });
      else if (versionOf(known) !== versionOf(newest)) tell({ type: "modified", object: newest });
    },
  };
}

/** Versions of one resource grow: decimal numbers (KEP-5504). */
function isNewer(a: KubernetesObject, b: KubernetesObject): boolean {
  const [left, right] = [versionOf(a), versionOf(b)];
  return left.length === right.length ? left > right : left.length > right.length;
}

/** A server gives a new one with every change (metav1.ObjectMeta). */
function versionOf(object: KubernetesObject): string {
  return textAt(object, "metadata", "resourceVersion");
}
