import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isAnonymous, isSystemUser, serviceAccountOf, whoIs } from "../facts/identities.ts";
import { matchesName } from "../facts/names.ts";
import { pathOf } from "../facts/paths.ts";

/** Somebody who should not be here at all. */
export const userNotAllowed: Detection = {
  id: "user-not-allowed",
  title: "Request of a user that is not allowed",
  topic: "identity",
  severity: "medium",
  why: "Where it is known who uses the API, anybody else has credentials that nobody handed out.",
  response: "Find out whose credentials they are, and revoke them.",
  falsePositives: "Users that are missing in `allowedUsers`.",
  techniques: ["T1078"],
  aliases: ["falco:Disallowed K8s User"],
  detect(event, { settings }) {
    const { allowedUsers } = settings;
    const { username } = event.user;
    if (allowedUsers.length === 0 || username === "" || isAnonymous(event)) return undefined;
    if (isSystemUser(username, settings) || serviceAccountOf(username) !== undefined)
      return undefined;
    if (allowedUsers.some((each) => matchesName(username, each))) return undefined;
    return { because: `${whoIs(event)} asks to ${event.verb} ${event.target || pathOf(event)}` };
  },
  examples: {
    positive: [
      {
        title: "somebody",
        settings: { allowedUsers: ["*@shop.example", "alice@example.com"] },
        events: [auditExample({ verb: "list", target: "pods" })],
        detected: "medium: mallory@example.com asks to list pods",
      },
    ],
    negative: [
      {
        title: "somebody who is allowed",
        settings: { allowedUsers: ["alice@example.com"] },
        events: [auditExample({ user: "alice@example.com", verb: "list", target: "pods" })],
      },
    ],
  },
};
