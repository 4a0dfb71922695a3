import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: JsonValue;
}

/** Applies a JSON Patch (RFC 6902) of `add`, `replace`, `remove` and `test`, to a copy. */
export function applyPatch(object: JsonObject, patch: string): JsonObject {
  const changed = structuredClone(object) as Record<string, unknown>;
  for (const { op, path, value } of JSON.parse(patch) as readonly Operation[]) {
    const keys = path
      .slice(1)
      .split("/")
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = keys.pop() ?? "";
    let at: unknown = changed;
    for (const key of keys) at = (at as Record<string, unknown>)[key];
    if (op === "test") continue;
    if (Array.isArray(at))
      at.splice(Number(last), op === "add" ? 0 : 1, ...(op === "remove" ? [] : [value]));
    else if (op === "remove") Reflect.deleteProperty(at as object, last);
    else (at as Record<string, unknown>)[last] = value;
  }
  return changed as JsonObject;
}
