import { compiledRegex, findEvery, findFirst } from "../evaluate/regexes.ts";
import type { Library } from "../typing/environment.ts";
import { INT, listOf, STRING } from "../typing/type.ts";
import { CelError, type Result, textOf, type Value } from "../values/value.ts";
import { binary, declare, many, member } from "./declare.ts";

/*
 * Kubernetes' functions for regular expressions (k8s.io/apiserver/pkg/cel/library/regex.go).
 */

function find(text: Value, pattern: Value): Result {
  const regex = compiledRegex(textOf(pattern));
  return regex instanceof CelError
    ? new CelError(`Illegal regex: ${regex.message}`)
    : findFirst(regex, textOf(text));
}

function findAll(text: Value, pattern: Value, limit: Value): Result {
  const regex = compiledRegex(textOf(pattern));
  return regex instanceof CelError
    ? new CelError(`Illegal regex: ${regex.message}`)
    : findEvery(regex, textOf(text), Number(limit));
}

export const REGEX: Library = {
  functions: [
    declare("find", member("string_find_string", [STRING, STRING], STRING, binary(find))),
    declare(
      "findAll",
      member(
        "string_find_all_string",
        [STRING, STRING],
        listOf(STRING),
        binary((text, pattern) => findAll(text, pattern, -1)),
      ),
      member(
        "string_find_all_string_int",
        [STRING, STRING, INT],
        listOf(STRING),
        many(([text = "", pattern = "", limit = -1]) => findAll(text, pattern, limit)),
      ),
    ),
  ],
};
