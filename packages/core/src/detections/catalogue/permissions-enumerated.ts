import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { agentKind } from "../facts/agents.ts";
import { isCreated } from "../facts/changes.ts";
import { isSystemUser, serviceAccountOf, whoIs } from "../facts/identities.ts";

/** Somebody asks what he may do. */
export const permissionsEnumerated: Detection = {
  id: "permissions-enumerated",
  title: "Own rights listed",
  topic: "discovery",
  severity: "low",
  why: "Who finds a token asks first what it may do: `kubectl auth can-i --list`.",
  response: "For a service account find the pod that asked; programs know their rights.",
  falsePositives: "People, and consoles that hide what their user may not do.",
  techniques: ["T1069", "T1613"],
  targets: ["selfsubjectrulesreviews"],
  detect(event, { settings }) {
    if (!isCreated(event) || isSystemUser(event.user.username, settings)) return undefined;
    const because = `${whoIs(event)} lists what it may do, with ${agentKind(event.userAgent) || "an unnamed program"}`;
    return serviceAccountOf(event.user.username) === undefined
      ? { because }
      : { because, severity: "medium" };
  },
  examples: {
    positive: [
      {
        title: "a workload",
        events: [
          auditExample({
            user: "system:serviceaccount:shop:web",
            target: "selfsubjectrulesreviews",
            group: "authorization.k8s.io",
          }),
        ],
        detected: "medium: system:serviceaccount:shop:web lists what it may do, with kubectl",
      },
    ],
    negative: [
      {
        title: "one question",
        events: [
          auditExample({
            user: "system:serviceaccount:shop:web",
            target: "selfsubjectaccessreviews",
          }),
        ],
      },
    ],
  },
};
