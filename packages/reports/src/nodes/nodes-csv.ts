import { cell } from "../text/cell.ts";
import type { NodeReport } from "./report.ts";

const COLUMNS = ["node", "benchmark", "control", "title", "status", "assessment"];
const FURTHER = ["seen", "where", "wanted", "reason", "remediation", "links"];

/** `nodes evaluate -o csv`: a row a control and node; no cell can be a formula. */
export function nodesCsv({ evaluations }: NodeReport): string {
  const rows = evaluations.flatMap(({ node, benchmark, results }) =>
    results.map((each) => [
      ...[node, benchmark, each.control, each.title, each.status, each.assessment],
      ...[each.seen, each.where, each.wanted, each.reason, each.remediation, each.links.join(" ")],
    ]),
  );
  return [[...COLUMNS, ...FURTHER], ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}
