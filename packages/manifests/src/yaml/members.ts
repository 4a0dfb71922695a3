import { isJsonObject, type JsonValue } from "@watertight/core/kubernetes";
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

/** An object under construction. */
export type Members = Record<string, JsonValue>;

/** Adds members and merges to the objects of one document, and notes what is given twice. */
export class MemberWriter {
  readonly problems: Problem[] = [];
  /** The keys of an object that came by a merge and may be overridden. */
  private readonly merged = new Map<Members, Set<string>>();

  add(members: Members, key: string, value: JsonValue, offset: number): void {
    // A miss is the rule; what an object inherits ("constructor") is told apart behind it.
    if (members[key] !== undefined && Object.hasOwn(members, key)) {
      if (this.merged.get(members)?.delete(key) !== true) {
        this.problems.push(duplicateKey(key, offset));
      }
    }
    setMember(members, key, value);
  }

  /**
   * In goyaml a merge overrides keys before it and is overridden by keys behind it; of several sources the first
   * counts.
   */
  merge(members: Members, sources: readonly JsonValue[], offset: number): void {
    const merged = this.merged.get(members) ?? new Set<string>();
    this.merged.set(members, merged);
    for (const source of sources.toReversed()) {
      if (!isJsonObject(source)) {
        throw new YamlError('"<<" takes a mapping or a list of mappings.', offset);
      }
      for (const [key, member] of Object.entries(source)) {
        if (Object.hasOwn(members, key) && !merged.has(key)) {
          this.problems.push(overriddenKey(key, offset));
        }
        merged.add(key);
        setMember(members, key, member);
      }
    }
  }

  /** Forgets the objects of the last document. */
  endDocument(): void {
    this.merged.clear();
  }
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
function overriddenKey(key: string, offset: number): Problem {
  return {
    severity: "warning",
    message: `The merge "<<" overrides the key ${quoted(key)} that stands before it.`,
    offset,
  };
}

function quoted(key: string): string {
  return JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key);
}
