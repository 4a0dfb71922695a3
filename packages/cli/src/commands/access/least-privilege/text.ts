import {
  type AccessSubject,
  type Excess,
  type LeastPrivilege,
  type Loss,
  type Outcome,
  PRINCIPLES,
} from "@watertight/core/access";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { counted } from "../../../formats/words.ts";
import { sanitize } from "../../../terminal/sanitize.ts";
import { createLocator } from "../can-i/text.ts";
import { rightsJson } from "../diff/text.ts";
import { ruleJson, subjectJson } from "../rbac-json.ts";
import { changeText, ruleText, scopeText } from "../rule-text.ts";
import { subjectText } from "../subject.ts";
import type { AuditLog } from "./audit-log.ts";
import { usageJson, usageLines } from "./usage.ts";

/** What is to be said about least privilege. */
export interface LeastPrivilegeAnswer {
  readonly result: LeastPrivilege;
  readonly log: AuditLog | undefined;
  readonly isWindowComplete: boolean;
  /** Everybody whom a binding names. */
  readonly subjects: readonly AccessSubject[];
}

/** `access least-privilege`: who has more than it needs, what becomes of it, and what can then no longer be done. */
export function reportLeastPrivilege(
  answer: LeastPrivilegeAnswer,
  snapshot: Snapshot,
  format: "text" | "json",
): string {
  if (format === "json") return `${stringifyJson(json(answer))}\n`;
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
  dropped: "taken away",
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
  return lines.length === 0 ? ["Nobody has more than it needs."] : lines;
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
  if (apply.length + remove.length === 0) return ["Nothing is to be changed."];
  const deletions = remove.map(
    ({ kind, namespace, name }) =>
      `  ${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`,
  );
  return [
    `To apply: ${counted(apply.length, "object")}; -o yaml prints, --output-dir DIR writes them.`,
    ...(remove.length === 0 ? [] : ["To delete after that:", ...deletions]),
  ];
}

function json({ result, log, isWindowComplete, subjects }: LeastPrivilegeAnswer): JsonObject {
  const { excesses, losses, apply, remove, undecided } = result;
  return {
    excesses: excesses.map(({ subject, principle, outcome, binding, rules }) => ({
      subject: subjectJson(subject),
      principle,
      reason: PRINCIPLES.get(principle) ?? "",
      outcome,
      binding: bindingJson(binding),
      rules: rules.map(ruleJson),
    })),
    losses: losses.map(({ subject, rights, wildcards }) => ({
      subject: subjectJson(subject),
      lost: rights.map(rightsJson),
      wildcards: wildcards.map(rightsJson),
    })),
    apply,
    delete: remove.map(({ apiVersion, kind, namespace = null, name }) => ({
      apiVersion,
      kind,
      namespace,
      name,
    })),
    undecided: undecided.map((binding) => ({
      ...bindingJson(binding),
      reason: binding.problem ?? "",
    })),
    usage: log ? usageJson(log, isWindowComplete, subjects) : null,
  };
}

function bindingJson({
  kind,
  namespace,
  name,
}: Pick<Excess["binding"], "kind" | "namespace" | "name">): JsonObject {
  return { kind, namespace: namespace === "" ? null : namespace, name };
}
