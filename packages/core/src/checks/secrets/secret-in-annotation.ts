import type { FieldPath } from "../../kubernetes/field-path.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { formatsOf, violationsOfText } from "../facts/found-secrets.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

// A copy of the whole object, whose fields the other checks examine.
const COPY = "kubectl.kubernetes.io/last-applied-configuration";

/** No annotation of an object or pod template holds what looks like a secret. */
export function secretInAnnotation(
  parameters: Pick<CheckParameters, "secretPatterns">,
): ObjectCheck {
  const formats = formatsOf(parameters);
  return {
    on: "object",
    id: "secret-in-annotation",
    title: "Secret in an annotation",
    topic: "secrets",
    severity: "high",
    description:
      "Annotations are shown with every listing and copied into events, logs and metrics: a credential in one is known to all who may read the object, and to every program that does. The value is never printed.",
    remediation:
      "Change the credential, as it is known to whoever read the object. Put the new one into a Secret and let the annotation name it.",
    references: referencesTo({
      "nsa-1.2": ["Secrets"],
      "mitre-attack": ["T1552"],
      "ms-threat-matrix": ["MS-TA9027"],
      "nist-800-190": ["3.1.4"],
    }),

    *evaluate(entry, cluster) {
      for (const { path, annotations } of annotationsOf(entry)) {
        for (const [key, text] of Object.entries(annotations)) {
          if (key === COPY) continue;
          const label = `annotation ${key}`;
          // Prefixes are domains: `vault.example.com/agent-inject-secret-db` is about the last part.
          const name = key.slice(key.lastIndexOf("/") + 1);
          yield* violationsOfText(
            { path: [...path, key], text, label, key: name },
            formats,
            cluster,
          );
        }
      }
    },

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

function* annotationsOf({ object, podTemplates }: SnapshotObject): Generator<{
  readonly path: FieldPath;
  readonly annotations: Readonly<Record<string, string>>;
}> {
  yield { path: ["metadata", "annotations"], annotations: stringMapOf(object, "annotations") };
  for (const template of podTemplates) {
    // A Pod is its own template.
    if (template.path.length === 0 && !template.locate) continue;
    yield {
      path: locateInObject(template, ["metadata", "annotations"]),
      annotations: template.metadata.annotations,
    };
  }
}
