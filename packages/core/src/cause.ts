import type { Violation } from "./finding.ts";
import type { FieldPath } from "./kubernetes/field-path.ts";
import { isJsonObject, type JsonValue } from "./kubernetes/json.ts";
import type { KubernetesObject, ObjectReference } from "./kubernetes/object.ts";

interface Placed {
  readonly check: { readonly id: string };
  readonly violation: Violation;
  readonly target: { readonly object: KubernetesObject; readonly reference: ObjectReference };
  /** In the object. */
  readonly path: FieldPath;
}

/**
 * What settles a violation together with others: what the check says (an image, wherever it is used); else the field that
 * is absent (`securityContext`, `resources`, `hostUsers`) in the containers of an object; else the check in that object.
 */
export function causeOf({ check, violation, target, path }: Placed): string {
  if (violation.cause !== undefined) return violation.cause;
  const { kind, namespace, name } = target.reference;
  const object = `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
  return `${object}: ${absentBlock(target.object, path) ?? check.id}`;
}

/** The first field of a path that the object lacks, without list indices. */
function absentBlock(object: KubernetesObject, path: FieldPath): string | undefined {
  let value: JsonValue | undefined = object;
  for (const [index, segment] of path.entries()) {
    const member: JsonValue | undefined = memberOf(value, segment);
    if (member === undefined) {
      const names = path.slice(0, index + 1).filter((each) => typeof each === "string");
      return `no ${names.join(".")}`;
    }
    value = member;
  }
  return undefined;
}

function memberOf(value: JsonValue | undefined, segment: string | number): JsonValue | undefined {
  if (typeof segment === "number") {
    return Array.isArray(value) ? (value as readonly JsonValue[])[segment] : undefined;
  }
  return isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}
