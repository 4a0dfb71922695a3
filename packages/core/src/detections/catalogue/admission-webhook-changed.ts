import { nameIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isChanged } from "../facts/changes.ts";
import { isSystemUser, serviceAccountOf, whoIs } from "../facts/identities.ts";

/** A webhook is made to ask less, or another. */
export const admissionWebhookChanged: Detection = {
  id: "admission-webhook-changed",
  title: "Admission webhook changed",
  topic: "admission",
  severity: "low",
  why: "A policy engine that is asked about less, or whose failure lets all pass, is off without anybody noticing.",
  response: "Compare rules, namespaceSelector and failurePolicy with what is in your repository.",
  falsePositives: "Programs that renew the CA of their webhook.",
  techniques: ["T1562.001", "T1546"],
  targets: ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
  detect(event, { settings }) {
    if (!isChanged(event) || isSystemUser(event.user.username, settings)) return undefined;
    // Operators keep the CA of their own webhook.
    if (serviceAccountOf(event.user.username) !== undefined) return undefined;
    return { because: `${whoIs(event)} changes ${event.target} ${nameIn(event)}` };
  },
  examples: {
    positive: [
      {
        title: "one that is patched",
        events: [
          auditExample({
            verb: "patch",
            target: "validatingwebhookconfigurations",
            name: "policies",
          }),
        ],
        detected: "low: mallory@example.com changes validatingwebhookconfigurations policies",
      },
    ],
    negative: [
      {
        title: "an operator with its own",
        events: [
          auditExample({
            user: "system:serviceaccount:cert-manager:cainjector",
            verb: "update",
            target: "validatingwebhookconfigurations",
            name: "cert-manager",
          }),
        ],
      },
    ],
  },
};
