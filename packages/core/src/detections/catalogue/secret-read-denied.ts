import { nameIn, namespaceIn, outcomeOf } from "../../audit/events/event.ts";
import { millisecondsOf } from "../../audit/events/time.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

/** Somebody asks for a Secret that he does not get. */
export const secretReadDenied: Detection = {
  id: "secret-read-denied",
  title: "Secret not given out",
  topic: "secrets",
  severity: "medium",
  why: "Who asks for a Secret by its name and may not have it, or guesses names, looks for credentials. Twenty in a quarter of an hour is a search.",
  response: "Ask whoever it was; look at what else the identity asked for.",
  falsePositives: "Programs that start before their Secret or their binding is there.",
  techniques: ["T1552.007", "T1613"],
  aliases: ["panther:Kubernetes.Secret.AccessDenied", "falco:K8s Secret Get Unsuccessfully Tried"],
  targets: ["secrets"],
  threshold: { count: 20, minutes: 15, of: "distinct Secrets that one user did not get" },
  detect(event, { memory, settings }) {
    if (event.verb !== "get" || outcomeOf(event) === "succeeded") return undefined;
    const { username } = event.user;
    if (isSystemUser(username, settings) || isServerFault(event.code)) return undefined;
    const name = `${namespaceIn(event)}/${nameIn(event)}`;
    const at = millisecondsOf(event.requestReceivedTimestamp);
    const count = memory.tally(`secret-read-denied ${username}`, name, at, 15);
    if (count >= 20) {
      return {
        because: `${whoIs(event)} did not get ${count} Secrets in 15 minutes`,
        severity: "high",
      };
    }
    return event.code === 404
      ? {
          because: `${whoIs(event)} asks for Secret ${name}, which does not exist`,
          severity: "low",
        }
      : { because: `${whoIs(event)} may not read Secret ${name}` };
  },
  examples: {
    positive: [
      {
        title: "one that is not allowed",
        events: [
          auditExample({
            verb: "get",
            target: "secrets",
            namespace: "shop",
            name: "db",
            code: 403,
          }),
        ],
        detected: "medium: mallory@example.com may not read Secret shop/db",
      },
      {
        title: "one that does not exist",
        events: [
          auditExample({
            verb: "get",
            target: "secrets",
            namespace: "shop",
            name: "root",
            code: 404,
          }),
        ],
        detected: "low: mallory@example.com asks for Secret shop/root, which does not exist",
      },
    ],
    negative: [
      {
        title: "one that is read",
        events: [auditExample({ verb: "get", target: "secrets", namespace: "shop", name: "db" })],
      },
      {
        title: "an account of the control plane",
        events: [
          auditExample({
            user: "system:serviceaccount:kube-system:controller",
            verb: "get",
            target: "secrets",
            namespace: "kube-system",
            name: "token",
            code: 403,
          }),
        ],
      },
    ],
  },
};

/** Nothing is said of the one who asks where the server could not answer. */
function isServerFault(code: number): boolean {
  return code >= 429;
}
