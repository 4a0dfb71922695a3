import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const LONGEST = 10;
/** What the API server takes. */
const MOST = 30;

/** Webhooks answer within ten seconds or not at all. */
export const webhookTimeoutLong: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "webhook-timeout-long",
  title: "Webhook with a long timeout",
  topic: "admission",
  severity: "low",
  description:
    "Each request that the webhook examines waits for it: a slow or attacked webhook with a long timeout slows the whole API down, to a standstill where several wait in a row. Ten seconds is the default.",
  remediation: "Set `timeoutSeconds` to 10 or less.",
  references: referencesTo({ "mitre-attack": ["T1499"], "ms-threat-matrix": ["MS-TA9040"] }),

  *evaluate({ object }) {
    for (const { of, label, path, hook } of admissionHooksOf(object)) {
      const seconds = of === "webhook" ? valueAt(hook, "timeoutSeconds") : undefined;
      if (typeof seconds !== "number" || seconds <= LONGEST || seconds > MOST) continue;
      const place = [...path, "timeoutSeconds"];
      yield {
        path: place,
        message: `${label} may take ${seconds} seconds`,
        fix: replacing("may-break", place, LONGEST),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "only the slow one of two",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              { name: "signed.example.com", timeoutSeconds: 10 },
              { name: "scanned.example.com", timeoutSeconds: 30 },
            ],
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/images webhooks[1].timeoutSeconds: webhook scanned.example.com may take 30 seconds",
        ],
      },
    ],
    compliant: [
      {
        title: "the default",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [{ name: "signed.example.com" }],
          },
        ],
      },
    ],
  },
};
