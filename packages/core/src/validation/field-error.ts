import type { FieldPath } from "../kubernetes/field-path.ts";

/** The kinds of `field.ErrorType` in apimachinery's pkg/util/validation/field, by the names of their constants. */
export type FieldErrorType =
  | "Duplicate"
  | "Forbidden"
  | "Invalid"
  | "NotFound"
  | "NotSupported"
  | "Required"
  | "TooLong"
  | "TooMany"
  | "TypeInvalid";

/** One reason for which the API server refuses an object. */
export interface FieldError {
  readonly type: FieldErrorType;
  /** The field as the API server prints it, such as `spec.ports[0].name`; upstream's own slips included. */
  readonly field: string;
  /** The same place, or a deeper one where upstream names only a map or list, as steps into the object. */
  readonly path: FieldPath;
  /** A clause about the value, without the field's name. */
  readonly message: string;
  /** Where it is NotSupported: the words that are. */
  readonly supported?: readonly string[];
}
