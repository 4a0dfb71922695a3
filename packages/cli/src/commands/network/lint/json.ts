import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { type DocumentFacts, documentHead, placeJson, safeJson } from "@watertight/reports/json";
import type { Shown } from "./shown.ts";

/** `network lint -o json`. */
export function lintJson({ remarks, assumptions, analysis }: Shown, facts: DocumentFacts): string {
  const { snapshot } = analysis;
  const list = remarks.map((remark): JsonObject => {
    const { rule, level, message, insteadOf } = remark;
    return {
      rule,
      level,
      message,
      ...placeJson(remark, snapshot),
      ...(insteadOf && { insteadOf: insteadOf.map((each) => placeJson(each, snapshot)) }),
    };
  });
  const lines = list.map((each) => `  ${stringifyJson(each)}`).join(",\n");
  const head = safeJson(documentHead({ ...facts, statements: assumptions }));
  return `${head.slice(0, -1)},\n"remarks": ${list.length === 0 ? "[]" : `[\n${lines}\n]`}}\n`;
}
