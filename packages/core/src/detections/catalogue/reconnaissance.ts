import { outcomeOf } from "../../audit/events/event.ts";
import { millisecondsOf } from "../../audit/events/time.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

const TELLING: ReadonlySet<string> = new Set([
  "namespaces",
  "nodes",
  "pods",
  "secrets",
  "configmaps",
  "serviceaccounts",
  "services",
  "deployments",
  "daemonsets",
  "roles",
  "rolebindings",
  "clusterroles",
  "clusterrolebindings",
  "ingresses",
  "networkpolicies",
  "persistentvolumes",
  "customresourcedefinitions",
  "mutatingwebhookconfigurations",
  "validatingwebhookconfigurations",
]);

/** Somebody looks around. */
export const reconnaissance: Detection = {
  id: "reconnaissance",
  title: "Many kinds of things listed at once",
  topic: "discovery",
  severity: "medium",
  why: "Namespaces, nodes, roles and Secrets one after the other within a minute: somebody, or a tool, takes stock of the cluster.",
  response: "Ask whoever it was; look at what was read and at what came next.",
  falsePositives: "Backups, consoles and scanners of your own; name them in `systemIdentities`.",
  techniques: ["T1613"],
  threshold: { count: 7, minutes: 1, of: "kinds that one user lists" },
  targets: [...TELLING],
  detect(event, { memory, settings }) {
    if (event.verb !== "list" || outcomeOf(event) === "failed") return undefined;
    const { username } = event.user;
    if (username === "" || isSystemUser(username, settings)) return undefined;
    const at = millisecondsOf(event.requestReceivedTimestamp);
    const count = memory.tally(`reconnaissance ${username}`, event.target, at, 1);
    if (count < 7 || !memory.isFirst(`reconnaissance ${username}`, at, 30)) return undefined;
    return {
      because: `${whoIs(event)} listed ${count} kinds of things within a minute, ${event.target} the last`,
    };
  },
  examples: {
    positive: [
      {
        title: "seven kinds",
        events: [
          list("namespaces"),
          list("nodes"),
          list("pods"),
          list("roles"),
          list("clusterroles"),
          list("secrets"),
          list("services"),
        ],
        detected:
          "medium: mallory@example.com listed 7 kinds of things within a minute, services the last",
      },
    ],
    negative: [{ title: "two kinds", events: [list("pods"), list("services"), list("pods")] }],
  },
};

function list(target: string): JsonObject {
  return auditExample({ verb: "list", target });
}
