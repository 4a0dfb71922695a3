import type { Severity, Violation } from "../findings/finding.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import type { ObjectReference } from "../kubernetes/object.ts";

interface Placed {
  readonly check: { readonly id: string; readonly severity: Severity };
  readonly violation: Violation;
  readonly target: { readonly reference: ObjectReference };
  readonly field: {
    /** In the object. */
    readonly path: FieldPath;
    readonly absence: Absence | null;
  };
}

/** The first step of a path that an object lacks. */
interface Absence {
  /** How many segments lead to it. */
  readonly depth: number;
  /** The keys on the way to it: `spec.containers.resources`. */
  readonly names: string;
}

/**
 * What settles a violation together with others: what the check says (an image, wherever it is used); else the field that
 * is absent (`securityContext`, `resources`) in the containers of an object; else the check in that object. A default that is
 * pointed out for information is one decision for all objects that leave a single field to it.
 */
export function causeOf({ check, violation, target, field }: Placed): string {
  if (violation.cause !== undefined) return violation.cause;
  const { kind, namespace, name } = target.reference;
  const object = `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
  const { absence, path } = field;
  if (!absence) return `${object}: ${check.id}`;
  const severity = violation.severity ?? check.severity;
  if (severity === "info" && absence.depth === path.length) {
    return `${check.id}: left to the default`;
  }
  return `${object}: no ${absence.names}`;
}
