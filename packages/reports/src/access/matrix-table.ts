import type { AccessMatrix, MatrixCell, MatrixColumn } from "@watertight/core/access";
import { sanitize } from "../text/sanitize.ts";
import { counted } from "../text/words.ts";
import { cellMark, resourceText, rowText } from "./matrix-words.ts";

/** `access matrix`: a line for each subject and resource, a column for each verb, because one for each of both fits no screen. */
export function matrixTable({ columns, rows, without }: AccessMatrix): string {
  const verbs = [...new Set(columns.map(({ verb }) => verb))].sort(byOrder(columns));
  const lines = rows.flatMap((row) => {
    const cells = columns.map((column, index) => ({ column, cell: row.cells[index] ?? NONE }));
    return [...groupByResource(cells)]
      .filter(([, list]) => list.some(({ cell }) => cell.reach !== "none"))
      .map(([resource, list]) => [
        rowText(row),
        resource,
        ...verbs.map((verb) => {
          const found = list.find(({ column }) => column.verb === verb);
          return found ? cellMark(found.cell) : "";
        }),
      ]);
  });
  const header = ["SUBJECT", "RESOURCE", ...verbs.map((verb) => verb.toUpperCase())];
  return [
    ...aligned([header, ...lines].map((line) => line.map(sanitize))),
    "",
    "all: whole cluster; a name or a number of namespaces; names: named objects; -: none",
    ...(without === 0 ? [] : [`${counted(without, "subject")} with none of it left out`]),
    "",
  ].join("\n");
}

const NONE: MatrixCell = { reach: "none", namespaces: [], names: [] };

interface Placed {
  readonly column: MatrixColumn;
  readonly cell: MatrixCell;
}

function groupByResource(cells: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> {
  const groups = new Map<string, Placed[]>();
  for (const placed of cells) {
    const resource = resourceText(placed.column);
    const list = groups.get(resource);
    if (list) list.push(placed);
    else groups.set(resource, [placed]);
  }
  return groups;
}

const ORDER = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

/** The usual verbs first, then the others as the columns have them, the wildcard last. */
function byOrder(columns: readonly MatrixColumn[]): (a: string, b: string) => number {
  const seen = columns.map(({ verb }) => verb);
  const rank = (verb: string): number => {
    if (verb === "*") return Number.POSITIVE_INFINITY;
    const usual = ORDER.indexOf(verb);
    return usual < 0 ? ORDER.length + seen.indexOf(verb) : usual;
  };
  return (a, b) => (a === b ? 0 : rank(a) - rank(b));
}

function aligned(lines: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const line of lines) {
    for (const [index, text] of line.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, text.length);
    }
  }
  return lines.map((line) =>
    line
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
