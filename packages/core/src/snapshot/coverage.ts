/** Why something given as input was not examined. `not-kubernetes`, `ignored` and `not-assessable` leave the exit status alone. */
export type NotExaminedKind =
  | "syntax-error"
  | "not-kubernetes"
  | "template"
  | "render-failed"
  | "unreadable"
  | "too-large"
  | "not-allowed"
  | "unavailable"
  | "ignored"
  | "not-assessable";

export interface NotExamined {
  readonly file: string;
  /** Line where the unexamined part begins, from 1. */
  readonly line: number;
  readonly kind: NotExaminedKind;
  /** A whole sentence: what was not examined and why. */
  readonly reason: string;
  /** Of a cluster: the resource that does not show, as `GROUP/PLURAL`; absent where it is a whole group. */
  readonly resource?: string;
}

/** A kind that is neither built in nor known; its objects are examined only for pod templates and metadata. */
export interface UnknownKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly count: number;
}

/** What was read and what was not. */
export interface Coverage {
  readonly files: number;
  readonly documents: number;
  readonly objects: number;
  readonly notExamined: readonly NotExamined[];
  readonly unknownKinds: readonly UnknownKind[];
}

/** A remark about the input itself. `error` means that part of an object could not be decoded. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** Whether something that should have been examined was not: the reason for exit status 3. */
export function isIncomplete(coverage: Coverage, diagnostics: readonly Diagnostic[]): boolean {
  return (
    coverage.notExamined.some((part) => !isHarmless(part)) ||
    diagnostics.some(({ severity }) => severity === "error")
  );
}

/** Where it is, for people: the file, with the line where only a part of it was not examined. */
export function placeOfUnexamined({ file, line, kind }: NotExamined): string {
  return line === 1 && !PARTIAL.has(kind) ? file : `${file}:${line}`;
}

const PARTIAL: ReadonlySet<NotExaminedKind> = new Set(["syntax-error", "template"]);

/** Whether it was left out on purpose, or nobody could have read it there, which leaves the exit status alone. */
export function isHarmless({ kind }: Pick<NotExamined, "kind">): boolean {
  return HARMLESS.has(kind);
}

const HARMLESS: ReadonlySet<NotExaminedKind> = new Set([
  "not-kubernetes",
  "ignored",
  "not-assessable",
]);
