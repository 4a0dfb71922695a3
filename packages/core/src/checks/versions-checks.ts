import type { Check } from "../check.ts";
import { apiVersionDeprecated } from "./versions/api-version-deprecated.ts";
import { apiVersionRemoved } from "./versions/api-version-removed.ts";

/** The checks of the topic versions, by id. */
export const versionsChecks: readonly Check[] = [apiVersionDeprecated, apiVersionRemoved];
