import { outcomeOf } from "../../audit/events/event.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { agentKind } from "../facts/agents.ts";
import { isAnonymous, whoIs } from "../facts/identities.ts";
import { pathOf } from "../facts/paths.ts";

/** An account is used by another program than ever, and refused. */
export const newUserAgentWhenDenied: Detection = {
  id: "new-user-agent-when-denied",
  title: "Refused request by a program that never used this identity",
  topic: "identity",
  severity: "low",
  why: "A service account is used by one program. Another that uses it, and asks for what it may not, has its token from somewhere.",
  response:
    "Find the pod or the machine that asked (address, pod name in the event); renew the account's tokens.",
  falsePositives: "A new version of the program with another client library.",
  techniques: ["T1078", "T1528"],
  needsBaseline: true,
  detect(event, { memory }) {
    if (event.user.username === "" || event.userAgent === "" || isAnonymous(event))
      return undefined;
    const { username } = event.user;
    const seen = memory.usual("user-agents", username, agentKind(event.userAgent));
    if (!memory.hasBaseline || seen !== "new" || outcomeOf(event) !== "refused") return undefined;
    return {
      because: `${whoIs(event)} asked by ${agentKind(event.userAgent)}, which never used it, and may not ${event.verb} ${event.target || pathOf(event)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "curl with the token of a controller",
        learned: [byAgent("argocd/v3", 200)],
        events: [byAgent("curl/8.9", 403)],
        detected:
          "low: system:serviceaccount:shop:web asked by curl, which never used it, and may not list secrets",
      },
    ],
    negative: [
      {
        title: "its own program",
        learned: [byAgent("argocd/v3", 200)],
        events: [byAgent("argocd/v4", 403)],
      },
      {
        title: "an identity of which nothing is known",
        learned: [auditExample({})],
        events: [byAgent("curl/8.9", 403)],
      },
    ],
  },
};

function byAgent(agent: string, code: number): JsonObject {
  return auditExample({
    user: "system:serviceaccount:shop:web",
    verb: "list",
    target: "secrets",
    namespace: "shop",
    agent,
    code,
  });
}
