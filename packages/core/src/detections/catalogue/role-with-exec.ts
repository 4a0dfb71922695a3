import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isCreated } from "../facts/changes.ts";
import { isPlatformWork, whoIs } from "../facts/identities.ts";
import { dangersIn, isWildcard, ROLE_TARGETS, rulesIn } from "../facts/rules.ts";

/** A new role lets into containers. */
export const roleWithExec: Detection = {
  id: "role-with-exec",
  title: "Role created that enters containers",
  topic: "rights",
  severity: "high",
  why: "Whoever may exec has what every workload in reach has: its files, its network and the token of its account.",
  response: "Look at who is bound to the role; give exec for a time and a namespace only.",
  falsePositives: "Roles for people on call.",
  techniques: ["T1098.006", "T1609"],
  aliases: ["panther:Kubernetes.Role.PodExec", "falco:ClusterRole With Pod Exec Created"],
  targets: ROLE_TARGETS,
  detect(event, { settings }) {
    if (!isCreated(event) || isPlatformWork(event, namespaceIn(event), settings)) return undefined;
    const does = dangersIn(event).find((each) => each === "entering containers");
    if (does === undefined || rulesIn(event).some(isWildcard)) return undefined;
    const name = [namespaceIn(event), nameIn(event)].filter(Boolean).join("/");
    return { because: `${whoIs(event)} creates role ${name}, which allows ${does}` };
  },
  examples: {
    positive: [
      {
        title: "pods/exec",
        events: [
          auditExample({
            target: "clusterroles",
            group: "rbac.authorization.k8s.io",
            name: "debug",
            body: { rules: [{ apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }] },
          }),
        ],
        detected: "high: mallory@example.com creates role debug, which allows entering containers",
      },
    ],
    negative: [
      {
        title: "pods that may be read",
        events: [
          auditExample({
            target: "roles",
            group: "rbac.authorization.k8s.io",
            namespace: "shop",
            name: "reader",
            body: {
              rules: [{ apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list"] }],
            },
          }),
        ],
      },
    ],
  },
};
