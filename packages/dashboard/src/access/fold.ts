import type {
  AccessDocument,
  CellJson,
  ColumnJson,
  Reach,
  SubjectJson,
} from "../documents/access.ts";
import { POWERS, type Power } from "./powers.ts";
import { resourceText } from "./who-can.ts";

/** Verbs that somebody has at the same reach. */
interface Right {
  readonly verbs: readonly string[];
  readonly cell: CellJson;
}

/** What one row may do with one resource, the widest reach first; empty where nothing. */
export type FoldedCell = readonly Right[];

/** Subjects that may do the same. */
export interface FoldedRow {
  readonly key: string;
  readonly subjects: readonly SubjectJson[];
  /** They are parts of Kubernetes, and the cells the widest of theirs. */
  readonly ofKubernetes: boolean;
  readonly cells: readonly FoldedCell[];
}

/** Resources that everybody has alike. */
export interface FoldedColumn {
  readonly key: string;
  readonly resources: readonly ResourceColumn[];
}

interface ResourceColumn {
  readonly group: string;
  readonly resource: string;
}

/** The part of the matrix about one kind of power, in as many tables as fit a screen. */
export interface PowerTable {
  readonly power: Power;
  readonly parts: readonly TablePart[];
}

export interface TablePart {
  readonly columns: readonly FoldedColumn[];
  readonly rows: readonly FoldedRow[];
}

/** A resource with the columns of its verbs. */
interface Gathered extends ResourceColumn {
  readonly verbs: readonly { readonly verb: string; readonly index: number }[];
}

const REACHES: readonly Reach[] = ["cluster", "namespaces", "named", "none"];

/** More columns do not fit beside a subject. */
const FITTING = 8;

/** The matrix as people can read it: a table a kind of power, a column a resource, verbs merged; alike rows and columns once. */
export function foldMatrix(document: AccessDocument): readonly PowerTable[] {
  return POWERS.flatMap((power) => {
    const gathered = gather(document.columns, power);
    const whole = partOf(gathered, document);
    if (whole.rows.length === 0) return [];
    if (whole.columns.length <= FITTING) return [{ power, parts: [whole] }];
    const parts = byGroup(gathered).map((some) => partOf(some, document));
    return [{ power, parts: parts.filter(({ rows }) => rows.length > 0) }];
  });
}

/** Resources of few columns each: API groups stay together where they can. */
function byGroup(gathered: readonly Gathered[]): readonly (readonly Gathered[])[] {
  const groups = new Map<string, Gathered[]>();
  for (const each of gathered) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  const parts: Gathered[][] = [];
  for (const members of groups.values()) {
    for (let at = 0; at < members.length; at += FITTING) {
      const some = members.slice(at, at + FITTING);
      const last = parts.at(-1);
      if (last && last.length + some.length <= FITTING) last.push(...some);
      else parts.push(some);
    }
  }
  return parts;
}

function gather(columns: readonly ColumnJson[], power: Power): readonly Gathered[] {
  const found = new Map<
    string,
    { group: string; resource: string; verbs: { verb: string; index: number }[] }
  >();
  for (const [index, column] of columns.entries()) {
    if (POWERS.find(({ holds }) => holds(column)) !== power) continue;
    const key = resourceText(column);
    const known = found.get(key) ?? { group: column.group, resource: column.resource, verbs: [] };
    known.verbs.push({ verb: column.verb, index });
    found.set(key, known);
  }
  return [...found.values()];
}

function partOf(gathered: readonly Gathered[], { rows }: AccessDocument): TablePart {
  const cells = rows.map((row) => gathered.map((column) => cellOf(column, row.cells)));
  const columns = new Map<string, { readonly indices: number[] }>();
  for (const index of gathered.keys()) {
    const text = JSON.stringify(cells.map((row) => row[index]));
    const same = columns.get(text);
    if (same) same.indices.push(index);
    else columns.set(text, { indices: [index] });
  }
  const folded = [...columns.values()].map(({ indices }) => indices);
  return {
    columns: folded.map((indices) => {
      const resources = indices.flatMap((index) => gathered[index] ?? []);
      return { key: resources.map(resourceText).join(" "), resources };
    }),
    rows: foldRows(
      rows.map((row, index) => ({
        ...row,
        cells: folded.map(([first = -1]) => cells[index]?.[first] ?? []),
      })),
    ),
  };
}

