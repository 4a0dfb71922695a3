import type { BuiltInCheck } from "../built-in-check.ts";
import { exceptionExpired } from "./exception-expired.ts";
import { exceptionInvalid } from "./exception-invalid.ts";
import { exceptionTooWide } from "./exception-too-wide.ts";
import { exceptionUnused } from "./exception-unused.ts";

/** The checks of the topic exceptions, by id. */
export const exceptionsChecks: readonly BuiltInCheck[] = [
  exceptionExpired,
  exceptionInvalid,
  exceptionTooWide,
  exceptionUnused,
];
