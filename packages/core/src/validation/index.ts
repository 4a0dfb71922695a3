export type { FieldError, FieldErrorType } from "./field-error.ts";
export { validateObject } from "./validate-object.ts";
