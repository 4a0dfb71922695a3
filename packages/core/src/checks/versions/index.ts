import type { Check } from "../check.ts";
import { apiVersionDeprecated } from "./api-version-deprecated.ts";
import { apiVersionRemoved } from "./api-version-removed.ts";
import { apiVersionWrong } from "./api-version-wrong.ts";

/** The checks of the topic versions, by id. */
export const versionsChecks: readonly Check[] = [
  apiVersionDeprecated,
  apiVersionRemoved,
  apiVersionWrong,
];
