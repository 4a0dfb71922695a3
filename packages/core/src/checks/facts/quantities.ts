import type { JsonValue } from "../../kubernetes/json.ts";

/** Whether a quantity of a request or limit states one: 0 means "none", like an absent field. */
export function isStated(quantity: JsonValue | undefined): boolean {
  if (typeof quantity === "number") return quantity !== 0;
  return typeof quantity === "string" && !/^[+-]?0*\.?0*([a-zA-Z]|$)/.test(quantity);
}
