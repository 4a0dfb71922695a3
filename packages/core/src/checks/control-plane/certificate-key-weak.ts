import { CERTIFICATE_FACTS } from "../../control-plane/index.ts";
import { factOf, factPath, factTextOf } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { certificateFacts } from "../writing/observed-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** A certificate that is used has a key that lasts. */
export const certificateKeyWeak: ObjectCheck = {
  on: "object",
  kinds: [CERTIFICATE_FACTS],
  id: "certificate-key-weak",
  title: "Certificate with a weak key",
  topic: "control-plane",
  severity: "medium",
  description:
    "RSA keys below 2048 bits can be computed from the certificate with effort that attackers have, as no standard has allowed them since 2013 (NIST SP 800-131A); DSA is not allowed at all. With the key of an authority everybody can be anybody.",
  remediation:
    "Issue the certificate anew with a key of ECDSA P-256, Ed25519 or RSA of 2048 bits and more.",
  references: referencesTo({ "mitre-attack": ["T1552"] }),

  *evaluate({ object }) {
    const key = factTextOf(object, "key");
    const [, bits = ""] = /^RSA(?:-PSS)? (\d+)$/.exec(key) ?? [];
    if (!(bits !== "" && Number(bits) < 2048) && !key.startsWith("DSA")) return;
    const subject = factTextOf(object, "subject");
    yield { path: factPath("key"), message: `certificate of ${subject} has a key of ${key} bits` };
  },
  *notAssessable({ object }) {
    const fact = factOf(object, "key");
    if (fact && "unknown" in fact) yield { path: factPath("key"), reason: fact.unknown };
  },

  examples: {
    violating: [
      {
        title: "RSA of 1024 bits",
        objects: [certificateFacts({ key: "RSA 1024" })],
        violations: [
          "Certificate/ValidatingWebhookConfiguration/guard/webhooks[0].clientConfig.caBundle spec.key: certificate of CN=guard has a key of RSA 1024 bits",
        ],
      },
    ],
    compliant: [
      {
        title: "an elliptic curve",
        objects: [certificateFacts({ key: "EC" })],
      },
    ],
  },
};
