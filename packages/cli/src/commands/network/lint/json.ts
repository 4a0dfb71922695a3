import { formatFieldPath, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Evidence } from "@watertight/core/snapshot";
import { locationOf, referenceJson } from "../settings.ts";
import type { Shown } from "./shown.ts";

/** `network lint -o json`. */
export function lintJson({ remarks, assumptions, analysis }: Shown): string {
  const placed = ({ object, path }: Pick<Evidence, "object" | "path">): JsonObject => ({
    object: referenceJson(object),
    path: formatFieldPath(path),
    location: locationOf(analysis, { object, path }) ?? null,
  });
  const list = remarks.map((remark): JsonObject => {
    const { rule, level, message, insteadOf } = remark;
    return {
      rule,
      level,
      message,
      ...placed(remark),
      ...(insteadOf && { insteadOf: insteadOf.map(placed) }),
    };
  });
  const lines = list.map((each) => `  ${stringifyJson(each)}`).join(",\n");
  return `{"remarks": ${list.length === 0 ? "[]" : `[\n${lines}\n]`},\n"assumptions": ${stringifyJson(assumptions)}}\n`;
}
