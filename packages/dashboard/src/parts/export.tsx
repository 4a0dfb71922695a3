import { cell } from "@watertight/reports/words";
import type { ReactElement } from "react";

/** What is written of a list: a column a value, a row a line. */
export interface Exported {
  /** Without its ending. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: () => Iterable<readonly (number | string)[]>;
}

/** The list that is shown, as a file: a spreadsheet in which no cell is a formula, or JSON. */
export function ExportButtons({ name, columns, rows }: Exported): ReactElement {
  return (
    <span className="export">
      <button
        type="button"
        className="plain"
        onClick={() => {
          save(`${name}.csv`, "text/csv", csvParts(columns, rows()));
        }}
      >
        CSV
        <span className="spoken">: save this list</span>
      </button>
      <button
        type="button"
        className="plain"
        onClick={() => {
          save(`${name}.json`, "application/json", jsonParts(columns, rows()));
        }}
      >
        JSON
        <span className="spoken">: save this list</span>
      </button>
    </span>
  );
}

/** A row a line; text that a spreadsheet would take for a formula is text. */
export function csvParts(
  columns: Exported["columns"],
  rows: ReturnType<Exported["rows"]>,
): string[] {
  const parts = [`${columns.map((each) => cell(each)).join(",")}\n`];
  for (const row of rows) parts.push(`${row.map((each) => cell(each)).join(",")}\n`);
  return parts;
}

/** A list of objects, whose members are the columns. */
export function jsonParts(
  columns: Exported["columns"],
  rows: ReturnType<Exported["rows"]>,
): string[] {
  const parts = ["["];
  for (const row of rows) {
    const members = columns.map((column, index) => [column, row[index] ?? null] as const);
    parts.push(
      `${parts.length === 1 ? "\n" : ",\n"}${JSON.stringify(Object.fromEntries(members))}`,
    );
  }
  parts.push("\n]\n");
  return parts;
}

function save(name: string, type: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
