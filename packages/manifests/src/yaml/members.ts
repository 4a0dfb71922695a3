import type { JsonValue } from "@watertight/core";
import type { Problem } from "../document.ts";
import { YamlError } from "./yaml-error.ts";

/** How many collections may stand in each other. Far below goyaml's 10,000, so that whoever reads the value may recurse. */
export const MAX_DEPTH = 1000;

/** Refuses a value that is nested deeper than `MAX_DEPTH`. */
export function tooDeep(offset: number): YamlError {
  return new YamlError(
    `The document is nested more than ${MAX_DEPTH} levels deep, and is not read.`,
    offset,
  );
}

/** Sets a member of an object; `__proto__` is a member like any other. */
export function setMember(members: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === "__proto__") {
    Object.defineProperty(members, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else members[key] = value;
}

/** A key that its mapping already has. */
export function duplicateKey(key: string, offset: number): Problem {
  return {
    severity: "warning",
    message: `The key ${quoted(key)} is given twice: the last value counts.`,
    offset,
  };
}

/** A key that a merge behind it overrides, which YAML by the book would not do. */
export function overriddenKey(key: string, offset: number): Problem {
  return {
    severity: "warning",
    message: `The merge "<<" overrides the key ${quoted(key)} that stands before it.`,
    offset,
  };
}

function quoted(key: string): string {
  return JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key);
}
