import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import { textsAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten } from "../facts/changes.ts";
import { isPlatformWork, whoIs } from "../facts/identities.ts";
import { isWildcard, ROLE_TARGETS, rulesIn } from "../facts/rules.ts";

/** A role that has more than anybody has listed. */
export const roleWithWildcards: Detection = {
  id: "role-with-wildcards",
  title: "Role with wildcards",
  topic: "rights",
  severity: "high",
  why: "`*` gives every verb or resource, those that are added later as well: Secrets, exec and RBAC are always among them.",
  response: "Name what the role is for; `watertight access least-privilege` narrows it.",
  falsePositives: "Installations of operators. They can be narrowed, too.",
  techniques: ["T1098.006"],
  aliases: ["falco:ClusterRole With Wildcard Created"],
  targets: ROLE_TARGETS,
  detect(event, { settings }) {
    if (!isWritten(event) || isPlatformWork(event, namespaceIn(event), settings)) return undefined;
    const rule = rulesIn(event).find(isWildcard);
    if (rule === undefined) return undefined;
    const what = `${textsAt(rule, "verbs").join(",")} on ${textsAt(rule, "resources").join(",") || "paths"}`;
    const name = [namespaceIn(event), nameIn(event)].filter(Boolean).join("/");
    const does = event.verb === "create" ? "creates" : "changes";
    return { because: `${whoIs(event)} ${does} role ${name} with ${what}` };
  },
  examples: {
    positive: [
      {
        title: "everything",
        events: [role("create", { verbs: ["*"], apiGroups: ["*"], resources: ["*"] })],
        detected: "high: mallory@example.com creates role r with * on *",
      },
      {
        title: "a JSON patch that adds every resource",
        events: [
          auditExample({
            verb: "patch",
            target: "clusterroles",
            group: "rbac.authorization.k8s.io",
            name: "r",
            body: [
              {
                op: "add",
                path: "/rules/0",
                value: { verbs: ["get"], apiGroups: [""], resources: ["*"] },
              },
            ],
          }),
        ],
        detected: "high: mallory@example.com changes role r with get on *",
      },
    ],
    negative: [
      {
        title: "named rights",
        events: [role("create", { verbs: ["get"], apiGroups: [""], resources: ["pods"] })],
      },
    ],
  },
};

function role(verb: string, rule: JsonObject): JsonObject {
  return auditExample({
    verb,
    target: "clusterroles",
    group: "rbac.authorization.k8s.io",
    name: "r",
    body: { kind: "ClusterRole", metadata: { name: "r" }, rules: [rule] },
  });
}
