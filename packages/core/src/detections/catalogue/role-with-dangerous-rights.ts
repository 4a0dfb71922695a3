import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isCreated } from "../facts/changes.ts";
import { isPlatformWork, whoIs } from "../facts/identities.ts";
import { dangersIn, isWildcard, ROLE_TARGETS, rulesIn } from "../facts/rules.ts";

/** A new role leads to more rights than it lists. */
export const roleWithDangerousRights: Detection = {
  id: "role-with-dangerous-rights",
  title: "Role created that leads to more rights",
  topic: "rights",
  severity: "high",
  why: "escalate, bind, impersonate, tokens, node proxies, webhooks and Secrets are each a way from what a role lists to all the rest.",
  response:
    "`watertight access escalate` shows the way; take the rule out, or bind the role to those alone who have everything anyway.",
  falsePositives: "Roles of operators that manage Secrets or roles.",
  techniques: ["T1098.006"],
  targets: ROLE_TARGETS,
  detect(event, { settings }) {
    if (!isCreated(event) || isPlatformWork(event, namespaceIn(event), settings)) return undefined;
    if (rulesIn(event).some(isWildcard)) return undefined;
    const dangers = dangersIn(event, ["entering containers"]);
    if (dangers.length === 0) return undefined;
    const name = [namespaceIn(event), nameIn(event)].filter(Boolean).join("/");
    const because = `${whoIs(event)} creates role ${name}, which allows ${dangers.join(", ")}`;
    // Secrets of one namespace are what many programs need.
    const isUsual = event.target === "roles" && dangers.every((each) => each === "reading Secrets");
    return isUsual ? { because, severity: "low" } : { because };
  },
  examples: {
    positive: [
      {
        title: "impersonation",
        events: [
          auditExample({
            target: "clusterroles",
            group: "rbac.authorization.k8s.io",
            name: "r",
            body: { rules: [{ apiGroups: [""], resources: ["users"], verbs: ["impersonate"] }] },
          }),
        ],
        detected: "high: mallory@example.com creates role r, which allows acting as others",
      },
    ],
    negative: [
      {
        title: "named Secrets",
        events: [
          auditExample({
            target: "roles",
            group: "rbac.authorization.k8s.io",
            namespace: "shop",
            name: "r",
            body: {
              rules: [
                { apiGroups: [""], resources: ["secrets"], resourceNames: ["db"], verbs: ["get"] },
              ],
            },
          }),
        ],
      },
    ],
  },
};
