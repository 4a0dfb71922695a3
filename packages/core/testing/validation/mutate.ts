import { isJsonObject, type JsonObject, type JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import type { ApiStructure, ApiType } from "../../src/kubernetes/structure.ts";
import { below, pick, type Random } from "./random.ts";
import { randomValue, SERVER_FIELDS } from "./values.ts";

type Open = Record<string, JsonValue>;

interface Node {
  readonly value: Open;
  readonly structure: ApiStructure;
}

/** The object with single fields of its structures set, removed, emptied, repeated or made null. */
export function mutated(
  random: Random,
  object: KubernetesObject,
  structure: ApiStructure,
  times: number,
): KubernetesObject {
  const copy = structuredClone<Open>({ ...object });
  for (let time = 0; time < times; time++) {
    const nodes: Node[] = [];
    collect(copy, structure, nodes);
    mutateNode(random, pick(random, nodes));
  }
  return { ...copy, apiVersion: object.apiVersion, kind: object.kind };
}

function collect(value: JsonValue, type: ApiType, nodes: Node[]): void {
  if (isList(value)) {
    if (type.shape === "list") for (const item of value) collect(item, type.item, nodes);
  } else if (isJsonObject(value)) {
    if (type.shape === "structure") collectMembers(value, type, nodes);
    if (type.shape !== "map") return;
    for (const item of Object.values(value)) collect(item, type.item, nodes);
  }
}

function collectMembers(value: JsonObject, structure: ApiStructure, nodes: Node[]): void {
  nodes.push({ value: value, structure });
  for (const [name, member] of Object.entries(value)) {
    const type = structure.fields.get(name);
    if (type !== undefined && !SERVER_FIELDS.has(name)) collect(member, type, nodes);
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function mutateNode(random: Random, { value, structure }: Node): void {
  const fields = [...structure.fields].filter(([name]) => !SERVER_FIELDS.has(name));
  const present = fields.filter(([name]) => Object.hasOwn(value, name));
  const [field, type] = pick(random, random() < 0.6 && present.length > 0 ? present : fields);
  const old = value[field];
  const label = `${structure.name}.${field}`;
  if (old === undefined || random() < 0.5) {
    value[field] = random() < 0.02 ? null : randomValue(random, type, label);
  } else changeMember(random, value, label, type);
}

function changeMember(random: Random, value: Open, label: string, type: ApiType): void {
  const field = label.slice(label.indexOf(".") + 1);
  const old = value[field] ?? null;
  if (isList(old) && type.shape === "list" && random() < 0.7) {
    value[field] = changedList(random, old, type.item, label);
  } else if (random() < 0.7) Reflect.deleteProperty(value, field);
  else value[field] = emptied(old);
}

function changedList(
  random: Random,
  list: readonly JsonValue[],
  item: ApiType,
  field: string,
): readonly JsonValue[] {
  const at = below(random, list.length);
  const choice = random();
  if (choice < 0.4 && list.length > 0) return [...list, structuredClone(list[at] ?? null)];
  if (choice < 0.8) return [...list, randomValue(random, item, field, 2)];
  return list.filter((_, index) => index !== at);
}

function emptied(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return [];
  if (typeof value === "string") return "";
  if (typeof value === "number") return 0;
  if (typeof value === "boolean") return !value;
  return {};
}
