import type { JudgedCve } from "@watertight/core/versions";
import { counted, sanitize } from "@watertight/reports/text";

const WORST_FIRST: readonly string[] = ["critical", "high", "medium", "unknown", "low"];

/** The CVEs that are not ruled out, worst first, and what to do next. */
export function cvesText(what: string, judged: readonly JudgedCve[]): string {
  const open = openOf(judged).toSorted((a, b) => rankOf(a) - rankOf(b));
  const ruledOut = judged.length - open.length;
  const lines = [
    ...open.flatMap(({ record, verdict, reason }) => [
      `${record.severity.padEnd(8)}  ${verdict.padEnd(8)}  ${record.id}  ${record.title}`,
      `          ${reason}`,
    ]),
    `${what}: ${counted(open.length, "CVE")} to look at, ${ruledOut} ruled out.`,
    ...nextStep(open),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

/** All that is neither ruled out nor mitigated. */
export function openOf(judged: readonly JudgedCve[]): readonly JudgedCve[] {
  return judged.filter(({ verdict }) => verdict !== "not-affected" && verdict !== "mitigated");
}

function rankOf({ record, verdict }: JudgedCve): number {
  return WORST_FIRST.indexOf(record.severity) * 2 + (verdict === "affected" ? 0 : 1);
}

function nextStep(open: readonly JudgedCve[]): readonly string[] {
  const has = (wanted: JudgedCve["verdict"]): boolean =>
    open.some(({ verdict }) => verdict === wanted);
  if (has("affected")) return ["Next: update it to a version that has the fixes."];
  if (has("unfixed")) return ["Next: see that what helps is in place, for no update will."];
  return has("unknown") ? ["Next: look whether what they depend on is so here."] : [];
}
