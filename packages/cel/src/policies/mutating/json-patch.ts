import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  sameJson,
} from "@watertight/core/kubernetes";

/*
 * JSON Patch as the API server applies it (gopkg.in/evanphx/json-patch.v4), in its words where it cannot.
 */

export interface PatchStep {
  readonly op: string;
  readonly path: string;
  readonly from: string;
  readonly value: JsonValue | undefined;
}

/** The patched object; `tested` where a test of the patch fails, and then nothing is changed. */
export type Patched =
  | { readonly error: string }
  | { readonly object: JsonObject }
  | { readonly tested: false };

/** Thrown within this file alone. */
class PatchFault extends Error {}
class TestFailed extends Error {}

export function applyPatch(object: JsonObject, steps: readonly PatchStep[]): Patched {
  const document = { root: mutableCopy(object) };
  try {
    for (const step of steps) {
      apply(document, step);
    }
  } catch (error) {
    if (error instanceof TestFailed) {
      return { tested: false };
    }
    if (error instanceof PatchFault) {
      return { error: `JSON Patch: ${error.message}` };
    }
    throw error;
  }
  const made = frozenCopy(document.root);
  return isJsonObject(made) ? { object: made } : { error: "JSON Patch: the result is no object" };
}

type Mutable = bigint | boolean | null | number | string | Map<string, Mutable> | Mutable[];

interface Document {
  root: Mutable;
}

function mutableCopy(value: JsonValue): Mutable {
  if (isJsonList(value)) {
    return value.map(mutableCopy);
  }
  return isJsonObject(value)
    ? new Map(Object.entries(value).map(([name, each]) => [name, mutableCopy(each)]))
    : value;
}

function frozenCopy(value: Mutable): JsonValue {
  if (Array.isArray(value)) {
    return value.map(frozenCopy);
  }
  return value instanceof Map
    ? Object.fromEntries([...value].map(([name, each]) => [name, frozenCopy(each)]))
    : value;
}

type Container = Map<string, Mutable> | Mutable[];

/** The container of a path and the last key; nothing where the way ends before it. */
function find(
  { root }: Document,
  path: string,
): { readonly container: Container; readonly key: string } | undefined {
  const [, ...parts] = path.split("/");
  const key = parts.pop();
  let at: Mutable | undefined = root;
  for (const part of parts) {
    at = valueIn(at, decoded(part));
  }
  return key !== undefined && (at instanceof Map || Array.isArray(at))
    ? { container: at, key: decoded(key) }
    : undefined;
}

