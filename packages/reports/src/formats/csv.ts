import type { Finding } from "@watertight/core/findings";
import type { CreateReporter } from "../reporter.ts";
import { cell } from "../text/cell.ts";
import { createChunks } from "../text/chunks.ts";

const COLUMNS = [
  ...["status", "severity", "check", "title", "kind", "namespace", "name", "container", "path"],
  ...["message", "file", "line", "column", "rendered", "fingerprint", "cause", "reason"],
];

/** For spreadsheets: a row a finding, excepted and known ones too; no cell can be a formula. */
export const createReporter: CreateReporter = ({ checks }, write) => {
  const chunks = createChunks(write);
  const titles = new Map(checks.map(({ id, title }) => [id, title]));
  const add = (cells: readonly (string | number)[]): void => {
    chunks.add(`${cells.map(cell).join(",")}\n`);
  };
  const rowOf = (finding: Finding, status: string): readonly (string | number)[] => {
    const { severity, check, object, container, path, message, location, fingerprint } = finding;
    const { kind, namespace, name } = object;
    const { file, line, column, rendered } = location;
    return [
      ...[status, severity, check, titles.get(check) ?? "", kind, namespace ?? "", name],
      ...[container ?? "", path, message, file, line, column, String(rendered), fingerprint],
      ...[finding.cause, finding.exception?.reason ?? ""],
    ];
  };
  add(COLUMNS);
  return {
    finding: (finding) => {
      add(rowOf(finding, "open"));
    },
    setAside: (finding) => {
      add(rowOf(finding, finding.exception ? "excepted" : "known"));
    },
    end: () => {
      chunks.end();
    },
  };
};
