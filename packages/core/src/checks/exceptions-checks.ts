import type { Check } from "../check.ts";
import { exceptionExpired } from "./exceptions/exception-expired.ts";
import { exceptionInvalid } from "./exceptions/exception-invalid.ts";
import { exceptionTooWide } from "./exceptions/exception-too-wide.ts";
import { exceptionUnused } from "./exceptions/exception-unused.ts";

/** The checks of the topic exceptions, by id. */
export const exceptionsChecks: readonly Check[] = [
  exceptionExpired,
  exceptionInvalid,
  exceptionTooWide,
  exceptionUnused,
];
