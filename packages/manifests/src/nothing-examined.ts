import { isIncomplete, type NotExamined } from "@watertight/core/snapshot";
import type { Assembly } from "./assemble.ts";

/**
 * What is to be said when texts were read and none holds an object: a pipe whose first program failed is empty too, and to
 * have examined nothing is no pass. `found` is how much was not examined before any text was read. An empty list of objects
 * is an answer.
 */
export function nothingExamined(assembly: Assembly, found: number): NotExamined | undefined {
  const { notExamined, diagnostics } = assembly;
  if (assembly.objects.length + assembly.taken > 0) return undefined;
  const coverage = { files: 0, documents: 0, objects: 0, notExamined, unknownKinds: [] };
  if (isIncomplete(coverage, diagnostics)) return undefined; // it is said already
  const first = notExamined.slice(found).find(({ kind }) => kind === "not-kubernetes");
  return (
    first && {
      file: first.file,
      line: 1,
      kind: "unreadable",
      reason: "There is no Kubernetes object in the whole input: nothing was examined.",
    }
  );
}
