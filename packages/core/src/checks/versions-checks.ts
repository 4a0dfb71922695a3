import type { Check } from "../check.ts";
import { apiVersionDeprecated } from "./versions/api-version-deprecated.ts";
import { apiVersionRemoved } from "./versions/api-version-removed.ts";
import { apiVersionWrong } from "./versions/api-version-wrong.ts";

/** The checks of the topic versions, by id. */
export const versionsChecks: readonly Check[] = [
  apiVersionDeprecated,
  apiVersionRemoved,
  apiVersionWrong,
];
