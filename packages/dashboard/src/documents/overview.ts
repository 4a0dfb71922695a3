import type { FixSafety, Severity } from "@watertight/core/findings";
import type { DocumentHead, ObjectName } from "./documents.ts";

export type Counts = Readonly<Record<Severity, number>>;

/** A finding as the overview names it. */
interface NamedFinding {
  readonly check: string;
  readonly severity: Severity;
  readonly fingerprint: string;
  readonly object: ObjectName;
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

/** What a person wants to know first; the document that a page shows before all others are read. */
export interface OverviewDocument extends DocumentHead {
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: string;
  readonly time: string;
  readonly summary: {
    readonly findings: Counts;
    readonly failOn: string;
    readonly failing: number;
    readonly fixable: number;
    readonly excepted: number;
    readonly known: number;
    readonly gone: number;
  };
  readonly first: readonly (NamedFinding & {
    readonly fix: FixSafety | null;
    readonly paths: { readonly count: number; readonly sure: number };
    /** How many findings of the same cause there are besides. */
    readonly others: number;
  })[];
  readonly objects: readonly {
    readonly object: ObjectName;
    readonly file: string;
    readonly owner: string | null;
    readonly counts: Counts;
    readonly worst: string;
    readonly paths: number;
  }[];
  readonly checks: readonly {
    readonly check: string;
    readonly title: string;
    readonly counts: Counts;
    readonly objects: number;
  }[];
  readonly owners: readonly {
    /** "" where nobody is named. */
    readonly owner: string;
    readonly counts: Counts;
    readonly objects: number;
  }[];
  readonly frameworks: readonly {
    readonly id: string;
    readonly title: string;
    readonly controls: number;
    readonly pass: number;
    readonly fail: number;
    readonly manual: number;
    readonly notAssessable: number;
  }[];
  readonly paths: {
    readonly sure: number;
    readonly unknown: number;
    readonly truncated: boolean;
  } | null;
  readonly exposed: { readonly yes: number; readonly unknown: number } | null;
  readonly since: SinceJson | null;
  /** What is not in the page because there is too much of it, in whole sentences. */
  readonly leftOut: readonly string[];
  /** Whether the input is one cluster, so that questions about it have answers. */
  readonly isWhole: boolean;
}

export interface SinceJson {
  readonly label: string;
  readonly new: number;
  readonly gone: number;
  readonly unchanged: number;
  readonly newFindings: readonly NamedFinding[];
  readonly newFingerprints: readonly string[];
  readonly goneFindings: readonly Pick<NamedFinding, "check" | "message" | "object" | "severity">[];
}
