import type { Library } from "../typing/environment.ts";
import { STRING } from "../typing/type.ts";
import { textOf } from "../values/value.ts";
import { declare, global, unary } from "./declare.ts";

/** What mutating policies have besides (k8s.io/apiserver/pkg/cel/library/jsonpatch.go). */
export const JSON_PATCH: Library = {
  functions: [
    declare(
      "jsonpatch.escapeKey",
      global(
        "string_jsonpatch_escapeKey_string",
        [STRING],
        STRING,
        unary((key) => textOf(key).replace(/[~/]/g, (each) => (each === "/" ? "~1" : "~0"))),
      ),
    ),
  ],
};
