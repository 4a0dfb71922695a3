import type { JsonObject, JsonValue } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";

/*
 * How the references read JSON: in a few plain lines of their own, so that a fault in the engines' readers is not theirs too. Places
 * are written as `spec.order`; a null is as absent.
 */

export type Objects = readonly KubernetesObject[];

export function at(value: JsonValue | undefined, place: string): JsonValue | undefined {
  let found = value;
  for (const key of place.split(".")) {
    if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
    found = Object.hasOwn(found, key) ? (found as JsonObject)[key] : undefined;
  }
  return found === null ? undefined : found;
}

export function map(value: JsonValue | undefined, place: string): JsonObject {
  const found = at(value, place);
  return typeof found === "object" && !Array.isArray(found) ? (found as JsonObject) : {};
}

export function items(value: JsonValue | undefined, place: string): readonly JsonValue[] {
  const found = at(value, place);
  return Array.isArray(found) ? (found as readonly JsonValue[]) : [];
}

export function texts(value: JsonValue | undefined, place: string): readonly string[] {
  return items(value, place).filter((item): item is string => typeof item === "string");
}

export function text(value: JsonValue | undefined, place: string): string {
  const [found = ""] = [at(value, place)].filter((each) => typeof each === "string");
  return found;
}

/** A mapping of texts, as labels are. */
export function pairs(value: JsonValue | undefined, place: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [key, member] of Object.entries(map(value, place)))
    if (typeof member === "string") found.set(key, member);
  return found;
}

const known = new WeakMap<Objects, Map<string, Objects>>();

/** Objects of a group and kind. */
export function ofKind(objects: Objects, group: string, kind: string): Objects {
  const found = known.get(objects) ?? new Map<string, Objects>();
  known.set(objects, found);
  const key = `${group}/${kind}`;
  const list = found.get(key) ?? objects.filter((each) => isOf(each, group, kind));
  found.set(key, list);
  return list;
}

function isOf({ apiVersion, kind: own }: Objects[number], group: string, kind: string): boolean {
  const slash = apiVersion.indexOf("/");
  return own === kind && (slash < 0 ? "" : apiVersion.slice(0, slash)) === group;
}

export function nameOf(object: JsonValue): string {
  return text(object, "metadata.name");
}

export function namespaceIn(object: JsonValue): string {
  return text(object, "metadata.namespace") || "default";
}

/** The labels of a namespace, with the one that every namespace has. */
export function namespaceLabels(objects: Objects, namespace: string): ReadonlyMap<string, string> {
  const found = ofKind(objects, "", "Namespace").find((each) => nameOf(each) === namespace);
  const labels = new Map(found ? pairs(found, "metadata.labels") : []);
  labels.set("kubernetes.io/metadata.name", namespace);
  return labels;
}

/** Whether a label selector selects labels; an absent one selects nothing. */
export function selects(
  selector: JsonValue | undefined,
  labels: ReadonlyMap<string, string>,
): boolean {
  if (selector === undefined || selector === null) return false;
  for (const [key, value] of pairs(selector, "matchLabels"))
    if (labels.get(key) !== value) return false;
  return items(selector, "matchExpressions").every((each) => isMet(each, labels));
}

function isMet(requirement: JsonValue, labels: ReadonlyMap<string, string>): boolean {
  const value = labels.get(text(requirement, "key"));
  const isAmong = value !== undefined && texts(requirement, "values").includes(value);
  const operator = text(requirement, "operator");
  if (operator === "In") return isAmong;
  if (operator === "NotIn") return !isAmong;
  return value === undefined ? operator === "DoesNotExist" : operator === "Exists";
}
