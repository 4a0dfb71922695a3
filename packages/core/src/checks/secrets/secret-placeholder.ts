import { isPlaceholderUnderKey, placeholdersAssigned } from "../../secrets/find.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { fieldTextsOf } from "../facts/field-texts.ts";
import type { TextOfObject } from "../facts/found-secrets.ts";
import {
  annotationTextsOf,
  commandTextsOf,
  configMapTextsOf,
  environmentTextsOf,
  secretTextsOf,
} from "../facts/written-texts.ts";
import { referencesTo } from "../writing/references.ts";

/** No placeholder stands where a key claims a credential. */
export const secretPlaceholder: ObjectCheck = {
  on: "object",
  id: "secret-placeholder",
  title: "Placeholder credential",
  topic: "secrets",
  severity: "low",
  description:
    "Deployed as it is, the placeholder is the password, which everybody with the manifest knows, or the program runs without one. It also invites people to write the real one in its place, where whoever may read the object reads it. Words such as `CHANGEME`, words in angle brackets and the name of the secret itself are placeholders; variables, templates and references that a program fills in are not.",
  remediation:
    "Read the credential from a Secret, with `valueFrom.secretKeyRef` or as a mounted file, and fill the Secret from a secret store.",
  references: referencesTo({
    "nsa-1.2": ["Secrets"],
    "mitre-attack": ["T1552"],
    "nist-800-190": ["3.1.4"],
  }),

  *evaluate(entry) {
    for (const { path, text, label, key, assigns, container } of textsOf(entry)) {
      const place = { path, ...(container === undefined ? {} : { container }) };
      if (key !== undefined && isPlaceholderUnderKey(key, text)) {
        yield { ...place, message: `${label} holds a placeholder for a credential` };
      } else if (assigns) {
        for (const each of placeholdersAssigned(text)) {
          yield { ...place, message: `${label} assigns a placeholder for a credential to ${each}` };
        }
      }
    }
  },

  examples: {
    violating: [
      {
        title: "an order in one of two containers, and an option",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: {
              containers: [
                { name: "log", env: [{ name: "PASSWORD_FILE", value: "CHANGEME" }] },
                {
                  name: "web",
                  env: [{ name: "MAPS_API_KEY", value: "MAPS_API_KEY_VAL" }],
                  args: ["--db-password=CHANGEME", "--token", "<your token>"],
                },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.containers[1].env[0].value: container "web": variable MAPS_API_KEY holds a placeholder for a credential',
          'Pod/web spec.containers[1].args[0]: container "web": args assigns a placeholder for a credential to db-password',
          'Pod/web spec.containers[1].args[2]: container "web": args holds a placeholder for a credential',
        ],
      },
      {
        title: "a settings file, a Secret and the resource of an operator",
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "web" },
            data: { "app.properties": "db.user=shop\ndb.password=<your-password>\n" },
          },
          {
            apiVersion: "v1",
            kind: "Secret",
            metadata: { name: "db" },
            data: { password: "Y2hhbmdlLW1l", user: "Y2hhbmdlLW1l" },
          },
          {
            apiVersion: "example.com/v1",
            kind: "Database",
            metadata: { name: "db" },
            spec: { adminPassword: "REPLACE_ME" },
          },
        ],
        violations: [
          "ConfigMap/web data[app.properties]: data key app.properties assigns a placeholder for a credential to db.password",
          "Secret/db data.password: key password holds a placeholder for a credential",
          "Database/db spec.adminPassword: field adminPassword holds a placeholder for a credential",
        ],
      },
    ],
    compliant: [
      {
        title: "what a program fills in, and a real one, which other checks report",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: {
              containers: [
                {
                  name: "web",
                  env: [
                    { name: "DB_PASSWORD", value: "$(OTHER_PASSWORD)" },
                    { name: "API_TOKEN", value: "vault:secret/data/web#token" },
                    { name: "WSREP_SST_PASSWORD", value: "sst" },
                    { name: "AUTH_TOKEN", value: "none" },
                  ],
                  args: ["--password={{ .Values.password }}"],
                },
              ],
            },
          },
        ],
      },
    ],
  },
};

function textsOf(entry: SnapshotObject): readonly TextOfObject[] {
  const { object, podTemplates } = entry;
  const { apiVersion, kind } = object;
  return [
    ...podTemplates.flatMap((pod) => [...environmentTextsOf(pod), ...commandTextsOf(pod)]),
    ...annotationTextsOf(entry),
    ...(apiVersion === "v1" && kind === "ConfigMap" ? configMapTextsOf(object) : []),
    ...(apiVersion === "v1" && kind === "Secret" ? secretTextsOf(object) : []),
    ...fieldTextsOf(entry, false),
  ];
}
