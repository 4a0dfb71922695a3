import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { validateObject } from "../../src/validation/validate-object.ts";

/** What the API server refuses in an object, one line an error: field, kind of error, message. */
export function errorsOf(object: KubernetesObject): readonly string[] {
  return validateObject(object).map(({ field, type, message }) => `${field} ${type}: ${message}`);
}
