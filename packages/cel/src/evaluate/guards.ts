import type { Type } from "../typing/type.ts";
import { keysOf, lookUp } from "../values/maps.ts";
import { adapt, CelError, isList, isMap, typeNameOf, type Value } from "../values/value.ts";

/** Whether a function that takes values of a type may be called with this one: of lists and maps the first entry is looked at. */
export function fitsAtRunTime(type: Type, value: Value): boolean {
  const { kind } = type;
  if (kind === "dyn" || kind === "parameter") {
    return true;
  }
  if (kind === "list") {
    return isList(value) && (value.length === 0 || fitsParameter(type, 0, adapt(value[0] ?? null)));
  }
  if (kind === "map") {
    return isMap(value) && fitsMap(type, value);
  }
  return kind === "string" ? typeof value === "string" : typeNameOf(value) === type.name;
}

function fitsParameter(type: Type, at: number, value: Value): boolean {
  const parameter = type.parameters[at];
  return parameter === undefined || fitsAtRunTime(parameter, value);
}

function fitsMap(type: Type, map: Parameters<typeof keysOf>[0]): boolean {
  const [key] = keysOf(map);
  if (key === undefined) {
    return true;
  }
  const value = lookUp(map, key) ?? null;
  return (
    fitsParameter(type, 0, key) && !(value instanceof CelError) && fitsParameter(type, 1, value)
  );
}
