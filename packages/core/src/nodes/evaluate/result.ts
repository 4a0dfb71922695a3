import type { StandardReference } from "../standards/nist.ts";

export type ControlStatus = "pass" | "fail" | "manual" | "not-applicable" | "unknown";

/** What a benchmark's control says of one node. */
export interface ControlResult {
  readonly control: string;
  /** Our words. */
  readonly title: string;
  readonly status: ControlStatus;
  /** How the benchmark itself has it judged. */
  readonly assessment: "automated" | "manual";
  /** The value that decides, as it was seen; "" where none was. */
  readonly seen: string;
  /** The file with its line, the flag of a process, the path of configz. */
  readonly where: string;
  readonly wanted: string;
  /** A lower-case clause: why it is so; "" where value and wish say all. */
  readonly reason: string;
  /** Why it matters, in a sentence. */
  readonly why: string;
  /** How to mend it on this distribution; "" where there is nothing to mend. */
  readonly remediation: string;
  readonly links: readonly string[];
  /** What of NIST SP 800-190 and SP 800-53 it serves. */
  readonly standards: readonly StandardReference[];
}

/** What was found out, before it gets the words of its control. */
export interface Verdict {
  readonly status: ControlStatus;
  readonly seen?: string;
  readonly where?: string;
  readonly reason?: string;
}

export function pass(seen: string, where: string, reason = ""): Verdict {
  return { status: "pass", seen, where, reason };
}

export function fail(seen: string, where: string, reason = ""): Verdict {
  return { status: "fail", seen, where, reason };
}

export function unknown(reason: string): Verdict {
  return { status: "unknown", reason };
}

export function notApplicable(reason: string): Verdict {
  return { status: "not-applicable", reason };
}

export function manual(reason: string, seen = "", where = ""): Verdict {
  return { status: "manual", reason, seen, where };
}
