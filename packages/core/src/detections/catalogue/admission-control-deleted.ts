import { nameIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isDeleted } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

/** What held others back is gone. */
export const admissionControlDeleted: Detection = {
  id: "admission-control-deleted",
  title: "Admission webhook or policy deleted",
  topic: "admission",
  severity: "high",
  why: "Without its webhook a policy engine is asked about nothing; without its binding an admission policy holds for nobody.",
  response: "Put it back, and look at what was written since.",
  falsePositives: "Programs that are taken out of the cluster.",
  techniques: ["T1562.001"],
  targets: [
    "mutatingwebhookconfigurations",
    "validatingwebhookconfigurations",
    "validatingadmissionpolicies",
    "validatingadmissionpolicybindings",
    "mutatingadmissionpolicies",
    "mutatingadmissionpolicybindings",
  ],
  detect(event, { settings }) {
    if (!isDeleted(event) || isSystemUser(event.user.username, settings)) return undefined;
    return { because: `${whoIs(event)} deletes ${event.target} ${nameIn(event) || "(all)"}` };
  },
  examples: {
    positive: [
      {
        title: "a webhook",
        events: [
          auditExample({
            verb: "delete",
            target: "validatingwebhookconfigurations",
            name: "policies",
          }),
        ],
        detected: "high: mallory@example.com deletes validatingwebhookconfigurations policies",
      },
    ],
    negative: [
      {
        title: "one that was refused",
        events: [
          auditExample({
            verb: "delete",
            target: "validatingadmissionpolicies",
            name: "p",
            code: 403,
          }),
        ],
      },
    ],
  },
};
