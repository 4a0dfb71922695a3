import { MERGES } from "./api/merges.ts";

/** How a list or a map is merged: as a whole, as a set, or item by item by these keys. */
export type FieldMerge = "set" | "whole" | readonly string[];

interface StructureMerge {
  readonly isWhole: boolean;
  readonly fields: ReadonlyMap<string, FieldMerge>;
}

let parsed: ReadonlyMap<string, StructureMerge> | undefined;

function merges(): ReadonlyMap<string, StructureMerge> {
  parsed ??= new Map(
    MERGES.trim()
      .split("\n")
      .map((line) => {
        const [name = "", ...marks] = line.split(" ");
        return [name, structureMerge(marks)];
      }),
  );
  return parsed;
}

function structureMerge(marks: readonly string[]): StructureMerge {
  const fields = new Map<string, FieldMerge>();
  for (const mark of marks) {
    const [field = "", how = ""] = mark.split("=");
    if (mark !== "!")
      fields.set(field, how === "!" ? "whole" : how === "*" ? "set" : how.split(","));
  }
  return { isWhole: marks.includes("!"), fields };
}

/** How server-side apply merges a field of a structure of the API; undefined where as usual: lists as wholes, all else field by field. */
export function mergeOfField(structure: string, field: string): FieldMerge | undefined {
  return merges().get(structure)?.fields.get(field);
}

/** Whether server-side apply replaces a structure of the API as a whole. */
export function isMergedWhole(structure: string): boolean {
  return merges().get(structure)?.isWhole === true;
}
