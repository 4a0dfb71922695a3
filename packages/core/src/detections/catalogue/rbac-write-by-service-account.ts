import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isDeleted, isWritten } from "../facts/changes.ts";
import { isSystemUser, serviceAccountOf, whoIs } from "../facts/identities.ts";
import { BINDING_TARGETS, ROLE_TARGETS } from "../facts/rules.ts";

/** A workload gives rights. */
export const rbacWriteByServiceAccount: Detection = {
  id: "rbac-write-by-service-account",
  title: "Roles or bindings written by a workload",
  topic: "rights",
  severity: "medium",
  why: "A pod that writes RBAC gives itself, or another, what it lacks; few programs have to.",
  response: "Look at what was given, and at the pod that did it (its name stands in the event).",
  falsePositives: "Operators and GitOps controllers; name them in `systemIdentities`.",
  techniques: ["T1098.006", "T1078"],
  targets: [...ROLE_TARGETS, ...BINDING_TARGETS],
  detect(event, { settings }) {
    const account = serviceAccountOf(event.user.username);
    if (account === undefined || isSystemUser(event.user.username, settings)) return undefined;
    const does = isDeleted(event) ? "deletes" : isWritten(event) ? "writes" : undefined;
    if (does === undefined) return undefined;
    const name = [namespaceIn(event), nameIn(event)].filter(Boolean).join("/");
    return { because: `${whoIs(event)} ${does} ${event.target} ${name}` };
  },
  examples: {
    positive: [
      {
        title: "a binding by a pod",
        events: [
          auditExample({
            user: "system:serviceaccount:shop:web",
            target: "rolebindings",
            namespace: "shop",
            name: "b",
          }),
        ],
        detected: "medium: system:serviceaccount:shop:web writes rolebindings shop/b",
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
            name: "view",
          }),
        ],
      },
    ],
  },
};
