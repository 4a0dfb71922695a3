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

/** Where an object came from: plain data, so that a snapshot can be stored. */
export type Origin =
  | FileOrigin
  | ServerOrigin
  | NodeOrigin
  | ImageOrigin
  | BuiltInOrigin
  | ComputedOrigin;

/** A document of a file, as it is written or as a program rendered it. */
export interface FileOrigin {
  readonly from: "file";
  readonly file: string;
  /** Number of the document in the file, from 1. */
  readonly document: number;
  /** Line on which the object begins. */
  readonly line: number;
  /** Set when the object is output of a program, with the folder or archive that it was rendered from. */
  readonly rendered?: { readonly by: "helm" | "kustomize"; readonly from: string };
  /** Set where a kustomization makes the object of this and of more: it is not applied as it is. */
  readonly isPart?: true;
  /** Set when the object is text in this field of another one of the document. */
  readonly inside?: FieldPath;
}

/** An API server keeps the object. */
interface ServerOrigin {
  readonly from: "server";
  /** Address of the API server. */
  readonly server: string;
  readonly resourceVersion: string;
}

/** What was seen on a node. */
interface NodeOrigin {
  readonly from: "node";
  readonly node: string;
  readonly file: string;
}

/** What lies in an image. */
interface ImageOrigin {
  readonly from: "image";
  /** The image's reference. */
  readonly image: string;
  readonly file: string;
}

/** Every API server creates the object at its start. */
interface BuiltInOrigin {
  readonly from: "kubernetes";
  readonly version: string;
}

/** An answer proposes the object: it stands nowhere yet. */
interface ComputedOrigin {
  readonly from: "computed";
}

/** What names the place for people and tells places apart: the file, or what stands in its stead. "" for what was computed. */
export function nameOfOrigin(origin: Origin): string {
  switch (origin.from) {
    case "file":
      return origin.file;
    case "server":
      return origin.server;
    case "node":
    case "image":
      return `${origin.from === "node" ? origin.node : origin.image}:${origin.file}`;
    case "kubernetes":
      return `Kubernetes ${origin.version}`;
    case "computed":
      return "";
  }
}

/** The program that rendered the object; undefined where the object is as it was found. */
export function renderingOf(origin: Origin): FileOrigin["rendered"] {
  return origin.from === "file" ? origin.rendered : undefined;
}

/** The field of another object in which an object is text; undefined where it stands by itself. */
export function insideOf(origin: Origin): FieldPath | undefined {
  return origin.from === "file" ? origin.inside : undefined;
}

/** The region of an object whose fields have no positions of their own. */
export function startOf(origin: Origin): Location {
  const line = origin.from === "file" ? origin.line : 1;
  const rendering = renderingOf(origin);
  return {
    file: nameOfOrigin(origin),
    line,
    column: 1,
    endLine: line,
    endColumn: 1,
    rendered: rendering !== undefined,
    ...(rendering && { renderedFrom: rendering.from }),
  };
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
