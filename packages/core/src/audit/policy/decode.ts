import type { FieldPath } from "../../kubernetes/field-path.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";

/** What an API server would object to in a policy. */
export interface PolicyProblem {
  readonly path: FieldPath;
  /** `refused`: it does not start; `ignored`: it starts, and reads the policy as if this were not there. */
  readonly effect: "ignored" | "refused";
  /** A lower-case clause. */
  readonly message: string;
}

/** Fields as they are read, and where what is wrong is told. */
export interface PolicyDecoder {
  readonly problems: readonly PolicyProblem[];
  readonly tell: (path: FieldPath, effect: PolicyProblem["effect"], message: string) => void;
  /** The fields of a structure; unknown ones are told. null is an absent one. */
  readonly fieldsOf: (
    value: JsonValue | undefined,
    path: FieldPath,
    known: readonly string[],
  ) => JsonObject;
  readonly listOf: (value: JsonValue | undefined, path: FieldPath) => readonly JsonValue[];
  readonly textsOf: (value: JsonValue | undefined, path: FieldPath) => readonly string[];
  readonly textOf: (value: JsonValue | undefined, path: FieldPath) => string;
  /** undefined where it is absent. */
  readonly booleanOf: (value: JsonValue | undefined, path: FieldPath) => boolean | undefined;
}

/** Reads as sigs.k8s.io/json does: case counts, null is nothing, and a null in a list is an empty item. */
export function createPolicyDecoder(): PolicyDecoder {
  const problems: PolicyProblem[] = [];
  const tell: PolicyDecoder["tell"] = (path, effect, message) => {
    problems.push({ path, effect, message });
  };
  const wrong = (path: FieldPath, wanted: string): void => {
    tell(path, "refused", `must be ${wanted}`);
  };
  const listOf: PolicyDecoder["listOf"] = (value, path) => {
    if (value === undefined || value === null) return [];
    if (isJsonList(value)) return value;
    wrong(path, "a list");
    return [];
  };
  const textOf: PolicyDecoder["textOf"] = (value, path) => {
    if (value === undefined || value === null) return "";
    if (typeof value === "string") return value;
    wrong(path, "a string");
    return "";
  };
  return {
    problems,
    tell,
    fieldsOf: (value, path, known) => {
      if (value === undefined || value === null) return {};
      if (!isJsonObject(value)) {
        wrong(path, "a mapping");
        return {};
      }
      for (const name of Object.keys(value)) {
        if (!known.includes(name)) tell([...path, name], "ignored", unknownField(name, known));
      }
      return value;
    },
    listOf,
    textOf,
    textsOf: (value, path) =>
      listOf(value, path).map((item, index) => textOf(item, [...path, index])),
    booleanOf: (value, path) => {
      if (value === undefined || value === null) return undefined;
      if (typeof value === "boolean") return value;
      wrong(path, "true or false");
      return undefined;
    },
  };
}

function unknownField(name: string, known: readonly string[]): string {
  const lower = name.toLowerCase();
  const meant = known.find((each) => each.toLowerCase() === lower);
  return meant === undefined
    ? "is no field of an audit policy and is ignored"
    : `is ignored: the field is called ${meant}`;
}