function decoded(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

function valueIn(container: Mutable | undefined, key: string): Mutable | undefined {
  if (container instanceof Map) {
    return container.get(key);
  }
  const index = Array.isArray(container) && isNumber(key) ? Number(key) : undefined;
  return index === undefined || !Array.isArray(container)
    ? undefined
    : container[index < 0 ? index + container.length : index];
}

function isNumber(key: string): boolean {
  return /^[+-]?[0-9]{1,15}$/.test(key);
}

/** The index that a key is in a list of such a length. */
function indexOf(key: string, length: number, isTooFar: (index: number) => boolean): number {
  if (!isNumber(key)) {
    throw new PatchFault(`strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`);
  }
  const index = Number(key);
  if (isTooFar(index) || index < -length) {
    throw new PatchFault(`Unable to access invalid index: ${index}: invalid index referenced`);
  }
  return index < 0 ? index + length : index;
}

function get(container: Container, key: string): Mutable | undefined {
  if (container instanceof Map) {
    return container.get(key);
  }
  return container[indexOf(key, container.length, (index) => index >= container.length)];
}

function add(container: Container, key: string, value: Mutable): void {
  if (container instanceof Map) {
    container.set(key, value);
  } else if (key === "-") {
    container.push(value);
  } else if (isNumber(key)) {
    const length = container.length + 1;
    container.splice(
      indexOf(key, length, (index) => index >= length),
      0,
      value,
    );
  } else {
    throw new PatchFault(
      `value was not a proper array index: '${key}': strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`,
    );
  }
}

function remove(container: Container, key: string): void {
  if (!(container instanceof Map)) {
    container.splice(
      indexOf(key, container.length, (index) => index >= container.length),
      1,
    );
  } else if (!container.delete(key)) {
    throw new PatchFault(`Unable to remove nonexistent key: ${key}: missing value`);
  }
}

function within<T>(words: string, does: () => T): T {
  try {
    return does();
  } catch (error) {
    throw error instanceof PatchFault ? new PatchFault(`${words}: ${error.message}`) : error;
  }
}

const STEPS = new Map<string, (document: Document, step: PatchStep) => void>([
  ["add", addAt],
  ["remove", removeAt],
  ["replace", replaceAt],
  ["move", moveAt],
  ["copy", copyAt],
  ["test", testAt],
]);

function apply(document: Document, step: PatchStep): void {
  const does = STEPS.get(step.op);
  if (does === undefined) {
    throw new PatchFault(`Unexpected kind: ${step.op}`);
  }
  does(document, step);
}

function found(
  document: Document,
  path: string,
  missing: string,
): NonNullable<ReturnType<typeof find>> {
  const place = find(document, path);
  if (place === undefined) {
    throw new PatchFault(`${missing}: missing value`);
  }
  return place;
}

function valueOf({ value }: PatchStep): Mutable {
  return value === undefined ? null : mutableCopy(value);
}

function addAt(document: Document, step: PatchStep): void {
  const missing = `add operation does not apply: doc is missing path: "${step.path}"`;
  const { container, key } = found(document, step.path, missing);
  within(`error in add for path: '${step.path}'`, () => {
    add(container, key, valueOf(step));
  });
}

function removeAt(document: Document, { path }: PatchStep): void {
  const missing = `remove operation does not apply: doc is missing path: "${path}"`;
  const { container, key } = found(document, path, missing);
  within(`error in remove for path: '${path}'`, () => {
    remove(container, key);
  });
}

function replaceAt(document: Document, step: PatchStep): void {
  const { path } = step;
  if (path === "") {
    document.root = valueOf(step);
    return;
  }
  const missing = `replace operation does not apply: doc is missing path: ${path}`;
  const { container, key } = found(document, path, missing);
  if (container instanceof Map) {
    container.set(key, valueOf(step));
    return;
  }
  const isThere = isNumber(key) && valueIn(container, key) !== undefined;
  if (!isThere) {
    throw new PatchFault(
      `replace operation does not apply: doc is missing key: ${path}: missing value`,
    );
  }
  const index = Number(key);
  container[index < 0 ? index + container.length : index] = valueOf(step);
}

function moveAt(document: Document, { from, path }: PatchStep): void {
  const missing = `move operation does not apply: doc is missing from path: ${from}`;
  const source = found(document, from, missing);
  const value = within(`error in move for path: '${source.key}'`, () => {
    const moved = get(source.container, source.key);
    remove(source.container, source.key);
    return moved ?? null;
  });
  const nowhere = `move operation does not apply: doc is missing destination path: ${path}`;
  const { container, key } = found(document, path, nowhere);
  within(`error in move for path: '${path}'`, () => {
    add(container, key, value);
  });
}

function copyAt(document: Document, { from, path }: PatchStep): void {
  const missing = `copy operation does not apply: doc is missing from path: ${from}`;
  const source = found(document, from, missing);
  const value = within(`error in copy for from: '${from}'`, () =>
    get(source.container, source.key),
  );
  const nowhere = `copy operation does not apply: doc is missing destination path: ${path}`;
  const { container, key } = found(document, path, nowhere);
  within("error while adding value during copy", () => {
    add(container, key, value === undefined ? null : mutableCopy(frozenCopy(value)));
  });
}

function testAt(document: Document, step: PatchStep): void {
  const { path } = step;
  const missing = `test operation does not apply: is missing path: ${path}`;
  const value =
    path === ""
      ? document.root
      : within(`error in test for path: '${path}'`, () => {
          const { container, key } = found(document, path, missing);
          return get(container, key);
        });
  const isSame =
    value === undefined || value === null
      ? (step.value ?? null) === null
      : step.value !== undefined && sameJson(frozenCopy(value), step.value);
  if (!isSame) {
    throw new TestFailed();
  }
}
