import { hasField, optionalField, quoted } from "../cel-text.ts";

/*
 * Expressions that make JSON patches: Kyverno makes what is missing on the way to a field, and takes away nothing that is not there;
 * a patch of the API server does neither by itself.
 */

/** One field that is set or taken away. */
export interface Change {
  readonly path: readonly string[];
  /** An expression; undefined: it is taken away. */
  readonly value: string | undefined;
  /** Only where it is not there. */
  readonly isOnlyIfMissing: boolean;
}

export function addsTo(path: readonly string[], value: string, isOnlyIfMissing: boolean): Change {
  return { path, value, isOnlyIfMissing };
}

export function removesFrom(path: readonly string[]): Change {
  return { path, value: undefined, isOnlyIfMissing: false };
}

/** The list of patches that make all changes, in order. */
export function patchExpression(changes: readonly Change[]): string {
  const made = new Set<string>();
  const parts = changes.flatMap(({ path, value, isOnlyIfMissing }) => {
    if (value === undefined) {
      return [`(${isThere(path)} ? [${patch("remove", path)}] : [])`];
    }
    const step = `[${patch("add", path, value)}]`;
    // What is around it is made where it will be needed.
    const around = path.slice(0, -1).flatMap((_, at) => {
      const outer = path.slice(0, at + 1);
      const key = JSON.stringify(outer);
      const isNew = !made.has(key);
      made.add(key);
      return isNew ? [`(${isThere(outer)} ? [] : [${patch("add", outer, "{}")}])`] : [];
    });
    return [...around, isOnlyIfMissing ? `(${isThere(path)} ? [] : ${step})` : step];
  });
  return parts.length === 0 ? "[]" : parts.join(" + ");
}

function isThere(path: readonly string[]): string {
  const [only = "", ...more] = path;
  return more.length === 0
    ? hasField("object", only)
    : `${path.reduce(optionalField, "object")}.hasValue()`;
}

function patch(op: string, path: readonly string[], value?: string): string {
  const pointer = path
    .map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
  const given = value === undefined ? "" : `, value: ${value}`;
  return `JSONPatch{op: ${quoted(op)}, path: ${quoted(pointer)}${given}}`;
}
