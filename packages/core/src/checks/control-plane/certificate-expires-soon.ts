import { CERTIFICATE_FACTS } from "../../control-plane/index.ts";
import { factOf, factPath, factTextOf } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { certificateFacts } from "../writing/observed-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** A certificate that is used is renewed in time. */
export const certificateExpiresSoon: ObjectCheck = {
  on: "object",
  kinds: [CERTIFICATE_FACTS],
  id: "certificate-expires-soon",
  title: "Certificate about to expire",
  topic: "control-plane",
  severity: "medium",
  description:
    "In less than 30 days nobody who verifies it accepts it any more, and what it serves stops. Whatever renews certificates by itself has done so by then, as it begins when a third of their time is left.",
  remediation: "Renew the certificate, and find out why nothing renews it by itself.",
  references: referencesTo({ "mitre-attack": ["T1499"] }),

  *evaluate({ object }) {
    const left = factOf(object, "daysLeft");
    const days = left && "value" in left ? Number(left.value) : LONG;
    if (days < 0 || days >= SOON) return;
    const subject = factTextOf(object, "subject");
    const expires = factTextOf(object, "expires");
    yield {
      path: factPath("daysLeft"),
      message: `certificate of ${subject} expires on ${expires}`,
    };
  },
  *notAssessable({ object }) {
    const fact = factOf(object, "daysLeft");
    if (fact && "unknown" in fact) yield { path: factPath("daysLeft"), reason: fact.unknown };
  },

  examples: {
    violating: [
      {
        title: "twelve days left",
        objects: [certificateFacts({ daysLeft: 12, expires: "2026-07-13" })],
        violations: [
          "Certificate/ValidatingWebhookConfiguration/guard/webhooks[0].clientConfig.caBundle spec.daysLeft: certificate of CN=guard expires on 2026-07-13",
        ],
      },
    ],
    compliant: [
      {
        title: "a month left",
        objects: [certificateFacts({ daysLeft: 30, expires: "2026-07-31" })],
      },
    ],
  },
};

/** Days. */
const SOON = 30;
const LONG = Number.POSITIVE_INFINITY;
