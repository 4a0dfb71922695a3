import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";

/** Webhooks declare that they have no side effects, or none in a dry run. */
export const webhookSideEffectsUndeclared: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "webhook-side-effects-undeclared",
  title: "Webhook with undeclared side effects",
  topic: "admission",
  severity: "low",
  description:
    "The API server cannot call a webhook with unknown or real side effects in a dry run, and rejects every dry run: `kubectl diff` and server-side checks before a change stop working. Version v1 of the API accepts only `None` and `NoneOnDryRun`.",
  remediation: "Set `sideEffects: None`, or `NoneOnDryRun` for a webhook that respects `dryRun`.",
  references: [],

  *evaluate({ object }) {
    for (const { of, label, path, hook } of admissionHooksOf(object)) {
      if (of !== "webhook") continue;
      const declared = textAt(hook, "sideEffects");
      if (declared === "None" || declared === "NoneOnDryRun") continue;
      yield {
        path: [...path, "sideEffects"],
        message: `${label} ${declared === "" ? "declares no sideEffects" : `has sideEffects ${declared}`}`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "only the one that declares nothing",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              { name: "signed.example.com", sideEffects: "None" },
              { name: "scanned.example.com" },
            ],
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/images webhooks[1].sideEffects: webhook scanned.example.com declares no sideEffects",
        ],
      },
    ],
    compliant: [
      {
        title: "none on a dry run",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [{ name: "signed.example.com", sideEffects: "NoneOnDryRun" }],
          },
        ],
      },
    ],
  },
};
