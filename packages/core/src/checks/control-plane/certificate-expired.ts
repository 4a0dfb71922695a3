import { CERTIFICATE_FACTS } from "../../control-plane/index.ts";
import { factOf, factPath, factTextOf } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { certificateFacts } from "../writing/observed-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** A certificate that is used is valid. */
export const certificateExpired: ObjectCheck = {
  on: "object",
  kinds: [CERTIFICATE_FACTS],
  id: "certificate-expired",
  title: "Expired certificate",
  topic: "control-plane",
  severity: "high",
  description:
    "Nobody who verifies it accepts it any more. The authority of a webhook or an API service that has expired makes every call to it fail: with the failure policy `Fail` nothing can be created, with `Ignore` nothing is checked. Of several authorities in one field one that is valid is enough. The day is that of the machine that examines.",
  remediation:
    "Renew the certificate, and have it renewed before its end from now on, for instance by cert-manager or `kubeadm certs renew`.",
  references: referencesTo({ "mitre-attack": ["T1499"] }),

  *evaluate({ object }) {
    const left = factOf(object, "daysLeft");
    if (!left || !("value" in left) || Number(left.value) >= 0) return;
    const subject = factTextOf(object, "subject");
    const expires = factTextOf(object, "expires");
    yield {
      path: factPath("daysLeft"),
      message: `certificate of ${subject} expired on ${expires}`,
    };
  },
  *notAssessable({ object }) {
    const fact = factOf(object, "daysLeft");
    if (fact && "unknown" in fact) yield { path: factPath("daysLeft"), reason: fact.unknown };
  },

  examples: {
    violating: [
      {
        title: "the day before yesterday",
        objects: [certificateFacts({ daysLeft: -2, expires: "2026-06-29" })],
        violations: [
          "Certificate/ValidatingWebhookConfiguration/guard/webhooks[0].clientConfig.caBundle spec.daysLeft: certificate of CN=guard expired on 2026-06-29",
        ],
      },
    ],
    compliant: [
      {
        title: "a year left",
        objects: [certificateFacts({ daysLeft: 365, expires: "2027-07-01" })],
      },
    ],
  },
};
