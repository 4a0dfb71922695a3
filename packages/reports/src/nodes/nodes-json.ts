import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { NodeReport } from "./report.ts";

/** `nodes evaluate -o json`: `head` is what every document begins with. */
export function nodesJson({ evaluations }: NodeReport, head: JsonObject): string {
  const used = [...new Set(evaluations.map(({ benchmark }) => benchmark))];
  const nodes = evaluations.map(
    ({ node, benchmark, results }): JsonObject => ({
      name: node,
      benchmark,
      results: results.map((each) => ({
        ...each,
        standards: each.standards.map((reference) => ({ ...reference })),
      })),
    }),
  );
  return `${stringifyJson({ ...head, benchmark: used.length === 1 ? (used[0] ?? "") : null, nodes })}\n`;
}
