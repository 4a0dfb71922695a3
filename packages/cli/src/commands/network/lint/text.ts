import { headingOf } from "@watertight/core/findings";
import { formatFieldPath } from "@watertight/core/kubernetes";
import type { Evidence } from "@watertight/core/snapshot";
import { counted, sanitize } from "@watertight/reports/text";
import { positionOf } from "../settings.ts";
import type { Shown } from "./shown.ts";

/** `network lint` for people. */
export function lintText({ remarks, assumptions, analysis }: Shown): string {
  const lines = remarks.flatMap((remark) => [
    `${positionOf(analysis, remark)}${remark.level}: ${remark.message} [${remark.rule}]`,
    `  ${nameOf(remark)}`,
    ...(remark.insteadOf ?? []).map(
      (each) => `  ${positionOf(analysis, each)}${nameOf(each)} decides the same`,
    ),
  ]);
  const warnings = remarks.filter(({ level }) => level === "warning").length;
  return [
    ...lines,
    `${counted(warnings, "warning")}, ${counted(remarks.length - warnings, "remark")}.`,
    ...assumptions.map((sentence) => `assumed: ${sentence}`),
    "",
  ]
    .map(sanitize)
    .join("\n");
}

function nameOf({ object, path }: Pick<Evidence, "object" | "path">): string {
  return `${headingOf(object)}${path.length === 0 ? "" : ` ${formatFieldPath(path)}`}`;
}
