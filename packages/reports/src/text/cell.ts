import { sanitize } from "./sanitize.ts";

/** Spreadsheets take a cell that begins like this for a formula; the apostrophe says that it is text. */
const FORMULA = /^[\s]*[=+\-@|%]/;

/** A cell that no spreadsheet takes for a formula. */
export function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = sanitize(value);
  return `"${FORMULA.test(text) ? "'" : ""}${text.replaceAll('"', '""')}"`;
}
