import type { JsonObject } from "@watertight/core/kubernetes";

/** An object of the input as a page has it, with dots for what is secret. */
export interface ObjectRow {
  readonly object: JsonObject;
  readonly origin: string;
  readonly file: string;
  readonly line: number;
  /** "" where nobody is named. */
  readonly owner: string;
  /** Facts of clouds, nodes and pipelines, which stand beside the objects. */
  readonly isFact?: true;
}

export interface ObjectsDocument {
  /** How many objects the page has not. */
  readonly leftOut: number;
  readonly objects: readonly ObjectRow[];
}
