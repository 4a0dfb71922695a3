import type { FieldPath } from "../field-path.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../json.ts";

/** Where an object describes a pod: the pod in Kubernetes' own shape, not yet decoded, and the way back to the object. */
export interface PodTemplatePlace {
  /** To what holds the pod's `metadata` and `spec`, or to what stands for the pod where nothing holds both. */
  readonly path: FieldPath;
  readonly metadata: JsonValue;
  readonly spec: JsonObject;
  /** Whether `spec` is a PodSpec of the API and no structure of the custom resource's own. */
  readonly ordinary: boolean;
  /** Whether the pod was put together from parts, so that paths need `locate`. */
  readonly assembled: boolean;
  /** The path in the object of a path below the template. */
  readonly locate: (path: FieldPath) => FieldPath;
}

/** An object that gives fields to a part of a pod. */
export interface Layer {
  readonly path: FieldPath;
  readonly value: JsonObject;
  /** Fields that have another name here: `resources` → `computeResources`. */
  readonly renamed?: ReadonlyMap<string, string>;
}

/** A container, a volume or the pod itself: of each field the first layer that has it counts. */
export type Part = readonly [Layer, ...Layer[]];

/** The parts that a custom resource describes a pod by. */
export interface PodParts {
  readonly metadata?: Part | undefined;
  readonly pod: Part;
  readonly lists: Readonly<Record<string, readonly Part[]>>;
}

/** Puts a pod together from the parts of a custom resource that has its own names for them. */
export function assemblePod({ metadata, pod, lists }: PodParts): PodTemplatePlace {
  const members = Object.entries(lists).map(([list, parts]) => [list, parts.map(merge)] as const);
  return {
    path: pod[0].path,
    metadata: metadata ? merge(metadata) : {},
    spec: { ...merge(pod), ...Object.fromEntries(members) },
    ordinary: false,
    assembled: true,
    locate: ([top, ...below]) =>
      top === "metadata"
        ? locatePart(metadata ?? pod, below)
        : (locateItem(lists, below) ?? locatePart(pod, below)),
  };
}

// undefined: not in one of the lists that were put together.
function locateItem(
  lists: PodParts["lists"],
  [list, index, ...rest]: FieldPath,
): FieldPath | undefined {
  if (typeof list !== "string" || typeof index !== "number" || !Object.hasOwn(lists, list))
    return undefined;
  const part = lists[list]?.[index];
  return part && locatePart(part, rest);
}

/** The items of a list in a layer that are objects, each a layer. */
export function layersOf(layer: Layer | undefined, field: string): Layer[] {
  const list: JsonValue | undefined = layer?.value[field];
  if (!layer || !isJsonList(list)) return [];
  return list.flatMap((value, index) =>
    isJsonObject(value) ? [{ path: [...layer.path, field, index], value }] : [],
  );
}

/** The object in a field of a layer, itself a layer. */
export function layerAt(layer: Layer | undefined, ...fields: readonly string[]): Layer | undefined {
  let found = layer;
  for (const field of fields) {
    const value = found?.value[field];
    if (!found || !isJsonObject(value)) return undefined;
    found = { path: [...found.path, field], value };
  }
  return found;
}

/** A part of those layers that exist. */
export function partOf(first: Layer, ...others: readonly (Layer | undefined)[]): Part {
  return [first, ...others.filter((layer) => layer !== undefined)];
}

function merge(part: Part): JsonObject {
  const merged = new Map<string, JsonValue>();
  for (const { value, renamed } of part) {
    for (const [name, here] of renamed ?? []) {
      const member = value[here];
      if (member !== undefined && !merged.has(name)) merged.set(name, member);
    }
    for (const [name, member] of Object.entries(value)) {
      if (!merged.has(name) && !renamed?.has(name)) merged.set(name, member);
    }
  }
  return Object.fromEntries(merged);
}

function locatePart(part: Part, [field, ...rest]: FieldPath): FieldPath {
  if (field === undefined) return part[0].path;
  const nameIn = ({ renamed }: Layer): string | number =>
    (typeof field === "string" ? renamed?.get(field) : undefined) ?? field;
  const layer =
    part.find((candidate) => Object.hasOwn(candidate.value, nameIn(candidate))) ?? part[0];
  return [...layer.path, nameIn(layer), ...rest];
}
