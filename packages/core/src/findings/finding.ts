import type { Edit } from "../kubernetes/edit.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import type { Location } from "../snapshot/origin.ts";
import type { Exception } from "./exception.ts";

/** From least to worst. */
export const SEVERITIES = ["info", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What each says an attacker gains; every check keeps to it. */
export const SEVERITY_MEANINGS: Readonly<Record<Severity, string>> = {
  critical:
    "Whoever gets in here has the node, the cluster or its credentials; nothing else is needed. Mend it today.",
  high: "One more step, or one mistake elsewhere, and an attacker has what critical means; or somebody else's data or credentials are open as it is.",
  medium:
    "Widens what an attacker who is inside can do, or takes away what would stop one; no way in or out by itself.",
  low: "Hygiene and resilience: mistakes are likelier, traces fewer, or a fault takes more down.",
  info: "A choice that is worth knowing, or hardening beyond the usual; no weakness by itself.",
};

/** What makes some weaknesses worse: callers from the internet reach the pod, or the pod has something of its node. */
export type Aggravation = "exposed" | "host-access";

/** What can be asked of findings: that none is of this severity or worse. */
export type Threshold = Severity | "none";
export const THRESHOLDS: readonly Threshold[] = [...SEVERITIES, "none"];

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
  /** Where the value is what is wrong and may not be told: 16 hexadecimal digits that tell one value from another. */
  readonly valueFingerprint?: string;
  /** Where it differs from the check's severity. */
  readonly severity?: Severity;
  /** Paths of the edits are below the same thing as `path`. */
  readonly fix?: Fix;
  /** What it has in common with violations of other objects and checks: `image nginx:latest`. */
  readonly cause?: string;
}

/** One reason to take a finding for more or less severe than its check says. */
export interface SeverityStep {
  /** `exposed`, `host-access`, `not-running` … */
  readonly signal: string;
  /** In steps of `SEVERITIES`. */
  readonly change: -1 | 1;
  /** Lower-case clause: what is so, naming the object and field that show it. */
  readonly because: string;
}

/** A weakness that another one implies, so that it is no finding of its own. */
export interface ImpliedFinding {
  readonly check: string;
  /** In the same object, formatted. */
  readonly path: string;
  readonly fingerprint: string;
}

/** Different objects of one name, as folders for development and production hold them. */
export interface Namesakes {
  /** The file of this one; with its number where that holds several. */
  readonly own: string;
  /** The same of all of them. */
  readonly all: readonly string[];
}

/** Paths from outside, or from a pipeline, to what is not to fall. */
export interface PathCount {
  readonly count: number;
  /** Those of them of which every step is sure. */
  readonly sure: number;
}

/** Below 0 when `a` is on more paths that are sure, then on more paths at all. */
export function comparePaths(
  { onPaths: a }: Pick<Finding, "onPaths">,
  { onPaths: b }: Pick<Finding, "onPaths">,
): number {
  return (b?.sure ?? 0) - (a?.sure ?? 0) || (b?.count ?? 0) - (a?.count ?? 0);
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
  /** From the violation: another secret in the same place has another one. */
  readonly valueFingerprint?: string;
  readonly location: Location;
  /** Where the input is several worlds: those in which the weakness was found. */
  readonly worlds?: readonly string[];
  /** Where the input holds other objects of this name, which are different ones: what tells them apart. */
  readonly namesakes?: Namesakes;
  /** Further places that show the same weakness of the same object. */
  readonly alsoAt: readonly Location[];
  /** Paths of the edits are in the object. */
  readonly fix?: Fix;
  /** Why `severity` is not the check's own; all together they change it by one step at most. */
  readonly severityReason?: readonly SeverityStep[];
  /** Equal for findings that one decision settles, across checks and objects. */
  readonly cause: string;
  /** What it implies in the same container or pod, and what is therefore not reported beside it. */
  readonly standsFor?: readonly ImpliedFinding[];
  /** Of how many paths of attack it is a part; absent where it is of none, or nobody looked for them. */
  readonly onPaths?: PathCount;
  /** Present when the weakness is accepted: it counts for nothing but is not forgotten. */
  readonly exception?: Exception;
}
