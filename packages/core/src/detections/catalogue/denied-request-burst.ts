import { namespaceIn, outcomeOf } from "../../audit/events/event.ts";
import { millisecondsOf } from "../../audit/events/time.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isAnonymous, isSystemUser, whoIs } from "../facts/identities.ts";
import { pathOf } from "../facts/paths.ts";

/** One identity runs into walls again and again. */
export const deniedRequestBurst: Detection = {
  id: "denied-request-burst",
  title: "Many requests refused to one user",
  topic: "discovery",
  severity: "medium",
  why: "An identity that tries many different things that it may not do is being tried out by somebody who does not know its rights.",
  response:
    "Look at what it tried and what it got; take its credentials away where nobody knows of it.",
  falsePositives:
    "An operator whose role lacks a right asks the same thing again and again; only different questions are counted.",
  techniques: ["T1613", "T1069"],
  threshold: { count: 10, minutes: 30, of: "different questions of one user that were refused" },
  detect(event, { memory, settings }) {
    if (outcomeOf(event) !== "refused" || isAnonymous(event)) return undefined;
    const { username } = event.user;
    if (username === "" || isSystemUser(username, settings)) return undefined;
    const at = millisecondsOf(event.requestReceivedTimestamp);
    const question = `${event.verb} ${event.target || pathOf(event)} ${namespaceIn(event)}`;
    const count = memory.tally(`denied-request-burst ${username}`, question, at, 30);
    if (count < 10 || !memory.isFirst(`denied-request-burst ${username}`, at, 30)) return undefined;
    return { because: `${whoIs(event)} was refused ${count} different things in 30 minutes` };
  },
  examples: {
    positive: [
      {
        title: "ten namespaces one after the other",
        events: [
          refused(0),
          refused(1),
          refused(2),
          refused(3),
          refused(4),
          refused(5),
          refused(6),
          refused(7),
          refused(8),
          refused(9),
        ],
        detected: "medium: mallory@example.com was refused 10 different things in 30 minutes",
      },
    ],
    negative: [{ title: "the same thing twice", events: [refused(1), refused(1)] }],
  },
};

function refused(number: number): JsonObject {
  return auditExample({
    verb: "list",
    target: "pods",
    namespace: `team-${number}`,
    code: 403,
    at: `2026-07-01T10:0${number}:00.000000Z`,
  });
}
