import { nameIn, namespaceIn, outcomeOf } from "../../audit/events/event.ts";
import { millisecondsOf } from "../../audit/events/time.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isAnonymous, isSystemUser, whoIs } from "../facts/identities.ts";

const READS: ReadonlySet<string> = new Set(["get", "list", "watch"]);
/** What programs read by the dozen on an ordinary day: releases of Helm. */
const ROUTINE = /^sh\.helm\.release\./;

/** Somebody reads Secrets, and at fifteen in half an hour looks through them. */
export const secretsRead: Detection = {
  id: "secrets-read",
  title: "Secrets read by a user",
  topic: "secrets",
  severity: "info",
  why: "Programs get their Secrets from the kubelet. Who asks the API for them sees their values; fifteen different ones in half an hour is a search.",
  response: "Ask whoever it was; renew what was read by somebody who should not have.",
  falsePositives: "Operators that hand out Secrets, and people who set one up.",
  techniques: ["T1552.007"],
  aliases: ["panther:Kubernetes.BulkSecretAccess", "falco:K8s Secret Get Successfully"],
  targets: ["secrets"],
  threshold: { count: 15, minutes: 30, of: "distinct Secrets that one user has read" },
  detect(event, { settings, memory }) {
    if (!READS.has(event.verb) || outcomeOf(event) !== "succeeded") return undefined;
    const { username } = event.user;
    const name = nameIn(event);
    if (isSystemUser(username, settings) || isAnonymous(event) || ROUTINE.test(name))
      return undefined;
    const namespace = namespaceIn(event);
    const at = millisecondsOf(event.requestReceivedTimestamp);
    const count = memory.tally(`secrets-read ${username}`, `${namespace}/${name}`, at, 30);
    const what =
      name === ""
        ? `Secrets of ${namespace === "" ? "all namespaces" : namespace}`
        : `Secret ${namespace}/${name}`;
    return count < 15
      ? { because: `${whoIs(event)} reads ${what} (${event.verb})` }
      : {
          because: `${whoIs(event)} has read ${count} Secrets in 30 minutes, ${what} the last`,
          severity: "high",
        };
  },
  examples: {
    positive: [
      {
        title: "one Secret",
        events: [auditExample({ verb: "get", target: "secrets", namespace: "shop", name: "db" })],
        detected: "info: mallory@example.com reads Secret shop/db (get)",
      },
      {
        title: "the fifteenth",
        events: [
          read(0),
          read(1),
          read(2),
          read(3),
          read(4),
          read(5),
          read(6),
          read(7),
          read(8),
          read(9),
          read(10),
          read(11),
          read(12),
          read(13),
          read(14),
        ],
        detected:
          "high: mallory@example.com has read 15 Secrets in 30 minutes, Secret shop/s14 the last",
      },
    ],
    negative: [
      {
        title: "a controller of the control plane",
        events: [
          auditExample({
            user: "system:serviceaccount:kube-system:namespace-controller",
            verb: "list",
            target: "secrets",
            namespace: "shop",
          }),
        ],
      },
      {
        title: "a Secret that is written",
        events: [auditExample({ target: "secrets", namespace: "shop", name: "db" })],
      },
    ],
  },
};

function read(number: number): JsonObject {
  const minute = String(number).padStart(2, "0");
  return auditExample({
    verb: "get",
    target: "secrets",
    namespace: "shop",
    name: `s${number}`,
    at: `2026-07-01T10:${minute}:00.000000Z`,
  });
}
