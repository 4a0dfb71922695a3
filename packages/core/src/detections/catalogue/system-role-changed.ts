import { nameIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isChanged, isDeleted } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";
import { BINDING_TARGETS, ROLE_TARGETS } from "../facts/rules.ts";

/** A role of Kubernetes' own is changed. */
export const systemRoleChanged: Detection = {
  id: "system-role-changed",
  title: "System role or binding changed or deleted",
  topic: "rights",
  severity: "high",
  why: "Roles that begin with `system:` are what the control plane lives by: more in one of them is not looked for, and one that is missing stops the cluster.",
  response:
    "Restart the API server, which restores them where `rbac.authorization.kubernetes.io/autoupdate` is true; compare with `watertight access`.",
  falsePositives: "Upgrades by the platform, which come from its own identities.",
  techniques: ["T1098.006"],
  aliases: ["falco:System ClusterRole Modified/Deleted"],
  targets: [...ROLE_TARGETS, ...BINDING_TARGETS],
  detect(event, { settings }) {
    const name = nameIn(event);
    if (!name.startsWith("system:") || isSystemUser(event.user.username, settings))
      return undefined;
    if (event.user.groups.includes("system:masters") && event.verb === "create") return undefined;
    const does = isDeleted(event) ? "deletes" : isChanged(event) ? "changes" : undefined;
    if (does === undefined) return undefined;
    return { because: `${whoIs(event)} ${does} ${event.target} ${name}` };
  },
  examples: {
    positive: [
      {
        title: "a role that is changed",
        events: [auditExample({ verb: "patch", target: "clusterroles", name: "system:node" })],
        detected: "high: mallory@example.com changes clusterroles system:node",
      },
      {
        title: "a binding that is deleted",
        events: [
          auditExample({
            verb: "delete",
            target: "clusterrolebindings",
            name: "system:node-proxier",
          }),
        ],
        detected: "high: mallory@example.com deletes clusterrolebindings system:node-proxier",
      },
    ],
    negative: [
      {
        title: "the aggregation of roles",
        events: [
          auditExample({
            user: "system:serviceaccount:kube-system:clusterrole-aggregation-controller",
            verb: "patch",
            target: "clusterroles",
            name: "system:aggregate-to-view",
          }),
        ],
      },
    ],
  },
};
