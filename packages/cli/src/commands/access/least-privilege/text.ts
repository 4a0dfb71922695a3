import {
  type Excess,
  type LeastPrivilege,
  type Loss,
  type Outcome,
  PRINCIPLES,
} from "@watertight/core/access";
import type { Snapshot } from "@watertight/core/snapshot";
import { subjectText } from "@watertight/reports/access";
import { counted, sanitize } from "@watertight/reports/text";
import { createLocator } from "../evidence-text.ts";
import { changeText, ruleText, scopeText } from "../rule-text.ts";
import type { LeastPrivilegeAnswer } from "./answer.ts";
import { usageLines } from "./usage-text.ts";

/** `access least-privilege` for people: who has more than it needs, what becomes of it, and what can then no longer be done. */
export function leastPrivilegeText(answer: LeastPrivilegeAnswer, snapshot: Snapshot): string {
  const { result } = answer;
  const lines = [
    ...usageLines(answer),
    ...excessLines(result.excesses, createPlaces(snapshot)),
    ...result.losses.flatMap(lossLines),
    ...result.undecided.map(
      ({ kind, namespace, name, problem }) =>
        `Not decided: ${kind} ${namespace === "" ? name : `${namespace}/${name}`}, because ${problem ?? ""}.`,
    ),
    ...closing(result),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

type PlaceOf = (excess: Excess) => string;

function createPlaces(snapshot: Snapshot): PlaceOf {
  const locate = createLocator(snapshot);
  return ({ binding: { kind, namespace, name, object } }) => {
    const position = locate({ object: object.reference, path: [], message: "" });
    const shown = `${kind} ${namespace === "" ? name : `${namespace}/${name}`}`;
    return position === undefined ? shown : `${shown} (${position})`;
  };
}

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  dropped: "removed",
  narrowed: "narrowed",
  kept: "left as it is",
};

function excessLines(excesses: readonly Excess[], placeOf: PlaceOf): readonly string[] {
  const lines: string[] = [];
  let last = "";
  for (const excess of excesses) {
    const { subject, principle, outcome, binding, rules } = excess;
    const heading = subjectText(subject);
    if (heading !== last) lines.push(heading);
    last = heading;
    lines.push(`  ${principle}: ${PRINCIPLES.get(principle) ?? ""}`);
    for (const rule of rules) {
      lines.push(`    ${OUTCOMES[outcome]}: ${ruleText(rule)} ${scopeText(binding.namespace)}`);
    }
    if (rules.length > 0) lines.push(`    by ${placeOf(excess)}`);
  }
  return lines.length === 0 ? ["No excess rights found."] : lines;
}

function lossLines({ subject, rights, wildcards }: Loss): readonly string[] {
  return [
    `${subjectText(subject)} can no longer:`,
    ...rights.map((change) => `  ${changeText(change, "except in")}`),
    ...wildcards.map(
      ({ rule, namespace }) =>
        `  whatever else ${ruleText(rule)} ${scopeText(namespace)} stands for`,
    ),
  ];
}

function closing({ apply, remove }: LeastPrivilege): readonly string[] {
  if (apply.length + remove.length === 0) return ["Nothing to change."];
  const deletions = remove.map(
    ({ kind, namespace, name }) =>
      `  ${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`,
  );
  return [
    `To apply: ${counted(apply.length, "object")}; -o yaml prints, --output-dir DIR writes them.`,
    ...(remove.length === 0 ? [] : ["To delete after that:", ...deletions]),
  ];
}
