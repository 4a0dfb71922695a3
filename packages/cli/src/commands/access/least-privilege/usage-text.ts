import type { AccessSubject, SeenSubject } from "@watertight/core/access";
import { subjectText } from "@watertight/reports/access";
import { counted } from "@watertight/reports/text";
import type { LeastPrivilegeAnswer } from "./answer.ts";

/** What the log covers, whom it shows and whom not. */
export function usageLines({
  log,
  isWindowComplete,
  subjects,
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
  ];
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
