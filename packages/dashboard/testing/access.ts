import type {
  AccessDocument,
  CellJson,
  ColumnJson,
  Reach,
  SubjectJson,
} from "../src/documents/access.ts";
import { reportOf } from "./report.ts";

export function cell(
  reach: Reach,
  namespaces: readonly string[] = [],
  names: readonly string[] = [],
): CellJson {
  return { reach, namespaces, names };
}

export const NONE: CellJson = cell("none");
export const CLUSTER: CellJson = cell("cluster");

/** A matrix of columns as `get pods/log` or `list deployments.apps`, and of subjects as `User ann` with their cells. */
export function matrixOf(
  columns: readonly string[],
  rows: Readonly<Record<string, readonly CellJson[]>>,
): AccessDocument {
  const { coverage, incomplete, assumptions } = reportOf([]);
  return {
    coverage,
    incomplete,
    assumptions,
    columns: columns.map(columnOf),
    rows: Object.entries(rows).map(([subject, cells]) => ({
      subjects: [subjectOf(subject)],
      folded: false,
      cells,
    })),
    subjectsWithout: 0,
  };
}

function columnOf(text: string): ColumnJson {
  const [verb = "", whole = ""] = text.split(" ");
  const [name = "", ...below] = whole.split("/");
  const [resource = "", ...group] = name.split(".");
  return { verb, group: group.join("."), resource: [resource, ...below].join("/") };
}

function subjectOf(text: string): SubjectJson {
  const [kind = "", whole = ""] = text.split(" ");
  const [first = "", second] = whole.split("/");
  return second === undefined ? { kind, name: first } : { kind, namespace: first, name: second };
}
