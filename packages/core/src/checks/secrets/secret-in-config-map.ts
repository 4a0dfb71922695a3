import type { ObjectCheck } from "../check.ts";
import { formatsOf, tellingSecrets } from "../facts/found-secrets.ts";
import { configMapTextsOf } from "../facts/written-texts.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** No ConfigMap holds what looks like a secret. */
export function secretInConfigMap(
  parameters: Pick<CheckParameters, "secretPatterns">,
): ObjectCheck {
  const formats = formatsOf(parameters);
  return {
    on: "object",
    kinds: ["ConfigMap"],
    id: "secret-in-config-map",
    title: "Hard-coded credential in a ConfigMap",
    topic: "secrets",
    severity: "high",
    description:
      "Whoever may read ConfigMaps, which most roles allow, reads the password; it is not encrypted at rest, and it lies in every copy of the manifest. Known forms of credentials are found in any value, and so are values whose key is named like a secret, also inside configuration files. Placeholders, variables, templates, paths, file names, numbers, addresses without a password and names of Secrets are none. `secretPatterns` in the configuration adds forms; the examples have `shop-` and eight digits. The value is never printed.",
    remediation:
      "Rotate the credential, which is known to whoever read the manifest. Put the new one into a Secret that a secret store fills, and mount it.",
    references: referencesTo({
      "cis-1.12": ["5.4.1"],
      "nsa-1.2": ["Secrets"],
      "mitre-attack": ["T1552"],
      "ms-threat-matrix": ["MS-TA9027"],
      "nist-800-190": ["3.1.4"],
    }),
    aliases: [
      "polaris:sensitiveConfigmapContent",
      "kubescape:C-0012",
      "trivy:KSV-0109",
      "trivy:KSV-01010",
    ],

    evaluate: tellingSecrets(({ object }) => configMapTextsOf(object), formats),

    examples: {
      violating: [
        {
          title: "a token, a password and a settings file with one",
          objects: [
            {
              apiVersion: "v1",
              kind: "ConfigMap",
              metadata: { name: "web" },
              data: {
                chat: "xoxb-1234567890-abcdefghijkl",
                "db.password": "hunter2",
                "app.properties": "db.user=shop\ndb.password=correct-horse\n",
                internal: "shop-12345678",
                mode: "fast",
              },
            },
          ],
          violations: [
            "ConfigMap/web data.chat: data key chat holds what looks like a Slack token",
            "ConfigMap/web data[db.password]: data key db.password holds what looks like a password or key",
            "ConfigMap/web data[app.properties]: data key app.properties assigns what looks like a password or key to db.password",
            "ConfigMap/web data.internal: data key internal holds what looks like a key of the shop",
          ],
        },
      ],
      compliant: [
        {
          title: "what only speaks about secrets",
          objects: [
            {
              apiVersion: "v1",
              kind: "ConfigMap",
              metadata: { name: "web" },
              data: {
                PASSWORD_FILE: "/run/secrets/db",
                DB_PASSWORD: "$(DB_PASSWORD)",
                API_TOKEN: "<token>",
                TOKEN_TTL: "3600",
                DATABASE_URL: "postgres://db.shop.svc:5432/shop",
                "nginx.conf": "proxy_set_header Authorization $http_token;\n",
                "values.yaml": "password: {{ .Values.password }}\nsecretName: web-tls\n",
              },
            },
          ],
        },
      ],
    },
  };
}
