import type { FieldPath, JsonObject, ObjectReference } from "@watertight/core/kubernetes";
import { type Evidence, fieldText, type Location, type Snapshot } from "@watertight/core/snapshot";

/** A field of an object. */
interface Place {
  readonly object: ObjectReference;
  readonly path: FieldPath;
}

type Places = Pick<Snapshot, "find">;

/** What names an object, as every document has it; `namespace` is null where the object names none. */
export function referenceJson({ apiVersion, kind, namespace, name }: ObjectReference): JsonObject {
  return { apiVersion, kind, namespace: namespace ?? null, name };
}

/** A region of a file, as every document has it. */
export function locationJson(location: Location): JsonObject {
  const { file, line, column, endLine, endColumn, rendered } = location;
  return { file, line, column, endLine, endColumn, rendered };
}

/** A field of an object and where it stands; `location` is null where the input does not hold the object. */
export function placeJson({ object, path }: Place, snapshot: Places): JsonObject {
  return {
    object: referenceJson(object),
    ...whereJson({ object, path }, snapshot),
  };
}

/** What decides a verdict: the field, what it says, and where it stands. */
export function evidenceJson({ object, path, message }: Evidence, snapshot: Places): JsonObject {
  const { path: text, location } = whereJson({ object, path }, snapshot);
  return { object: referenceJson(object), path: text, message, location };
}

/** A proof, in the order in which its evidence decides. */
export function proofJson(proof: readonly Evidence[], snapshot: Places): readonly JsonObject[] {
  return proof.map((evidence) => evidenceJson(evidence, snapshot));
}

function whereJson(
  { object, path }: Place,
  snapshot: Places,
): { readonly path: string; readonly location: JsonObject | null } {
  const found = snapshot.find(object);
  return {
    path: fieldText(found, path),
    location: found ? locationJson(found.locate(path)) : null,
  };
}
