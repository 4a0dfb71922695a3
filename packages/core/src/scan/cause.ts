import type { Severity, Violation } from "../findings/finding.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { type JsonValue } from "../kubernetes/json.ts";
import { valueAtPath } from "../kubernetes/json-fields.ts";
import type { KubernetesObject, ObjectReference } from "../kubernetes/object.ts";

interface Placed {
  readonly check: { readonly id: string; readonly severity: Severity };
  readonly violation: Violation;
  readonly target: { readonly object: KubernetesObject; readonly reference: ObjectReference };
  /** In the object. */
  readonly path: FieldPath;
}

/**
 * What settles a violation together with others: what the check says (an image, wherever it is used); else the field that
 * is absent (`securityContext`, `resources`) in the containers of an object; else the check in that object. A default that is
 * pointed out for information is one decision for all objects that leave a single field to it.
 */
export function causeOf({ check, violation, target, path }: Placed): string {
  if (violation.cause !== undefined) return violation.cause;
  const { kind, namespace, name } = target.reference;
  const object = `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
  const depth = depthOfAbsence(target.object, path);
  if (depth === undefined) return `${object}: ${check.id}`;
  const severity = violation.severity ?? check.severity;
  if (severity === "info" && depth === path.length) return `${check.id}: left to the default`;
  const names = path.slice(0, depth).filter((each) => typeof each === "string");
  return `${object}: no ${names.join(".")}`;
}

/** How many segments of a path lead to the first field that the object lacks; undefined when it has them all. */
function depthOfAbsence(object: KubernetesObject, path: FieldPath): number | undefined {
  let value: JsonValue | undefined = object;
  for (const [index, segment] of path.entries()) {
    value = valueAtPath(value, [segment]);
    if (value === undefined) return index + 1;
  }
  return undefined;
}
