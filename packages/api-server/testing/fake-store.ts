import type { JsonObject, JsonValue, KubernetesObject } from "@watertight/core/kubernetes";

/** A resource that a fake server has. */
export interface FakeResource {
  readonly group: string;
  readonly version: string;
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Default: list and watch. */
  readonly verbs?: readonly string[];
}

/** Something that happened to an object. */
export interface FakeEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: string;
  readonly version: number;
  readonly object: KubernetesObject;
}

/** What a fake server keeps, as etcd does: every version until it is compacted. */
export interface FakeStore {
  readonly version: () => number;
  readonly put: (resource: FakeResource, object: KubernetesObject) => KubernetesObject;
  readonly remove: (resource: FakeResource, key: string) => void;
  /** The objects of a resource as they were at a version, by key; undefined where that is compacted. */
  readonly at: (
    resource: FakeResource,
    version: number,
  ) => ReadonlyMap<string, KubernetesObject> | undefined;
  /** What happened after a version; undefined where that is compacted. */
  readonly since: (resource: FakeResource, version: number) => readonly FakeEvent[] | undefined;
  /** Forgets all versions before the present one. */
  readonly compact: () => void;
  readonly onEvent: (listener: (event: FakeEvent) => void) => () => void;
}

export function keyOfResource({ group, name }: Pick<FakeResource, "group" | "name">): string {
  return `${group}/${name}`;
}

export function createFakeStore(): FakeStore {
  let version = 100;
  let oldest = version;
  const events: FakeEvent[] = [];
  const present = new Map<string, Map<string, KubernetesObject>>();
  const listeners = new Set<(event: FakeEvent) => void>();
  const objectsOf = (resource: FakeResource): Map<string, KubernetesObject> => {
    const key = keyOfResource(resource);
    const objects = present.get(key) ?? new Map<string, KubernetesObject>();
    present.set(key, objects);
    return objects;
  };
  const tell = (event: FakeEvent): void => {
    events.push(event);
    for (const listener of listeners) listener(event);
  };
  return {
    version: () => version,
    put: (resource, object) => {
      version += 1;
      const key = keyOf(object);
      const objects = objectsOf(resource);
      const type = objects.has(key) ? "MODIFIED" : "ADDED";
      const stored = withVersion(object, version);
      objects.set(key, stored);
      tell({ type, resource: keyOfResource(resource), version, object: stored });
      return stored;
    },
    remove: (resource, key) => {
      const object = objectsOf(resource).get(key);
      if (!object) return;
      version += 1;
      objectsOf(resource).delete(key);
      const last = withVersion(object, version);
      tell({ type: "DELETED", resource: keyOfResource(resource), version, object: last });
    },
    at: (resource, wanted) => {
      if (wanted < oldest) return undefined;
      const objects = new Map(objectsOf(resource));
      const later = events.filter(
        (event) => event.resource === keyOfResource(resource) && event.version > wanted,
      );
      for (const { object } of later) objects.delete(keyOf(object));
      for (const key of new Set(later.map(({ object }) => keyOf(object)))) {
        const before = events.findLast(
          (event) =>
            event.resource === keyOfResource(resource) &&
            event.version <= wanted &&
            keyOf(event.object) === key,
        );
        if (before && before.type !== "DELETED") objects.set(key, before.object);
      }
      return new Map([...objects].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    since: (resource, wanted) =>
      wanted < oldest
        ? undefined
        : events.filter(
            (event) => event.resource === keyOfResource(resource) && event.version > wanted,
          ),
    compact: () => {
      oldest = version;
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** `namespace/name`, or `/name`. */
function keyOf(object: KubernetesObject): string {
  const { namespace, name } = metadataOf(object);
  return `${textOf(namespace)}/${textOf(name)}`;
}

export function metadataOf(object: JsonObject): JsonObject {
  const { metadata } = object;
  return typeof metadata === "object" && metadata !== null && !Array.isArray(metadata)
    ? (metadata as JsonObject)
    : {};
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function withVersion(object: KubernetesObject, version: number): KubernetesObject {
  const uid = `uid-${keyOf(object)}`;
  return {
    ...object,
    metadata: { uid, ...metadataOf(object), resourceVersion: String(version) },
  };
}
