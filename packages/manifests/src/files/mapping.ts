import { readFileSync, statSync } from "node:fs";
import { load } from "js-yaml";

export type Mapping = Readonly<Record<string, unknown>>;

const MAX_BYTES = 4 * 1024 * 1024;

/** The mapping that a small YAML file holds, or undefined when it is anything else; the program that owns it says why. */
export function readMapping(path: string): Mapping | undefined {
  try {
    if (statSync(path).size > MAX_BYTES) return undefined;
    return parseMapping(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** The mapping that a YAML text holds, or undefined when it is anything else. */
export function parseMapping(text: string): Mapping | undefined {
  try {
    const value: unknown = load(text.replace(/^\uFEFF/, ""));
    return isMapping(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The strings among the items of a list; anything else has none. */
export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** The mappings among the items of a list; anything else has none. */
export function mappingsOf(value: unknown): Mapping[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}

/** The text of a field, or the empty string when it is no text. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
