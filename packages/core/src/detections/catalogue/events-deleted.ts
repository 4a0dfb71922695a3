import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isDeleted } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

/** Tracks are covered. */
export const eventsDeleted: Detection = {
  id: "events-deleted",
  title: "Events deleted",
  topic: "destruction",
  severity: "medium",
  why: "Events tell what became of pods, and end by themselves after an hour. Who deletes them hides what happened.",
  response: "This log has what they said; look at what the identity did before.",
  falsePositives: "Somebody who tidies up a namespace for a test.",
  techniques: ["T1070"],
  targets: ["events"],
  detect(event, { settings }) {
    if (!isDeleted(event) || isSystemUser(event.user.username, settings)) return undefined;
    return {
      because: `${whoIs(event)} deletes ${nameIn(event) === "" ? "all events" : "an event"} of ${namespaceIn(event) || "all namespaces"}`,
    };
  },
  examples: {
    positive: [
      {
        title: "all of a namespace",
        events: [auditExample({ verb: "deletecollection", target: "events", namespace: "shop" })],
        detected: "medium: mallory@example.com deletes all events of shop",
      },
    ],
    negative: [
      {
        title: "a namespace that ends",
        events: [
          auditExample({
            user: "system:serviceaccount:kube-system:namespace-controller",
            verb: "deletecollection",
            target: "events",
            namespace: "shop",
          }),
        ],
      },
    ],
  },
};
