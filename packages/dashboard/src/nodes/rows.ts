import type { ControlJson, NodeStatus, NodesDocument } from "../documents/nodes.ts";

/** A control of a node, as the list has it. */
export interface NodeRow {
  /** In addresses. */
  readonly id: string;
  readonly node: string;
  readonly benchmark: string;
  readonly result: ControlJson;
  /** What a search looks in. */
  readonly text: string;
}

/** Worst first: what is not known may fail too. */
export const STATUSES: readonly NodeStatus[] = [
  "fail",
  "unknown",
  "manual",
  "pass",
  "not-applicable",
];

export const STATUS_WORDS: Readonly<Record<NodeStatus, string>> = {
  fail: "fails",
  unknown: "not known",
  manual: "for a person",
  pass: "passes",
  "not-applicable": "not applicable",
};

/** Every control of every node, by status and then as the benchmark has them. */
export function rowsOf({ nodes }: NodesDocument): readonly NodeRow[] {
  const rows = nodes.flatMap(({ name, benchmark, results }) =>
    results.map((result, index) => ({
      id: `${name} ${index} ${result.control}`,
      ...{ node: name, benchmark, result },
      text: [name, result.control, result.title, result.seen, result.where, result.reason]
        .join("\n")
        .toLowerCase(),
    })),
  );
  return rows.toSorted(
    (a, b) => STATUSES.indexOf(a.result.status) - STATUSES.indexOf(b.result.status),
  );
}

export interface NodeFilters {
  /** "" is all. */
  readonly node: string;
  /** None is all. */
  readonly statuses: ReadonlySet<string>;
  readonly text: string;
}

/** The rows that are shown, and how many there would be of each status. */
export function filterRows(
  rows: readonly NodeRow[],
  { node, statuses, text }: NodeFilters,
): { readonly shown: readonly NodeRow[]; readonly counts: ReadonlyMap<NodeStatus, number> } {
  const words = text.toLowerCase().split(/\s+/);
  const fitting = rows.filter(
    (row) => (node === "" || row.node === node) && words.every((word) => row.text.includes(word)),
  );
  const counts = new Map<NodeStatus, number>();
  for (const { result } of fitting) {
    counts.set(result.status, (counts.get(result.status) ?? 0) + 1);
  }
  const shown = fitting.filter(({ result }) => statuses.size === 0 || statuses.has(result.status));
  return { shown, counts };
}
