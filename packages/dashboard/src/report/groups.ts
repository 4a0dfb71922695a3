import type { Row } from "./rows.ts";

/** What the list is put together by. */
export const GROUPINGS = ["object", "check", "namespace", "owner", "cause", "none"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const GROUPING_NAMES: Readonly<Record<Grouping, string>> = {
  object: "Object",
  check: "Check",
  namespace: "Namespace",
  owner: "Owner",
  cause: "Cause",
  none: "Nothing",
};

/** Findings that stand together, the worst first. */
export interface Group {
  readonly key: string;
  readonly rows: readonly Row[];
}

/** A line of the list: the head of a group, or a finding. */
export type Line =
  | { readonly is: "group"; readonly group: Group; readonly isOpen: boolean }
  | { readonly is: "row"; readonly row: Row };

/** What the command groups by, as the list has it. */
export function groupingOf(text: string | null | undefined): Grouping {
  if (text === "finding") return "none";
  if (text === "image") return "cause";
  return GROUPINGS.find((grouping) => grouping === text) ?? "object";
}

/** Rows in groups, those with the most critical findings first, then with the most high ones; without grouping one group holds all. */
export function groupsOf(rows: readonly Row[], grouping: Grouping): readonly Group[] {
  if (grouping === "none") return rows.length === 0 ? [] : [{ key: "", rows }];
  const keyOf = KEYS[grouping];
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const list = [...groups].map(([key, members]) => ({ key, rows: members }));
  const counts = new Map(list.map(({ rows: members }) => [members, countsOf(members)]));
  return list.sort((a, b) => compareCounts(counts.get(a.rows) ?? [], counts.get(b.rows) ?? []));
}

const KEYS: Readonly<Record<Exclude<Grouping, "none">, (row: Row) => string>> = {
  object: ({ heading, finding: { object, location } }) =>
    `${heading}\n${object.apiVersion}\n${location.file}`,
  check: ({ finding }) => finding.check,
  namespace: ({ namespace }) => namespace,
  owner: ({ owner }) => owner,
  cause: ({ finding }) => finding.cause,
};

/** How many rows there are of each rank. */
function countsOf(rows: readonly Row[]): readonly number[] {
  const counts: number[] = [];
  for (const { rank } of rows) counts[rank] = (counts[rank] ?? 0) + 1;
  return counts;
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  const ranks = Math.max(a.length, b.length);
  for (let rank = 0; rank < ranks; rank++) {
    const difference = (b[rank] ?? 0) - (a[rank] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The lines of the list, as long as it is with these groups closed. */
export function linesOf(
  groups: readonly Group[],
  grouping: Grouping,
  isClosed: (key: string) => boolean,
): readonly Line[] {
  const lines: Line[] = [];
  for (const group of groups) {
    const isOpen = grouping === "none" || !isClosed(group.key);
    if (grouping !== "none") lines.push({ is: "group", group, isOpen });
    if (isOpen) for (const row of group.rows) lines.push({ is: "row", row });
  }
  return lines;
}
