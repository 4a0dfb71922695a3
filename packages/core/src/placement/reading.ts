import type { Taint, Toleration } from "../kubernetes/api/types.ts";
import { isJsonList, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { type KubernetesObject, referenceOf, stringMapOf } from "../kubernetes/object.ts";
import type { PlacementNode } from "./model.ts";

/** A Node as the scheduler reads it. */
export function nodeOf(object: KubernetesObject): PlacementNode {
  const reference = referenceOf(object);
  const allocatable = valueAt(object, "status", "allocatable");
  return {
    name: reference.name,
    reference,
    labels: stringMapOf(object, "labels"),
    taints: listAt(object, "spec", "taints").map(taintOf),
    unschedulable: valueAt(object, "spec", "unschedulable") === true,
    allocatable:
      allocatable === undefined
        ? undefined
        : quantitiesOf(objectAt(object, "status", "allocatable")),
  };
}

function quantitiesOf(object: JsonObject): ReadonlyMap<string, string | number | bigint> {
  return new Map(
    Object.entries(object).filter(
      (entry): entry is [string, string | number | bigint] =>
        typeof entry[1] === "string" ||
        typeof entry[1] === "number" ||
        typeof entry[1] === "bigint",
    ),
  );
}

function taintOf(value: JsonValue): Taint {
  return {
    key: textAt(value, "key"),
    value: textAt(value, "value"),
    effect: textAt(value, "effect"),
  };
}

/** A list of tolerations; undefined for what is no list. */
export function tolerationsIn(value: JsonValue | undefined): readonly Toleration[] | undefined {
  return isJsonList(value) ? value.map(tolerationOf) : undefined;
}

function tolerationOf(value: JsonValue): Toleration {
  const seconds = valueAt(value, "tolerationSeconds");
  const texts = ["key", "operator", "value", "effect"].flatMap((field) => {
    const text = textAt(value, field);
    return text === "" ? [] : [[field, text] as const];
  });
  return {
    ...Object.fromEntries(texts),
    ...(typeof seconds === "number" && { tolerationSeconds: seconds }),
  };
}

/** The labels of a node selector that is written as `a=b,c=d`; undefined where the API server refuses it. */
export function nodeSelectorOfText(
  text: string,
  isValid: (key: string, value: string) => boolean,
): Readonly<Record<string, string>> | undefined {
  if (text === "") return {};
  const entries: [string, string][] = [];
  for (const part of text.split(",")) {
    const [key = "", value = "", ...rest] = part.split("=").map((each) => each.trim());
    if (!part.includes("=") || rest.length > 0 || !isValid(key, value)) return undefined;
    entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

/** The node selector and tolerations that a RuntimeClass adds. */
export function schedulingOf(runtimeClass: KubernetesObject): {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  readonly overhead: JsonObject;
} {
  const selector = objectAt(runtimeClass, "scheduling", "nodeSelector");
  return {
    nodeSelector: Object.fromEntries(
      Object.entries(selector).filter(
        (each): each is [string, string] => typeof each[1] === "string",
      ),
    ),
    tolerations: tolerationsIn(valueAt(runtimeClass, "scheduling", "tolerations")) ?? [],
    overhead: objectAt(runtimeClass, "overhead", "podFixed"),
  };
}

/** Whether a pod has ended, so that it takes nothing of its node any more. */
export function isTerminated(object: KubernetesObject): boolean {
  return ["Succeeded", "Failed"].includes(textAt(object, "status", "phase"));
}

/** Whether an object is on its way out. */
export function isBeingDeleted(object: KubernetesObject): boolean {
  return textAt(object, "metadata", "deletionTimestamp") !== "";
}

/** A whitelist or defaults in an annotation: undefined where there is none, `invalid` where it cannot be read. */
export function tolerationsOfAnnotation(
  text: string | undefined,
): readonly Toleration[] | "invalid" | undefined {
  if (text === undefined) return undefined;
  if (text === "") return [];
  try {
    const parsed = JSON.parse(text) as JsonValue;
    return tolerationsIn(parsed) ?? (parsed === null ? [] : "invalid");
  } catch {
    return "invalid";
  }
}
