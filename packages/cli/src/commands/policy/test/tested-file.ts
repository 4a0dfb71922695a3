import type { CaseResult } from "@watertight/cel/policies";

/** A file of cases with what came of them, or why it could not be read. */
export interface TestedFile {
  readonly file: string;
  readonly results: readonly CaseResult[];
  readonly problem?: string;
}
