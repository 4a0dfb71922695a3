import type { BuiltInCheck } from "../built-in-check.ts";
import { apiVersionDeprecated } from "./api-version-deprecated.ts";
import { apiVersionRemoved } from "./api-version-removed.ts";
import { apiVersionWrong } from "./api-version-wrong.ts";
import { componentVersionSkew } from "./component-version-skew.ts";

/** The checks of the topic versions, by id. */
export const versionsChecks: readonly BuiltInCheck[] = [
  apiVersionDeprecated,
  apiVersionRemoved,
  apiVersionWrong,
  componentVersionSkew,
];
