import type { Check } from "./check.ts";
import type { CheckParameters } from "./parameters.ts";

/** A check as its topic lists it: itself, or what makes it of what operators configure. */
export type BuiltInCheck = Check | ((parameters: CheckParameters) => Check);
