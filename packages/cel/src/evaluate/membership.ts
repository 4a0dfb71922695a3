import { Double, isInt, type List, Uint, type Value } from "../values/value.ts";

/** Whether a value is in a list of plain constants, by one look; nothing if the list holds anything else. */
export function isMember(list: List): ((value: Value) => boolean) | undefined {
  const members = new Set<bigint | boolean | number | string>();
  for (const element of list) {
    const plain = plainOf(element);
    if (plain === undefined) {
      return;
    }
    members.add(plain);
  }
  return (value) => {
    const plain = plainOf(value);
    return plain !== undefined && !Number.isNaN(plain) && members.has(plain);
  };
}

function plainOf(value: Value): bigint | boolean | number | string | undefined {
  if (typeof value === "string" || typeof value === "boolean" || isInt(value)) {
    return value;
  }
  if (value instanceof Uint) {
    const plain = Number(value.value);
    return Number.isSafeInteger(plain) ? plain : value.value;
  }
  return value instanceof Double ? value.value + 0 : undefined;
}
