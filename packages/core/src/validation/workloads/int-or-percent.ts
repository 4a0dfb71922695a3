import type { IntOrString } from "../../kubernetes/api/types.ts";
import { type Place, quoted } from "../place.ts";

// Follows ValidatePositiveIntOrPercent and its neighbours in pkg/apis/apps/validation/validation.go.

const PERCENT = /^[0-9]+%$/;

/** `ValidatePositiveIntOrPercent`. */
export function validateIntOrPercent(value: IntOrString, at: Place): void {
  if (typeof value === "number") at.notNegative(value);
  else if (!PERCENT.test(value)) at.invalid(`${quoted(value)} is no percentage such as "25%"`);
}

/** `IsNotMoreThan100Percent`. */
export function validateAtMostAll(value: IntOrString, at: Place): void {
  if (typeof value === "string" && PERCENT.test(value) && Number(value.slice(0, -1)) > 100) {
    at.invalid(`${quoted(value)} is more than 100%`);
  }
}

/** `getIntOrPercentValue`, as far as it is asked whether that is 0: what is neither counts as 0. */
export function isZero(value: IntOrString): boolean {
  if (typeof value === "number") return value === 0;
  const digits = PERCENT.test(value) ? value.slice(0, -1) : value;
  return !/^[-+]?\d+$/.test(digits) || Number(digits) === 0;
}
