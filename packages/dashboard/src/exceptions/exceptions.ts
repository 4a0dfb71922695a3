import type { ReportDocument } from "../documents/documents.ts";
import { type Row, rowsOf } from "../report/rows.ts";

/** A finding that counts for nothing, and why. */
export interface ExceptionRow {
  readonly row: Row;
  readonly by: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
  readonly state: string;
}

/** What exceptions accept and what the baseline knows, those that end first at the top. */
export function exceptionRows(report: ReportDocument, time: string): readonly ExceptionRow[] {
  const today = time.slice(0, 10);
  return rowsOf(report)
    .filter(({ standing }) => standing !== "open")
    .map((row): ExceptionRow => {
      const { exception } = row.finding;
      const until = exception?.until ?? "";
      return {
        row,
        by: exception?.source ?? "baseline",
        reason: exception?.reason ?? "known when the baseline was written",
        owner: exception?.owner ?? "",
        until,
        state: stateOf(until, today),
      };
    })
    .sort((a, b) => ((a.until || "9999") < (b.until || "9999") ? -1 : 1));
}

const SOON = 30 * 24 * 3600 * 1000;

function stateOf(until: string, today: string): string {
  if (until === "") return "for ever";
  const left = Date.parse(until) - Date.parse(today);
  if (left < 0) return "has ended";
  return left < SOON ? "ends within 30 days" : "holds";
}

/** Who accepts a finding, why and until when. */
export interface Acceptance {
  readonly reason: string;
  readonly owner: string;
  /** "" for ever. */
  readonly until: string;
}

/** Text for watertight.yaml that accepts a finding, and nothing besides. */
export function exceptionText(
  { finding: { check, object, container } }: Row,
  { reason, until, owner }: Acceptance,
): string {
  const fields: readonly (readonly [key: string, value: string | null])[] = [
    ["kind", object.kind],
    ["namespace", object.namespace],
    ["name", object.name],
    ["container", container],
    ["reason", reason],
    ["owner", owner],
    ["until", until],
  ];
  const lines = fields.flatMap(([key, value]) =>
    value === null || value === "" ? [] : [`    ${key}: ${JSON.stringify(value)}`],
  );
  return ["exceptions:", `  - checks: [${check}]`, ...lines, ""].join("\n");
}
