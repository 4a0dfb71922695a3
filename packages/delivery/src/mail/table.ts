/** A report as rows: what whoever keeps findings gives. */
export interface ReportTable {
  /** One line. */
  readonly title: string;
  /** Sentences before the table. */
  readonly summary: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table as CSV (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe. */
export function csvOf({ columns, rows }: ReportTable): Buffer {
  const lines = [columns, ...rows].map((row) => row.map(cellOf).join(","));
  return Buffer.from(`${lines.join("\r\n")}\r\n`);
}

function cellOf(text: string): string {
  const clean = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/\p{Cs}/gu, "\ufffd");
  const safe = /^[=+\-@\t\r]/.test(clean) ? `'${clean}` : clean;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
