import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import { millisecondsOf } from "../../audit/events/time.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isDeleted } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

const VALUABLE: ReadonlySet<string> = new Set([
  "deployments",
  "statefulsets",
  "daemonsets",
  "services",
  "persistentvolumeclaims",
  "persistentvolumes",
  "secrets",
  "configmaps",
  "namespaces",
  "ingresses",
  "roles",
  "rolebindings",
  "clusterroles",
  "clusterrolebindings",
  "customresourcedefinitions",
  "networkpolicies",
]);

/** One after the other is gone. */
export const massDeletion: Detection = {
  id: "mass-deletion",
  title: "Many objects deleted by one user",
  topic: "destruction",
  severity: "high",
  why: "Who deletes workloads, volumes or rights by the dozen destroys, or covers what he did.",
  response: "Take the identity's rights away first; then bring back what is gone.",
  falsePositives: "Somebody who takes an application away: `kubectl delete -f` of a large one.",
  techniques: ["T1485", "T1490"],
  threshold: {
    count: 25,
    minutes: 10,
    of: "distinct objects that one user deletes; all of a kind at once count as ten",
  },
  targets: [...VALUABLE],
  detect(event, { memory, settings }) {
    if (!isDeleted(event)) return undefined;
    const { username } = event.user;
    if (username === "" || isSystemUser(username, settings)) return undefined;
    const at = millisecondsOf(event.requestReceivedTimestamp);
    const key = `mass-deletion ${username}`;
    const name = `${event.target} ${namespaceIn(event)}/${nameIn(event)}`;
    let count = memory.tally(key, name, at, 10);
    if (event.verb === "deletecollection") {
      for (let number = 1; number < 10; number++)
        count = memory.tally(key, `${name} ${number}`, at, 10);
    }
    if (count < 25 || !memory.isFirst(key, at, 10)) return undefined;
    return { because: `${whoIs(event)} deleted ${count} objects in 10 minutes, ${name} the last` };
  },
  examples: {
    positive: [
      {
        title: "all of three kinds",
        events: [all("deployments"), all("services"), all("persistentvolumeclaims")],
        detected:
          "high: mallory@example.com deleted 30 objects in 10 minutes, persistentvolumeclaims shop/ the last",
      },
    ],
    negative: [{ title: "all of one kind", events: [all("deployments")] }],
  },
};

function all(target: string): JsonObject {
  return auditExample({ verb: "deletecollection", target, namespace: "shop" });
}
