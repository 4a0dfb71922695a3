import type { AccessMatrix } from "@watertight/core/access";
import { stringifyJson } from "@watertight/core/kubernetes";
import { type DocumentFacts, documentHead } from "../json/document-json.ts";
import { subjectJson } from "./subject-json.ts";

/** `access matrix -o json`: columns, and rows whose cells are in their order. */
export function matrixJson({ columns, rows, without }: AccessMatrix, facts: DocumentFacts): string {
  return `${stringifyJson({
    ...documentHead(facts),
    columns: columns.map(({ verb, group, resource }) => ({ verb, group, resource })),
    rows: rows.map(({ subjects, folded, cells }) => ({
      subjects: subjects.map(subjectJson),
      folded,
      cells: cells.map(({ reach, namespaces, names }) => ({ reach, namespaces, names })),
    })),
    subjectsWithout: without,
  })}\n`;
}
