import { nameIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

/** What the API server itself enforces is changed. */
export const admissionPolicyWritten: Detection = {
  id: "admission-policy-written",
  title: "Admission policy or binding written",
  topic: "admission",
  severity: "medium",
  why: "A policy that asks less, or a binding that speaks of fewer namespaces or only warns, lets through what it held back.",
  response: "Compare with what is in your repository.",
  falsePositives: "Policies that are rolled out.",
  techniques: ["T1562.001"],
  targets: [
    "validatingadmissionpolicies",
    "validatingadmissionpolicybindings",
    "mutatingadmissionpolicies",
    "mutatingadmissionpolicybindings",
  ],
  detect(event, { settings }) {
    if (!isWritten(event) || isSystemUser(event.user.username, settings)) return undefined;
    return { because: `${whoIs(event)} writes ${event.target} ${nameIn(event)}` };
  },
  examples: {
    positive: [
      {
        title: "a binding",
        events: [
          auditExample({ verb: "update", target: "validatingadmissionpolicybindings", name: "b" }),
        ],
        detected: "medium: mallory@example.com writes validatingadmissionpolicybindings b",
      },
    ],
    negative: [
      {
        title: "its status",
        events: [
          auditExample({ verb: "update", target: "validatingadmissionpolicies/status", name: "p" }),
        ],
      },
    ],
  },
};
