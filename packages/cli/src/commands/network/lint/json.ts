import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { placeJson } from "@watertight/reports/json";
import type { Shown } from "./shown.ts";

/** `network lint -o json`. */
export function lintJson({ remarks, assumptions, analysis }: Shown): string {
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
  return `{"remarks": ${list.length === 0 ? "[]" : `[\n${lines}\n]`},\n"assumptions": ${stringifyJson(assumptions)}}\n`;
}
