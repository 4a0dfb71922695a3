import { AUDIT_LINTS, auditRequestText } from "@watertight/core/audit";
import { formatFieldPath } from "@watertight/core/kubernetes";
import { counted, sanitize } from "@watertight/reports/text";
import type { LintedFile, PlacedRemark } from "../answers.ts";

// More would say the same again.
const MOST_WITNESSES = 3;

/** `audit policy lint` for people. */
export function lintText(files: readonly LintedFile[]): string {
  const remarks = files.flatMap((file) => file.remarks);
  const warnings = remarks.filter(({ level }) => level === "warning").length;
  const lines = [
    ...remarks.flatMap(remarkLines),
    `${counted(warnings, "warning")}, ${counted(remarks.length - warnings, "note")}.`,
    "",
  ];
  return lines.map(sanitize).join("\n");
}

function remarkLines({
  file,
  place: { line, column },
  level,
  lint,
  path,
  message,
  witnesses,
}: PlacedRemark): readonly string[] {
  const field = path === undefined || path.length === 0 ? "" : `${formatFieldPath(path)}: `;
  const more = witnesses.length - MOST_WITNESSES;
  return [
    `${file}:${line}:${column}: ${level}: ${field}${message} [${lint}]`,
    ...witnesses.slice(0, MOST_WITNESSES).map((each) => `  such as ${auditRequestText(each)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    `  ${AUDIT_LINTS[lint]}`,
  ];
}
