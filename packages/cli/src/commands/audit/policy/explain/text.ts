import { auditRequestText, auditStages, mismatchesOf } from "@watertight/core/audit";
import { sanitize } from "@watertight/reports/text";
import type { Explained } from "../answers.ts";

/** `audit policy explain` for people. */
export function explainText({ file, policy, request, decision, placeOf }: Explained): string {
  const { level, rule, omitManagedFields } = decision;
  const stages = auditStages(request, decision);
  const at = (index: number): string => {
    const { line, column } = placeOf(["rules", index]);
    return `rules[${index}] (${file}:${line}:${column})`;
  };
  const passed = policy.rules.slice(0, rule ?? policy.rules.length).map((each, index) => {
    const because = mismatchesOf(each, request).join(", ");
    return `  not ${at(index)}: ${because}`;
  });
  const decided =
    rule === undefined ? "No rule matches, so that nothing is recorded" : `Decided by ${at(rule)}`;
  const bodies = BODIES[level];
  const lines = [
    `${level}: ${auditRequestText(request)}`,
    decided,
    ...(level === "None" ? [] : [stageLine(stages), ...(bodies === "" ? [] : [bodies])]),
    ...(omitManagedFields && bodies !== "" ? ["Without managedFields"] : []),
    ...passed,
    "",
  ];
  return lines.map(sanitize).join("\n");
}

const BODIES = {
  None: "",
  Metadata: "",
  Request: "With what was sent",
  RequestResponse: "With what was sent and what was answered",
};

function stageLine(stages: readonly string[]): string {
  return stages.length === 0
    ? "No event: all of its stages are left out"
    : `Events: ${stages.join(", ")}`;
}
