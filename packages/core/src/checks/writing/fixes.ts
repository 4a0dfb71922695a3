import type { Fix, FixSafety } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";

/** A fix that takes one field away. */
export function removing(safety: FixSafety, path: FieldPath): Fix {
  return { safety, edits: [{ op: "remove", path }] };
}

/** A fix that changes the value of a field that is there. */
export function replacing(safety: FixSafety, path: FieldPath, value: JsonValue): Fix {
  return { safety, edits: [{ op: "replace", path, value }] };
}

/** A fix that writes a field that is absent, with its parents. */
export function adding(safety: FixSafety, path: FieldPath, value: JsonValue): Fix {
  return { safety, edits: [{ op: "add", path, value }] };
}

/** A fix that changes a field or, where `current` says that it is absent, adds it. */
export function setting(
  safety: FixSafety,
  path: FieldPath,
  current: unknown,
  value: JsonValue,
): Fix {
  return current === undefined ? adding(safety, path, value) : replacing(safety, path, value);
}