function cellOf({ verbs }: Gathered, cells: readonly CellJson[]): FoldedCell {
  const rights = new Map<string, { readonly verbs: string[]; readonly cell: CellJson }>();
  for (const { verb, index } of verbs) {
    const cell = cells[index];
    if (!cell || cell.reach === "none") continue;
    const key = JSON.stringify(cell);
    const known = rights.get(key);
    if (known) known.verbs.push(verb);
    else rights.set(key, { verbs: [verb], cell });
  }
  return [...rights.values()].sort(
    (a, b) => REACHES.indexOf(a.cell.reach) - REACHES.indexOf(b.cell.reach),
  );
}

function foldRows(
  rows: readonly {
    readonly subjects: readonly SubjectJson[];
    readonly folded: boolean;
    readonly cells: readonly FoldedCell[];
  }[],
): readonly FoldedRow[] {
  const found = new Map<
    string,
    { subjects: SubjectJson[]; ofKubernetes: boolean; cells: readonly FoldedCell[] }
  >();
  for (const { subjects, folded, cells } of rows) {
    if (cells.every((cell) => cell.length === 0)) continue;
    const key = `${folded} ${JSON.stringify(cells)}`;
    const same = found.get(key);
    if (same) same.subjects.push(...subjects);
    else found.set(key, { subjects: [...subjects], ofKubernetes: folded, cells });
  }
  return [...found]
    .map(([key, row]) => ({ key, ...row }))
    .sort((a, b) => Number(a.ofKubernetes) - Number(b.ofKubernetes) || weightOf(b) - weightOf(a));
}

/** Who has more, and further, stands above. */
function weightOf({ cells }: { readonly cells: readonly FoldedCell[] }): number {
  const weights: Readonly<Record<Reach, number>> = {
    cluster: 1000,
    namespaces: 30,
    named: 1,
    none: 0,
  };
  return cells
    .flat()
    .reduce((sum, { verbs, cell }) => sum + weights[cell.reach] * dangerOf(verbs), 0);
}

function dangerOf(verbs: readonly string[]): number {
  return verbs.some((verb) => !READ.includes(verb)) ? 2 : 1;
}

const READ: readonly string[] = ["get", "list", "watch"];
const WRITE: readonly string[] = ["create", "update", "patch", "delete", "deletecollection"];

/** Verbs in as few words as may be: `read`, `read, write`, `list, create`. */
export function verbsText(verbs: readonly string[]): string {
  if (verbs.includes("*")) return "all";
  const has = (verb: string): boolean => verbs.includes(verb);
  const words: string[] = [];
  if (READ.every(has)) words.push("read");
  else words.push(...READ.filter(has));
  if (WRITE.slice(0, 4).every(has)) words.push("write");
  else words.push(...WRITE.filter(has));
  return [...words, ...verbs.filter((verb) => !READ.includes(verb) && !WRITE.includes(verb))].join(
    ", ",
  );
}

/** Where a right holds, in few words. */
export function reachText({ reach, namespaces, names }: CellJson): string {
  switch (reach) {
    case "cluster":
      return "whole cluster";
    case "namespaces":
      return namespaces.length <= 2 ? namespaces.join(", ") : `${namespaces.length} namespaces`;
    case "named": {
      const what = names.length <= 1 ? (names[0] ?? "") : `${names.length} names`;
      return namespaces.length === 0 ? what : `${what} in ${namespaces.join(", ")}`;
    }
    case "none":
      return "nowhere";
  }
}
