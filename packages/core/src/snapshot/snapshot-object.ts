import type { Edit } from "../kubernetes/edit.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { type KubernetesObject, type ObjectReference, referenceOf } from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { podTemplatesOf } from "../kubernetes/pod-templates.ts";
import { type Location, type Origin, startOf, type TextChange } from "./origin.ts";

/** One object of a snapshot with where it came from and the pods that it describes. */
export interface SnapshotObject {
  readonly object: KubernetesObject;
  readonly reference: ObjectReference;
  readonly origin: Origin;
  readonly podTemplates: readonly PodTemplate[];
  /**
   * The region of a field: from its key to the end of its scalar value, only the key when the value is a
   * mapping or list, the item for a list index. A field that is absent gives its nearest existing parent.
   */
  readonly locate: (path: FieldPath) => Location;
  /** What people call a field, where that is not its path in the object: facts are read from fields of other documents. */
  readonly pathText?: (path: FieldPath) => string;
  /**
   * How the file's text changes for all these edits of the object together, or a whole sentence on why it cannot be changed.
   * Absent where there is no text to change, as in what a program rendered. For many edits of one file use `editManifest`.
   */
  readonly edit?: (edits: readonly Edit[]) => readonly TextChange[] | string;
}

/** An object as a source hands it over. Without `locate` all its fields are where it begins. */
export type SourceObject = Pick<SnapshotObject, "object" | "origin" | "edit" | "pathText"> &
  Partial<Pick<SnapshotObject, "locate">>;

/** The object with all that is read off it at once. */
export function snapshotObjectOf({
  object,
  origin,
  locate,
  edit,
  pathText,
}: SourceObject): SnapshotObject {
  return {
    object,
    origin,
    reference: referenceOf(object),
    podTemplates: podTemplatesOf(object),
    locate: locate ?? (() => startOf(origin)),
    ...(edit && { edit }),
    ...(pathText && { pathText }),
  };
}
