import { applyEdits, type Edited } from "../kubernetes/apply-edits.ts";
import { type Edit, sameJson } from "../kubernetes/edit.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { textAt } from "../kubernetes/json-fields.ts";

/** The value after a JSON Patch (RFC 6902), one operation after the other; or a whole sentence on the first that cannot be done. */
export function applyJsonPatch(value: JsonValue, operations: JsonValue): Edited {
  if (!isJsonList(operations)) return { problem: "A JSON Patch is a list of operations." };
  let current = value;
  for (const operation of operations) {
    const done = isJsonObject(operation)
      ? applied(current, operation)
      : { problem: "An operation of a JSON Patch is an object with op and path." };
    if ("problem" in done) return done;
    current = done.value;
  }
  return { value: current };
}

function applied(value: JsonValue, operation: JsonObject): Edited {
  const op = textAt(operation, "op");
  const text = textAt(operation, "path");
  const at = pathOf(value, text);
  if (at === undefined) return { problem: `There is no ${text || "path"} to ${op || "change"}.` };
  if (op === "remove") return edited(value, { op, path: at });
  if (op === "copy" || op === "move") return transferred(value, operation, at);
  if (op !== "add" && op !== "replace" && op !== "test")
    return { problem: `"${op}" is no operation of a JSON Patch.` };
  return withValue(value, operation, { op, at, text });
}

function withValue(
  value: JsonValue,
  operation: JsonObject,
  { op, at, text }: { op: "add" | "replace" | "test"; at: FieldPath; text: string },
): Edited {
  if (!Object.hasOwn(operation, "value"))
    return { problem: `The operation ${op} of ${text} has no value.` };
  const wanted = operation["value"] ?? null;
  if (op !== "test") return edited(value, { op, path: at, value: wanted });
  return sameJson(found(value, at) ?? null, wanted)
    ? { value }
    : { problem: `${text} is not as the patch demands it.` };
}

function transferred(value: JsonValue, operation: JsonObject, to: FieldPath): Edited {
  const text = textAt(operation, "from");
  const from = pathOf(value, text);
  const moved = from && found(value, from);
  if (!from || moved === undefined) return { problem: `There is no ${text || "from"} to take.` };
  if (textAt(operation, "op") === "copy")
    return edited(value, { op: "add", path: to, value: moved });
  const without = edited(value, { op: "remove", path: from });
  if ("problem" in without) return without;
  const path = pathOf(without.value, textAt(operation, "path"));
  return path
    ? edited(without.value, { op: "add", path, value: moved })
    : { problem: `There is no ${textAt(operation, "path")} any more once ${text} is taken.` };
}

function edited(value: JsonValue, edit: Edit): Edited {
  return edit.path.length === 0 && edit.op !== "remove"
    ? { value: edit.value }
    : applyEdits(value, [edit]);
}

function found(value: JsonValue, path: FieldPath): JsonValue | undefined {
  let at: JsonValue | undefined = value;
  for (const segment of path) at = member(at, segment);
  return at;
}

function member(value: JsonValue | undefined, segment: string | number): JsonValue | undefined {
  if (typeof segment === "number") return isJsonList(value) ? value[segment] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

/** Where a pointer (RFC 6901) leads; undefined where what is above it is not there. */
function pathOf(value: JsonValue, pointer: string): FieldPath | undefined {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) return undefined;
  const path: (string | number)[] = [];
  let at: JsonValue | undefined = value;
  for (const token of pointer.slice(1).split("/")) {
    const word = token.replaceAll("~1", "/").replaceAll("~0", "~");
    const segment = isJsonList(at) ? indexOf(at, word) : isJsonObject(at) ? word : undefined;
    if (segment === undefined) return undefined;
    path.push(segment);
    at = member(at, segment);
  }
  return path;
}

function indexOf(list: readonly JsonValue[], word: string): number | undefined {
  if (word === "-") return list.length;
  return /^(?:0|[1-9]\d{0,8})$/.test(word) ? Number(word) : undefined;
}
