import { outcomeOf } from "../../audit/events/event.ts";
import { millisecondsOf } from "../../audit/events/time.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { comesFromPublicAddress, sourceOf } from "../facts/addresses.ts";
import { isAnonymous, whoIs } from "../facts/identities.ts";
import { pathOf } from "../facts/paths.ts";

/** Somebody outside has credentials, and not the rights. */
export const deniedFromPublicAddress: Detection = {
  id: "denied-from-public-address",
  title: "Request refused to a public address",
  topic: "identity",
  severity: "low",
  why: "Who has credentials and tries what they do not allow, from outside: stolen credentials are tried out like that. Ten in half an hour are a search.",
  response: "Ask whoever the credentials belong to; revoke them where nobody knows of it.",
  falsePositives: "People at home, and jobs of CI, that lack a right.",
  techniques: ["T1078", "T1613"],
  aliases: ["panther:Amazon.EKS.Audit.Multiple403"],
  threshold: { count: 10, minutes: 30, of: "refused requests from one address" },
  detect(event, { memory }) {
    if (outcomeOf(event) !== "refused" || isAnonymous(event)) return undefined;
    if (!comesFromPublicAddress(event)) return undefined;
    const from = sourceOf(event);
    const at = millisecondsOf(event.requestReceivedTimestamp);
    const count = memory.tally(`denied-from-public-address ${from}`, keyOf(event), at, 30);
    return count < 10
      ? {
          because: `${whoIs(event)} may not ${event.verb} ${event.target || pathOf(event)}, asked from ${from}`,
        }
      : {
          because: `${count} requests from ${from} were refused in 30 minutes`,
          severity: "medium",
        };
  },
  examples: {
    positive: [
      {
        title: "an account that asks from outside",
        events: [
          auditExample({
            user: "system:serviceaccount:shop:web",
            verb: "list",
            target: "pods",
            code: 403,
            from: ["203.0.113.9"],
          }),
        ],
        detected: "low: system:serviceaccount:shop:web may not list pods, asked from 203.0.113.9",
      },
    ],
    negative: [
      {
        title: "the same from inside",
        events: [auditExample({ verb: "list", target: "pods", code: 403, from: ["10.0.0.7"] })],
      },
    ],
  },
};

function keyOf(event: Parameters<Detection["detect"]>[0]): string {
  return `${event.auditID} ${event.requestReceivedTimestamp} ${event.requestURI}`;
}
