import { millisecondsOf } from "../../audit/events/time.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { sourceOf } from "../facts/addresses.ts";
import { isAnonymous } from "../facts/identities.ts";
import { isPublicPath, pathOf } from "../facts/paths.ts";

/** Somebody without a name tries many paths. */
export const anonymousProbing: Detection = {
  id: "anonymous-probing",
  title: "Anonymous probing of the API",
  topic: "anonymous",
  severity: "medium",
  why: "Many different paths from one address without credentials: somebody looks for what is open.",
  response:
    "Look at what was answered, close the API server to that network, and set anonymous authentication to the health endpoints alone.",
  falsePositives: "Scanners of your own; name their addresses to whoever reads this.",
  techniques: ["T1613", "T1190"],
  threshold: { count: 10, minutes: 10, of: "distinct paths of one address" },
  detect(event, { memory }) {
    if (!isAnonymous(event) || isPublicPath(event)) return undefined;
    const at = millisecondsOf(event.requestReceivedTimestamp);
    const from = sourceOf(event);
    const paths = memory.tally(`anonymous-probing ${from}`, pathOf(event), at, 10);
    if (paths < 10 || !memory.isFirst(`anonymous-probing ${from}`, at, 10)) return undefined;
    return {
      because: `${paths} paths were asked for without credentials from ${from} in 10 minutes`,
    };
  },
  examples: {
    positive: [
      {
        title: "ten paths in a minute",
        events: [
          probe(0),
          probe(1),
          probe(2),
          probe(3),
          probe(4),
          probe(5),
          probe(6),
          probe(7),
          probe(8),
          probe(9),
        ],
        detected:
          "medium: 10 paths were asked for without credentials from 203.0.113.9 in 10 minutes",
      },
    ],
    negative: [{ title: "one path", events: [probe(1), probe(1)] }],
  },
};

function probe(number: number): JsonObject {
  return auditExample({
    user: "system:anonymous",
    verb: "get",
    uri: `/apis/group-${number}`,
    code: 403,
    from: ["203.0.113.9"],
    at: `2026-07-01T10:00:0${number}.000000Z`,
  });
}
