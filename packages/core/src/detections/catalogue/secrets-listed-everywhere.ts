import { nameIn, namespaceIn, outcomeOf } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

/** All Secrets of the cluster at once. */
export const secretsListedEverywhere: Detection = {
  id: "secrets-listed-everywhere",
  title: "Secrets of all namespaces listed",
  topic: "secrets",
  severity: "critical",
  why: "One list of all namespaces gives every Secret with its value: all passwords, keys and tokens of the cluster.",
  response:
    "Treat all Secrets as known to whoever it was; renew them, and take the right away (`watertight access who-can list secrets`).",
  falsePositives: "Backup programs and secret operators; name them in `systemIdentities`.",
  techniques: ["T1552.007"],
  aliases: ["panther:Kubernetes.Secrets.ListedClusterWide"],
  targets: ["secrets"],
  detect(event, { settings }) {
    if (event.verb !== "list" && event.verb !== "watch") return undefined;
    if (namespaceIn(event) !== "" || isSystemUser(event.user.username, settings)) return undefined;
    const outcome = outcomeOf(event);
    if (outcome === "failed" || nameIn(event) !== "") return undefined;
    return outcome === "refused"
      ? {
          because: `${whoIs(event)} tried to ${event.verb} the Secrets of all namespaces`,
          severity: "medium",
        }
      : { because: `${whoIs(event)} read the Secrets of all namespaces (${event.verb})` };
  },
  examples: {
    positive: [
      {
        title: "kubectl get secrets -A",
        events: [auditExample({ verb: "list", target: "secrets" })],
        detected: "critical: mallory@example.com read the Secrets of all namespaces (list)",
      },
    ],
    negative: [
      {
        title: "those of one namespace",
        events: [auditExample({ verb: "list", target: "secrets", namespace: "shop" })],
      },
      {
        title: "a controller of the control plane",
        events: [
          auditExample({
            user: "system:serviceaccount:kube-system:generic-garbage-collector",
            verb: "list",
            target: "secrets",
          }),
        ],
      },
    ],
  },
};
