import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isChanged } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";
import { dangersIn, isWildcard, ROLE_TARGETS, rulesIn } from "../facts/rules.ts";

/** A role that exists is given what leads to more. */
export const roleChangedToDangerous: Detection = {
  id: "role-changed-to-dangerous",
  title: "Existing role given dangerous rights",
  topic: "rights",
  severity: "high",
  why: "Whoever is bound to the role has the new rights at once, and no binding is written that somebody could notice.",
  response: "Take the rule out again; look at what those who are bound to the role did since.",
  falsePositives:
    "Upgrades of operators; an update says the whole role, so that what it had before is named as well.",
  techniques: ["T1098.006"],
  targets: ROLE_TARGETS,
  detect(event, { settings }) {
    if (!isChanged(event) || isSystemUser(event.user.username, settings)) return undefined;
    if (rulesIn(event).some(isWildcard)) return undefined;
    const dangers = dangersIn(event);
    if (dangers.length === 0) return undefined;
    const name = [namespaceIn(event), nameIn(event)].filter(Boolean).join("/");
    return {
      because: `${whoIs(event)} changes role ${name}, which now allows ${dangers.join(", ")}`,
    };
  },
  examples: {
    positive: [
      {
        title: "exec by a patch",
        events: [
          auditExample({
            verb: "patch",
            target: "clusterroles",
            group: "rbac.authorization.k8s.io",
            name: "view",
            body: { rules: [{ apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }] },
          }),
        ],
        detected:
          "high: mallory@example.com changes role view, which now allows entering containers",
      },
    ],
    negative: [
      {
        title: "a label",
        events: [
          auditExample({
            verb: "patch",
            target: "clusterroles",
            group: "rbac.authorization.k8s.io",
            name: "view",
            body: { metadata: { labels: { team: "a" } } },
          }),
        ],
      },
    ],
  },
};
