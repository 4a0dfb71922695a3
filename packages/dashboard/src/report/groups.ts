import type { Row } from "./rows.ts";

/** What the list is put together by. */
export const GROUPINGS = ["object", "check", "namespace", "cause", "none"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const GROUPING_NAMES: Readonly<Record<Grouping, string>> = {
  object: "Object",
  check: "Check",
  namespace: "Namespace",
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

/** Rows in groups, in the order in which the worst of each came; without grouping one group holds all. */
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
  return list.sort((a, b) => worst(a) - worst(b) || b.rows.length - a.rows.length);
}

const KEYS: Readonly<Record<Exclude<Grouping, "none">, (row: Row) => string>> = {
  object: ({ heading, finding: { object, location } }) =>
    `${heading}\n${object.apiVersion}\n${location.file}`,
  check: ({ finding }) => finding.check,
  namespace: ({ namespace }) => namespace,
  cause: ({ finding }) => finding.cause,
};

function worst({ rows }: Group): number {
  return rows[0]?.rank ?? 0;
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
