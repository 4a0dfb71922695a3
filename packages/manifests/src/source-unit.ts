import { isJenkinsfile } from "@watertight/core/pipeline-shapes";
import type { FileOrigin } from "@watertight/core/snapshot";
import type { DocumentSlice, Problem } from "./document.ts";
import { LineIndex } from "./source-text.ts";
import { splitDocuments } from "./yaml/split-documents.ts";

/** A text to examine: a file, or what a program rendered from one. */
export interface SourceUnit {
  /** The file, as messages name it. */
  readonly name: string;
  readonly index: LineIndex;
  readonly slices: readonly DocumentSlice[];
  /** What decoding its bytes had to say; the offset is in the whole text. */
  readonly remark?: Problem;
  readonly rendered?: FileOrigin["rendered"];
  /** Set when what it holds is not applied as it is. */
  readonly isPart?: true;
  /** Set when objects carry notes on their origin, relative to this folder. */
  readonly builtFrom?: string;
  /** The file from which each slice was rendered, where that is not the unit's. */
  readonly originFiles?: readonly string[];
}

export function createSourceUnit({
  text,
  ...unit
}: Omit<SourceUnit, "index" | "slices"> & { readonly text: string }): SourceUnit {
  // Who takes what is no YAML gets it whole.
  const slices = isJenkinsfile(unit.name) ? [] : splitDocuments(text);
  return { ...unit, index: new LineIndex(text), slices };
}
