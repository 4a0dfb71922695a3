import type { FixSafety, Severity } from "@watertight/core/findings";

/*
 * The documents that a page shows, as the command writes them with `-o json` (schemas/ describes every member); here are the members that views
 * read. What a page has beside them is written by packages/reports.
 */

/** What names an object. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** A region of a file; lines and columns from 1, the end exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly rendered: boolean;
}

/** What every document says of its input. */
export interface DocumentHead {
  readonly coverage: Coverage;
  readonly incomplete: boolean;
  readonly assumptions: {
    readonly kubernetesVersion: { readonly value: string; readonly known: string };
    readonly wholeCluster: { readonly value: boolean; readonly known: string };
    readonly statements: readonly string[];
  };
}

interface Coverage {
  readonly files: number;
  readonly documents: number;
  readonly objects: number;
  readonly notExamined: readonly {
    readonly file: string;
    readonly line: number;
    readonly kind: string;
    readonly reason: string;
  }[];
  readonly unknownKinds: readonly {
    readonly apiVersion: string;
    readonly kind: string;
    readonly count: number;
  }[];
}

export interface EditJson {
  readonly op: "add" | "remove" | "replace";
  readonly path: string;
  readonly value: unknown;
}

export interface FindingJson {
  readonly check: string;
  readonly severity: Severity;
  readonly fingerprint: string;
  readonly object: ObjectName;
  readonly container: string | null;
  readonly path: string;
  readonly message: string;
  readonly location: Place;
  readonly alsoAt: readonly Place[];
  readonly worlds?: readonly string[];
  readonly cause: string;
  readonly standsFor: readonly { readonly check: string; readonly path: string }[];
  readonly severityReason: readonly { readonly because: string; readonly change: number }[];
  readonly fix: { readonly safety: FixSafety; readonly edits: readonly EditJson[] } | null;
  readonly exception?: {
    readonly source: string;
    readonly reason: string;
    readonly owner: string | null;
    readonly until: string | null;
  };
}

/** `scan -o json`. */
export interface ReportDocument extends DocumentHead {
  readonly tool: { readonly name: string; readonly version: string };
  readonly findings: readonly FindingJson[];
  readonly excepted: readonly FindingJson[];
  readonly known: readonly FindingJson[];
  readonly gone: readonly { readonly check: string; readonly object: string }[];
  readonly diagnostics: readonly {
    readonly file: string;
    readonly line: number;
    readonly severity: string;
    readonly message: string;
  }[];
  readonly summary: {
    readonly findings: Readonly<Record<Severity, number>>;
    readonly failOn: string;
    readonly failing: number;
  };
}

export interface CheckJson {
  readonly id: string;
  readonly title: string;
  readonly topic: string;
  readonly severity: Severity;
  readonly description: string;
  readonly remediation: string;
  readonly references: readonly { readonly standard: string; readonly id: string }[];
}

/** A region `[line, column, endLine, endColumn)` and what is written in its place. */
export type TextChangeJson = readonly [
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
  text: string,
];

/** Lines of a text by their numbers; of a very long line a part that begins at `offset`. */
export interface TextJson {
  readonly offset?: number;
  readonly lines: readonly (readonly [number: number, text: string])[];
}

/** What a page has beside a report; `places`, `changes` and `renderers` are by the index of a finding. */
export interface ReportDetailsDocument {
  readonly groupBy: string | null;
  readonly checks: readonly CheckJson[];
  readonly texts: readonly TextJson[];
  /** Index into `texts`, -1 where the text is not at hand. */
  readonly places: readonly number[];
  readonly changes: Readonly<Record<string, readonly TextChangeJson[]>>;
  readonly renderers: Readonly<Record<string, string>>;
}
