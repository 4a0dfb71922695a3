import type { Edit } from "../kubernetes/edit.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";

/** A region of a file. Lines and columns begin at 1; columns count UTF-16 units; the end is exclusive. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The position is in the text that Helm or Kustomize rendered from `file`, not in the file as written. */
  readonly rendered: boolean;
  /** The chart or kustomization whose output the position is in. */
  readonly renderedFrom?: string;
}

/** Where an object came from. */
export interface Origin {
  readonly file: string;
  /** Number of the document in the file, from 1. */
  readonly document: number;
  /** Line on which the object begins. */
  readonly line: number;
  /** Set when the object is output of a program, with the folder or archive that it was rendered from. */
  readonly rendered?: { readonly by: "helm" | "kustomize"; readonly from: string };
  /** Set where a kustomization makes the object of this and of more: it is not applied as it is. */
  readonly isPart?: true;
  /**
   * The region of a field: from its key to the end of its scalar value, only the key when the value is a
   * mapping or list, the item for a list index. A field that is absent gives its nearest existing parent.
   */
  readonly locate: (path: FieldPath) => Location;
  /**
   * How the file's text changes for all these edits of the object together, or a whole sentence on why it cannot be changed.
   * Absent where there is no text to change, as in what a program rendered. For many edits of one file use `editManifest`.
   */
  readonly edit?: (edits: readonly Edit[]) => readonly TextChange[] | string;
}

/** What is written in the place of a region, which may be empty. */
export interface TextChange {
  readonly location: Location;
  readonly text: string;
}

/** The text that locations refer to, for code frames. */
export interface SourceText {
  /** The line without its line break, from 1; undefined past the end. */
  readonly line: (number: number) => string | undefined;
}
