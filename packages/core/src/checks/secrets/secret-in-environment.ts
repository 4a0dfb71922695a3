import type { ObjectCheck } from "../check.ts";
import { formatsOf, tellingSecrets } from "../facts/found-secrets.ts";
import { environmentTextsOf } from "../facts/written-texts.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** No environment variable has what looks like a secret as its literal value. */
export function secretInEnvironment(
  parameters: Pick<CheckParameters, "secretPatterns">,
): ObjectCheck {
  const formats = formatsOf(parameters);
  return {
    on: "object",
    kinds: ["workloads"],
    id: "secret-in-environment",
    title: "Hard-coded credential in an environment variable",
    topic: "secrets",
    severity: "high",
    description:
      "Whoever may read pods or workload resources reads the password, and so does everybody with a copy of the manifest. Known forms of credentials are found in any value, and so are values of variables named like a secret. Placeholders, variables, templates, paths, file names, numbers, addresses without a password and names of Secrets are none. `secretPatterns` in the configuration adds forms. The value is never printed.",
    remediation:
      "Rotate the credential, which is known to whoever read the manifest. Put the new one into a Secret and mount it, or refer to it with `valueFrom.secretKeyRef`.",
    references: referencesTo({
      "cis-1.12": ["5.4.1"],
      "nsa-1.2": ["Secrets"],
      "mitre-attack": ["T1552"],
      "ms-threat-matrix": ["MS-TA9027"],
      "nist-800-190": ["3.1.4"],
    }),
    aliases: [
      "polaris:sensitiveContainerEnvVar",
      "kube-linter:env-var-secret",
      "kubescape:C-0012",
      "kubescape:C-0259",
    ],

    evaluate: tellingSecrets(
      ({ podTemplates }) => podTemplates.flatMap((template) => [...environmentTextsOf(template)]),
      formats,
    ),

    examples: {
      violating: [
        {
          title: "a password and a database address with one, in one of two containers",
          objects: [
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web" },
              spec: {
                containers: [
                  { name: "log", env: [{ name: "LEVEL", value: "info" }] },
                  {
                    name: "web",
                    env: [
                      { name: "DB_PASSWORD", value: "hunter2" },
                      { name: "DB", value: "postgres://shop:hunter3@db/shop" },
                    ],
                  },
                ],
              },
            },
          ],
          violations: [
            'Pod/web spec.containers[1].env[0].value: container "web": variable DB_PASSWORD holds what looks like a password or key',
            'Pod/web spec.containers[1].env[1].value: container "web": variable DB holds what looks like a URL with a password',
          ],
        },
      ],
      compliant: [
        {
          title: "references and names",
          objects: [
            { apiVersion: "v1", kind: "Secret", metadata: { name: "web-tls-2026-a1b2c3" } },
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web" },
              spec: {
                containers: [
                  {
                    name: "web",
                    env: [
                      {
                        name: "DB_PASSWORD",
                        valueFrom: { secretKeyRef: { name: "db", key: "password" } },
                      },
                      { name: "DB_PASSWORD_FILE", value: "/run/secrets/db" },
                      { name: "DB", value: "postgres://shop:$(DB_PASSWORD)@db/shop" },
                      { name: "TLS_SECRET", value: "web-tls-2026-a1b2c3" },
                    ],
                  },
                ],
              },
            },
          ],
        },
      ],
    },
  };
}
