import type { BuiltInCheck } from "../built-in-check.ts";
import { apiVersionDeprecated } from "./api-version-deprecated.ts";
import { apiVersionRemoved } from "./api-version-removed.ts";
import { apiVersionWrong } from "./api-version-wrong.ts";
import { componentCveCritical } from "./component-cve-critical.ts";
import { componentCveHigh } from "./component-cve-high.ts";
import { componentCveLow } from "./component-cve-low.ts";
import { componentCveMedium } from "./component-cve-medium.ts";
import { componentVersionSkew } from "./component-version-skew.ts";

/** The checks of the topic versions, by id. */
export const versionsChecks: readonly BuiltInCheck[] = [
  apiVersionDeprecated,
  apiVersionRemoved,
  apiVersionWrong,
  componentCveCritical,
  componentCveHigh,
  componentCveLow,
  componentCveMedium,
  componentVersionSkew,
];
