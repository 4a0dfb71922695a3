import { namespaceIn, outcomeOf } from "../../audit/events/event.ts";
import { millisecondsOf } from "../../audit/events/time.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isAnonymous, isSystemUser, whoIs } from "../facts/identities.ts";

/** Somebody keeps on trying to create what he may not. */
export const forbiddenCreate: Detection = {
  id: "forbidden-create",
  title: "Creation refused again and again",
  topic: "discovery",
  severity: "medium",
  why: "Attempts to create several things without the right to are attempts to get more rights or to run something.",
  response: "Ask whoever it was; look at what the same identity did before and after.",
  falsePositives: "A pipeline whose role was narrowed.",
  techniques: ["T1078", "T1610"],
  threshold: { count: 3, minutes: 10, of: "different things that one user may not create" },
  detect(event, { memory, settings }) {
    if (event.verb !== "create" || outcomeOf(event) !== "refused" || isAnonymous(event))
      return undefined;
    const { username } = event.user;
    // Whoever asks what he may do is not refused anything by it.
    if (username === "" || isSystemUser(username, settings)) return undefined;
    const at = millisecondsOf(event.requestReceivedTimestamp);
    const thing = `${event.target} ${namespaceIn(event)}`;
    const count = memory.tally(`forbidden-create ${username}`, thing, at, 10);
    if (count < 3 || !memory.isFirst(`forbidden-create ${username}`, at, 10)) return undefined;
    return {
      because: `${whoIs(event)} may not create ${event.target}, the ${ordinal(count)} such thing in 10 minutes`,
    };
  },
  examples: {
    positive: [
      {
        title: "three kinds of things",
        events: [denied("pods"), denied("daemonsets"), denied("clusterrolebindings")],
        detected:
          "medium: mallory@example.com may not create clusterrolebindings, the third such thing in 10 minutes",
      },
    ],
    negative: [{ title: "one", events: [denied("pods"), denied("pods")] }],
  },
};

function ordinal(count: number): string {
  return count === 3 ? "third" : `${count}th`;
}

function denied(target: string): JsonObject {
  return auditExample({ target, namespace: "shop", code: 403 });
}
