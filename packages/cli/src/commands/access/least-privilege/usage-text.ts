import {
  type AccessSubject,
  confidenceOf,
  type SeenSubject,
  type UsedRule,
} from "@watertight/core/access";
import { subjectText } from "@watertight/reports/access";
import { counted } from "@watertight/reports/text";
import { ruleText } from "../rule-text.ts";
import type { LeastPrivilegeAnswer } from "./answer.ts";

/** What the log covers, whom it shows and whom not. */
export function usageLines({
  log,
  isWindowComplete,
  subjects,
  rules,
}: Omit<LeastPrivilegeAnswer, "result">): readonly string[] {
  if (!log)
    return ["Without a log of what is used (--used FILE), rights are narrowed by principle."];
  const { usage, badLines } = log;
  const { events, window } = usage;
  const unseen = subjects.filter((subject) => !usage.seen(subject));
  return [
    window.first === ""
      ? "The log covers no time: none of its events says when it was."
      : `The log covers ${window.first} to ${window.last}.`,
    `Requests: ${events.allowed + events["allowed-by-answer"]} allowed, ${events.denied} denied, ${events.undecided} of which the log does not say; ${counted(events.otherStages, "event")} of other stages.`,
    ...(events["allowed-by-answer"] === 0
      ? []
      : [
          `Of ${counted(events["allowed-by-answer"], "request")} only the answer shows that it was allowed: the event has no decision.`,
        ]),
    ...(badLines.count === 0 ? [] : [`Not read: ${counted(badLines.count, "line")}.`]),
    ...subjects.flatMap((subject) => seenLine(subject, usage.seen(subject))),
    ...unseen.map((subject) => `  ${subjectText(subject)}: ${unseenText(isWindowComplete)}`),
    ...usage.unexplained.map(
      ([name, requests]) =>
        `  ${name}: ${counted(requests, "request")} allowed by no binding of the input`,
    ),
    ...ruleLines(rules, secondsOf(window)),
  ];
}

/** What each rule was used for, and how far the log can say that the others are not needed. */
function ruleLines(rules: readonly UsedRule[], seconds: number): readonly string[] {
  const unused = rules.filter(({ use }) => !use).length;
  return [
    `Rules: ${unused} of ${rules.length} never used; confidence ${CONFIDENCE[confidenceOf(seconds)]}.`,
    ...rules.map(({ binding: { kind, namespace, name, role }, index, rule, use }) => {
      const place = namespace === "" ? name : `${namespace}/${name}`;
      const of = `${kind} ${place}, ${role?.name ?? ""} rules[${index}]`;
      const last = use && use.last !== "" ? `, last ${use.last}` : "";
      const used = use ? `${counted(use.requests, "request")}${last}` : "never used";
      return `  ${used}: ${of}: ${ruleText(rule)}`;
    }),
  ];
}

const CONFIDENCE = {
  none: "none, for the log is shorter than a day and shows no daily job",
  low: "low, for the log is too short to show a job of every week",
  medium: "medium, for the log is too short to show a job of every month",
  high: "high, save for what happens less than once a month",
};

/** Length of the window; 0 where no event has a time. */
function secondsOf({ first, last }: { readonly first: string; readonly last: string }): number {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  return Number.isNaN(to - from) ? 0 : (to - from) / 1000;
}

function seenLine(subject: AccessSubject, seen: SeenSubject | undefined): readonly string[] {
  if (!seen) return [];
  const when = seen.first === "" ? "" : `, ${seen.first} to ${seen.last}`;
  return [`  ${subjectText(subject)}: ${counted(seen.requests, "request")}${when}`];
}

function unseenText(isWindowComplete: boolean): string {
  return isWindowComplete
    ? "unused: not seen in a log that is complete"
    : "not seen, which does not mean unused; narrowed by principle";
}
