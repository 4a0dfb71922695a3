import type { Edit } from "../kubernetes/edit.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { SourceObject } from "../snapshot/snapshot.ts";

/** Which objects a change is about; what is absent is not asked for. */
export interface Target {
  readonly group?: string;
  /** "" for any, as a kustomization may leave it out. */
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** The file that the object stands in, where several hold one of this name. */
  readonly file?: string;
}

/** An edit with its path as the API server prints it. */
export interface TextEdit {
  readonly op: Edit["op"];
  readonly path: string;
  readonly value: JsonValue;
}

/** One change of a cluster. */
export type Change =
  /** As `kubectl apply` of an object: what is there is merged with it, else it is new. */
  | { readonly kind: "apply"; readonly object: KubernetesObject; readonly source: Source }
  /** As `kubectl replace`: the whole object, or a new one. */
  | { readonly kind: "put"; readonly object: KubernetesObject; readonly source: Source }
  /** A part of an object that is there, as a patch without a kind has it. */
  | { readonly kind: "merge"; readonly target: Target; readonly patch: JsonValue }
  | { readonly kind: "edit"; readonly target: Target; readonly edits: readonly TextEdit[] }
  /** RFC 6902. */
  | { readonly kind: "patch"; readonly target: Target; readonly operations: JsonValue }
  | { readonly kind: "delete"; readonly target: Target };

/** Where an object of a change is written. */
export type Source = Pick<SourceObject, "locate" | "origin">;

/** What a text asks for, or a whole sentence on why it is none that can be made. */
export type ReadChanges = { readonly changes: readonly Change[] } | { readonly problem: string };
