import type { ComponentCves, UnjudgedComponent } from "@watertight/core/known-cves";
import { CVE_VERDICTS, type JudgedCve } from "@watertight/core/versions";
import { counted, sanitize } from "@watertight/reports/text";
import { recordRemarks } from "../records.ts";
import type { CvesAnswer } from "./json.ts";

const SEVERITIES: readonly string[] = ["critical", "high", "medium", "unknown", "low"];

/** A component at a time, worst first, with what is not judged and what to do next. */
export function answerText({ rows, notJudged, provider, records }: CvesAnswer): string {
  const lines = [
    ...rows.toSorted(worstFirst).flatMap(componentLines),
    ...(notJudged.length === 0 ? [] : ["not judged:", ...notJudged.map(notJudgedLine)]),
    ...(provider === undefined
      ? []
      : [
          `${provider} patches the control plane itself: its bulletins say what this platform version has.`,
        ]),
    ...recordRemarks(records),
    ...nextStep(rows),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function worstFirst(a: ComponentCves, b: ComponentCves): number {
  const rank = ({ judged }: ComponentCves): number => Math.min(99, ...shownOf(judged).map(rankOf));
  return rank(a) - rank(b);
}

function rankOf({ record, verdict }: JudgedCve): number {
  return CVE_VERDICTS.indexOf(verdict) * SEVERITIES.length + SEVERITIES.indexOf(record.severity);
}

function shownOf(judged: readonly JudgedCve[]): readonly JudgedCve[] {
  return judged
    .filter(({ verdict }) => verdict !== "not-affected")
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

function componentLines({ component, judged }: ComponentCves): readonly string[] {
  const shown = shownOf(judged);
  const count = (verdict: JudgedCve["verdict"]): number =>
    judged.filter((one) => one.verdict === verdict).length;
  const [first] = component.where;
  const more = component.where.length > 1 ? ` and ${component.where.length - 1} more` : "";
  const on = first ? ` (${nameOf(first.object)}${more})` : "";
  const system = component.system === "" ? "" : `, ${component.system}`;
  return [
    `${component.component} ${component.version}${system}${on}: ${count("affected")} affected, ${count("unfixed")} never fixed, ${count("unknown")} unknown, ${count("mitigated")} mitigated, ${count("not-affected")} not affected`,
    ...shown.flatMap(({ record, verdict, reason }) => [
      `  ${record.severity.padEnd(8)}  ${verdict.padEnd(9)}  ${record.id}  ${record.title}`,
      `    ${reason}`,
    ]),
  ];
}

function nameOf(object: {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}): string {
  const place = object.namespace === undefined ? "" : `${object.namespace}/`;
  return `${object.kind.toLowerCase()}/${place}${object.name}`;
}

function notJudgedLine({ component, version, reason, where }: UnjudgedComponent): string {
  const times = where.length > 1 ? `, in ${counted(where.length, "object")}` : "";
  return `  ${component}${version === "" ? "" : ` ${version}`}${times}: ${reason}`;
}

function nextStep(rows: readonly ComponentCves[]): readonly string[] {
  const judged = rows.flatMap((row) => row.judged);
  const has = (verdict: JudgedCve["verdict"]): boolean =>
    judged.some((one) => one.verdict === verdict);
  if (has("affected"))
    return ["Next: update what is affected; -o json has the versions with the fixes."];
  if (has("unknown")) return ["Next: look whether what they depend on is so here."];
  return has("unfixed") ? ["Next: see that what helps is in place, for no update will."] : [];
}
