import type { ObjectCheck } from "../check.ts";
import { fieldTextsOf } from "../facts/field-texts.ts";
import { formatsOf, tellingSecrets } from "../facts/found-secrets.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** No other field of an object holds what looks like a secret; custom resources are read by the names of their fields too. */
export function secretInField(parameters: Pick<CheckParameters, "secretPatterns">): ObjectCheck {
  const formats = formatsOf(parameters);
  return {
    on: "object",
    id: "secret-in-field",
    title: "Hard-coded credential in a field",
    topic: "secrets",
    severity: "high",
    description:
      "Whoever may read the object reads the credential, and so does everybody with a copy of the manifest: values for a chart in an Application, a password in the resource of an operator, a token in a probe or a name. Known forms of credentials are found in every text of every object, and in custom resources also values of fields named like a secret. Environment, commands, annotations, ConfigMaps and Secrets have checks of their own. The value is never printed.",
    remediation:
      "Rotate the credential, which is known to whoever read the manifest. Put the new one into a Secret, and refer to it in the field.",
    references: referencesTo({
      "nsa-1.2": ["Secrets"],
      "mitre-attack": ["T1552"],
      "ms-threat-matrix": ["MS-TA9027"],
      "nist-800-190": ["3.1.4"],
    }),
    aliases: [
      "datree:62",
      "datree:63",
      "datree:64",
      "datree:65",
      "datree:66",
      "datree:67",
      "datree:68",
      "datree:69",
      "datree:70",
      "datree:71",
      "datree:72",
      "datree:73",
      "datree:74",
      "datree:75",
      "datree:76",
      "datree:77",
      "datree:78",
      "datree:79",
    ],

    evaluate: tellingSecrets((entry) => fieldTextsOf(entry, formats.length > 0), formats),

    examples: {
      violating: [
        {
          title: "values for a chart, and the resource of an operator",
          objects: [
            {
              apiVersion: "argoproj.io/v1alpha1",
              kind: "Application",
              metadata: { name: "web" },
              spec: {
                source: { helm: { values: "db:\n  user: shop\n  password: hunter2\n" } },
              },
            },
            {
              apiVersion: "example.com/v1",
              kind: "Database",
              metadata: { name: "db" },
              spec: { adminPassword: "hunter2", tokenSecretRef: { name: "db-token" } },
            },
          ],
          violations: [
            "Application/web spec.source.helm.values: field values assigns what looks like a password or key to password",
            "Database/db spec.adminPassword: field adminPassword holds what looks like a password or key",
          ],
        },
        {
          title: "a key in a name",
          objects: [
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web" },
              spec: { containers: [{ name: "sk_live_a1b2c3d4e5f6g7h8" }, { name: "log" }] },
            },
          ],
          violations: [
            "Pod/web spec.containers[0].name: field name holds what looks like a Stripe key",
          ],
        },
      ],
      compliant: [
        {
          title: "fields that name a Secret",
          objects: [
            {
              apiVersion: "example.com/v1",
              kind: "Database",
              metadata: { name: "db" },
              spec: {
                passwordSecret: "db-admin",
                password: { valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
              },
            },
          ],
        },
      ],
    },
  };
}
