import { type AuditChange, auditRequestText, auditStages } from "@watertight/core/audit";
import { counted, sanitize } from "@watertight/reports/text";
import type { ReadPolicyFile } from "../../policy-file.ts";
import type { Compared } from "../answers.ts";

/** `audit policy diff` for people: losses first. */
export function diffText({ before, after, changes, isComplete }: Compared): string {
  const count = (wanted: AuditChange["change"]): number =>
    changes.filter(({ change }) => change === wanted).length;
  const sums = [
    `${counted(count("less"), "kind")} of requests recorded less`,
    ...(count("mixed") > 0 ? [`${count("mixed")} otherwise`] : []),
    `${count("more")} more`,
  ];
  const lines = [
    ...changes.flatMap((change) => [
      `${change.change}: ${auditRequestText(change.request)}`,
      `  before: ${sideText(change, "before", before)}`,
      `  after:  ${sideText(change, "after", after)}`,
    ]),
    `${sums.join(", ")}.`,
    ...(isComplete ? [] : ["There may be more: the policies have too many rules."]),
    "",
  ];
  return lines.map(sanitize).join("\n");
}

function sideText(
  change: AuditChange,
  side: "after" | "before",
  { file, placeOf }: ReadPolicyFile,
): string {
  const decision = change[side];
  const { level, rule, omitManagedFields } = decision;
  const stages = auditStages(change.request, decision);
  const what = stages.length === 0 ? level : `${level} at ${stages.join(", ")}`;
  const managed = omitManagedFields && stages.length > 0 ? ", without managedFields" : "";
  if (rule === undefined) return `${what}${managed}, as no rule matches`;
  const { line, column } = placeOf(["rules", rule]);
  return `${what}${managed}, by rules[${rule}] (${file}:${line}:${column})`;
}
