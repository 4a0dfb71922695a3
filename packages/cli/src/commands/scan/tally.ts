import {
  compareSeverity,
  type Finding,
  type FixSafety,
  SEVERITIES,
  type Severity,
} from "@watertight/core/findings";
import type { BaselineMatcher } from "@watertight/core/scan";
import type { Summary } from "@watertight/reports";

/** Counts findings. */
export interface Tally {
  /** Whether the finding counts: neither an exception nor the baseline sets it aside. */
  readonly add: (finding: Finding) => boolean;
  readonly summary: () => Omit<Summary, "gone">;
}

export function createTally(
  failOn: Severity | "none",
  incomplete: boolean,
  { matcher, fromCluster }: { readonly matcher: BaselineMatcher; readonly fromCluster: boolean },
): Tally {
  const findings = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<
    Severity,
    number
  >;
  const fixes: Record<FixSafety, number> = { safe: 0, "may-break": 0, "needs-value": 0 };
  let fixable = 0;
  let failing = 0;
  let excepted = 0;
  let known = 0;
  return {
    add: (finding) => {
      const { severity, fix, exception, location } = finding;
      if (exception) {
        excepted++;
        return false;
      }
      if (matcher.isKnown(finding)) {
        known++;
        return false;
      }
      findings[severity]++;
      if (fix) fixable++;
      // What `fix` changes are files.
      if (fix && !location.rendered && !fromCluster) fixes[fix.safety]++;
      if (failOn !== "none" && compareSeverity(severity, failOn) >= 0) failing++;
      return true;
    },
    summary: () => ({ findings, fixable, fixes, failOn, failing, incomplete, excepted, known }),
  };
}
