import type { Outcome } from "./watertight.ts";

/** The parts of the JSON report that journeys look at. */
export interface Report {
  readonly coverage: {
    readonly files: number;
    readonly documents: number;
    readonly objects: number;
    readonly notExamined: readonly { file: string; line: number; kind: string; reason: string }[];
    readonly unknownKinds: readonly { apiVersion: string; kind: string; count: number }[];
  };
  readonly findings: readonly {
    check: string;
    severity: string;
    path: string;
    object: { kind: string; name: string };
    location: { file: string; line: number; column: number; rendered: boolean };
  }[];
  readonly diagnostics: readonly {
    file: string;
    line: number;
    column: number;
    severity: string;
    message: string;
  }[];
}

export function reportOf({ stdout }: Outcome): Report {
  return JSON.parse(stdout) as Report;
}

/** `check object path file:line`, for the findings of one check. */
export function findingsOf(outcome: Outcome, check: string): string[] {
  return reportOf(outcome)
    .findings.filter((finding) => finding.check === check)
    .map(
      ({ object, path, location }) =>
        `${object.kind}/${object.name} ${path} ${location.file}:${location.line}`,
    );
}

export function notExaminedOf(outcome: Outcome): string[] {
  return reportOf(outcome).coverage.notExamined.map(
    ({ file, line, kind, reason }) => `${file}:${line} ${kind}: ${reason}`,
  );
}

export function diagnosticsOf(outcome: Outcome): string[] {
  return reportOf(outcome).diagnostics.map(
    ({ file, line, column, severity, message }) =>
      `${file}:${line}:${column} ${severity}: ${message}`,
  );
}
