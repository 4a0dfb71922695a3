import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Webhooks refuse what they could not be asked about. */
export const webhookFailsOpen: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "webhook-fails-open",
  title: "Webhook that fails open",
  topic: "admission",
  severity: "medium",
  description:
    "With `failurePolicy: Ignore` a request is admitted unexamined while the webhook is slow or down: whoever overloads it, deletes its pods or blocks its network disables it. A mutating webhook that is ignored does not set its fields, which is less severe.",
  remediation:
    "Set `failurePolicy: Fail`, run several replicas, and exempt the namespace of the webhook so that it can restart.",
  references: referencesTo({
    "mitre-attack": ["T1562"],
    "ms-threat-matrix": ["MS-TA9015"],
  }),

  *evaluate({ object }) {
    for (const { of, mode, label, path, hook, failurePolicy } of admissionHooksOf(object)) {
      if (of !== "webhook" || failurePolicy !== "Ignore") continue;
      const place = [...path, "failurePolicy"];
      yield {
        path: place,
        message: `${label} is ignored when it cannot be called (failurePolicy Ignore)`,
        ...(mode === "mutating" ? { severity: "low" as const } : {}),
        fix: setting("may-break", place, valueAt(hook, "failurePolicy"), "Fail"),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "one of two webhooks",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              { name: "signed.example.com" },
              { name: "scanned.example.com", failurePolicy: "Ignore" },
            ],
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/images webhooks[1].failurePolicy: webhook scanned.example.com is ignored when it cannot be called (failurePolicy Ignore)",
        ],
      },
    ],
    compliant: [
      {
        title: "a webhook that says Fail",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [{ name: "signed.example.com", failurePolicy: "Fail" }],
          },
        ],
      },
    ],
  },
};
