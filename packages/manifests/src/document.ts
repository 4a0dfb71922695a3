import type { JsonValue } from "@watertight/core/kubernetes";

/** A part of a file that holds one document, as `k8s.io/apimachinery`'s YAMLReader would cut it. */
export interface DocumentSlice {
  /** From 1, counting documents that hold nothing too. */
  readonly number: number;
  /** UTF-16 offsets in the file's text; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Line of the file on which the slice begins, from 1. */
  readonly line: number;
}

/** What is wrong with a text, at a UTF-16 offset in it. An `error` means that the document gives no value. */
export interface Problem {
  readonly severity: "error" | "warning";
  /** A whole sentence without the position. */
  readonly message: string;
  readonly offset: number;
}

/**
 * Offsets of every node of one document, compact enough to keep for all of them and to hand from thread to thread.
 * Only `locateField` reads it.
 */
export type Positions = Int32Array;

/** One value of a slice (a slice holds several only after a `...` line). */
export interface ParsedValue {
  readonly value: JsonValue;
  readonly positions: Positions;
}

export interface ParsedDocument {
  readonly values: readonly ParsedValue[];
  readonly problems: readonly Problem[];
}
