import { isJsonList, isJsonObject, type JsonValue, referenceOf } from "@watertight/core/kubernetes";
import {
  createSnapshot,
  identityOf,
  type Snapshot,
  type SourceObject,
} from "@watertight/core/snapshot";

/** The files from which the objects of a cluster were made. */
export interface Sources {
  /** The object with the places of its fields in the file that it was made from; as it is where none tells. */
  readonly placed: (object: SourceObject) => SourceObject;
  readonly snapshot: (cluster: Snapshot) => Snapshot;
}

/**
 * An object was made from the file that holds one of its kind, namespace and name; a file that names no namespace is meant for any.
 * Where several do, from the only one of which it has every field.
 */
export function sourcesIn(files: Snapshot): Sources {
  const known = new Map<string, SourceObject[]>();
  for (const entry of files.objects) {
    const key = identityOf(entry);
    const list = known.get(key);
    if (list) list.push(entry);
    else known.set(key, [entry]);
  }
  const placed = (live: SourceObject): SourceObject => {
    const locate = sourceOf(live, known)?.locate;
    return locate ? { ...live, locate } : live;
  };
  return {
    placed,
    snapshot: (cluster) =>
      createSnapshot({
        ...cluster,
        objects: cluster.objects.map(placed),
        sourceOf: (location) => files.sourceOf(location),
      }),
  };
}

function sourceOf(
  { object }: SourceObject,
  known: ReadonlyMap<string, readonly SourceObject[]>,
): SourceObject | undefined {
  const reference = referenceOf(object);
  const { apiVersion, kind, name } = reference;
  const candidates =
    known.get(identityOf({ reference })) ??
    known.get(identityOf({ reference: { apiVersion, kind, name } })) ??
    [];
  if (candidates.length < 2) return candidates[0];
  const matching = candidates.filter((each) => isWithin(each.object, object));
  return matching.length === 1 ? matching[0] : undefined;
}

/** Whether a cluster's object has all that a file says, besides what the API server filled in. */
function isWithin(written: JsonValue | undefined, live: JsonValue | undefined): boolean {
  if (isJsonObject(written) && isJsonObject(live)) {
    return Object.keys(written).every((key) => isWithin(written[key], live[key]));
  }
  if (isJsonList(written) && isJsonList(live)) {
    return (
      written.length === live.length && written.every((item, index) => isWithin(item, live[index]))
    );
  }
  return written === live;
}
