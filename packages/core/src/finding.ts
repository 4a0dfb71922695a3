import type { Edit } from "./kubernetes/edit.ts";
import type { FieldPath } from "./kubernetes/field-path.ts";
import type { ObjectReference } from "./kubernetes/object.ts";
import type { Location } from "./snapshot/origin.ts";

/** From least to worst. */
export const SEVERITIES = ["info", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Negative when `a` is less severe than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** `safe`: cannot change how a well-behaved workload runs. */
export type FixSafety = "safe" | "needs-value" | "may-break";

export interface Fix {
  readonly safety: FixSafety;
  readonly edits: readonly Edit[];
}

/** One field that breaks a check, as the check reports it. */
export interface Violation {
  /** Below what the check was given: the pod template for a pod check, the object for the others. */
  readonly path: FieldPath;
  /** Lower-case clause, no full stop: `container "web" uses hostPort 80`. */
  readonly message: string;
  /** Name of the container at fault, where it is one container. */
  readonly container?: string;
  /** Where it differs from the check's severity. */
  readonly severity?: Severity;
  /** Paths of the edits are below the same thing as `path`. */
  readonly fix?: Fix;
}

/** A violation, placed: on which object, where in which file, and recognisable in the next run. */
export interface Finding {
  readonly check: string;
  readonly severity: Severity;
  /** 32 hexadecimal digits; the same weakness has it after lines moved, files were renamed or lists reordered. */
  readonly fingerprint: string;
  readonly object: ObjectReference;
  readonly container?: string;
  /** In the object, formatted as the API server prints field paths. */
  readonly path: string;
  readonly message: string;
  readonly location: Location;
  /** Further places that show the same weakness of the same object. */
  readonly alsoAt: readonly Location[];
  /** Paths of the edits are in the object. */
  readonly fix?: Fix;
}
