import type { ObjectCheck } from "../check.ts";
import { formatsOf, tellingSecrets } from "../facts/found-secrets.ts";
import { annotationTextsOf } from "../facts/written-texts.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** No annotation of an object or pod template holds what looks like a secret. */
export function secretInAnnotation(
  parameters: Pick<CheckParameters, "secretPatterns">,
): ObjectCheck {
  const formats = formatsOf(parameters);
  return {
    on: "object",
    id: "secret-in-annotation",
    title: "Hard-coded credential in an annotation",
    topic: "secrets",
    severity: "high",
    description:
      "Annotations are shown with every listing and copied into events, logs and metrics: a credential in one is known to all who may read the object, and to every program that does. The value is never printed.",
    remediation:
      "Rotate the credential, which is known to whoever read the object. Put the new one into a Secret, and refer to it in the annotation.",
    references: referencesTo({
      "nsa-1.2": ["Secrets"],
      "mitre-attack": ["T1552"],
      "ms-threat-matrix": ["MS-TA9027"],
      "nist-800-190": ["3.1.4"],
    }),

    evaluate: tellingSecrets(annotationTextsOf, formats),

    examples: {
      violating: [
        {
          title: "a password for a scraper",
          objects: [
            {
              apiVersion: "v1",
              kind: "Service",
              metadata: {
                name: "web",
                annotations: {
                  "example.com/owner": "shop",
                  "example.com/scrape-password": "hunter2",
                },
              },
            },
          ],
          violations: [
            "Service/web metadata.annotations[example.com/scrape-password]: annotation example.com/scrape-password holds what looks like a password or key",
          ],
        },
      ],
      compliant: [
        {
          title: "annotations that name a Secret or a path",
          objects: [
            {
              apiVersion: "networking.k8s.io/v1",
              kind: "Ingress",
              metadata: {
                name: "web",
                annotations: {
                  "nginx.ingress.kubernetes.io/auth-secret": "basic-auth",
                  "vault.hashicorp.com/agent-inject-secret-db": "database/creds/shop",
                },
              },
            },
          ],
        },
      ],
    },
  };
}
