import type { Violation } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** An EncryptionConfiguration writes Secrets with a strong provider. */
export const secretsNotEncryptedAtRest: ObjectCheck = {
  on: "object",
  kinds: ["apiserver.config.k8s.io/EncryptionConfiguration"],
  id: "secrets-not-encrypted-at-rest",
  title: "Secrets not encrypted at rest",
  topic: "secrets",
  severity: "high",
  description:
    "The API server encrypts with the first provider of a list. `identity` stores plain text, so that whoever has etcd, its disk or a backup has every Secret; `aescbc` is vulnerable to attackers who can change what is stored, and Kubernetes advises against it. Examined where the EncryptionConfiguration itself is in the input; the flag of the API server has a check of its own.",
  remediation:
    "Put `kms` (v2), `secretbox`, or `aesgcm` with rotated keys first in `providers`, then rewrite all Secrets.",
  references: referencesTo({
    "cis-1.12": ["1.2.27", "1.2.28"],
    "nsa-1.2": ["Secrets"],
    "mitre-attack": ["T1552"],
  }),
  aliases: ["kubescape:C-0142"],

  *evaluate({ object }) {
    for (const [index, entry] of listAt(object, "resources").entries()) {
      if (!coversSecrets(entry)) continue;
      const path = ["resources", index, "providers", 0];
      yield* violationsOf(listAt(entry, "providers")[0] ?? null, path);
      // The first entry that covers a resource decides.
      return;
    }
    yield {
      path: ["resources"],
      message: "no entry covers secrets, which are stored in plain text",
    };
  },

  examples: {
    violating: [
      {
        title: "plain text first",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "EncryptionConfiguration",
            resources: [
              {
                resources: ["secrets"],
                providers: [{ identity: {} }, { secretbox: { keys: [] } }],
              },
            ],
          },
        ],
        violations: [
          "EncryptionConfiguration/ resources[0].providers[0]: provider identity stores secrets in plain text",
        ],
      },
      {
        title: "entries for other resources only",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "EncryptionConfiguration",
            resources: [
              { resources: ["configmaps", "*.apps"], providers: [{ secretbox: { keys: [] } }] },
            ],
          },
        ],
        violations: [
          "EncryptionConfiguration/ resources: no entry covers secrets, which are stored in plain text",
        ],
      },
      {
        title: "a provider that Kubernetes advises against",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "EncryptionConfiguration",
            resources: [{ resources: ["*.*"], providers: [{ aescbc: { keys: [] } }] }],
          },
        ],
        violations: [
          "EncryptionConfiguration/ resources[0].providers[0].aescbc: provider aescbc is weak",
        ],
      },
    ],
    compliant: [
      {
        title: "a key management service first",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "EncryptionConfiguration",
            resources: [
              {
                resources: ["secrets"],
                providers: [{ kms: { apiVersion: "v2", name: "kms" } }, { identity: {} }],
              },
            ],
          },
        ],
      },
    ],
  },
};

// "*." is every resource of the core group, "*.*" every resource.
function coversSecrets(entry: JsonValue): boolean {
  return listAt(entry, "resources").some(
    (resource) => resource === "secrets" || resource === "*." || resource === "*.*",
  );
}

function* violationsOf(provider: JsonValue, path: FieldPath): Generator<Violation> {
  if (!isJsonObject(provider)) return;
  if (Object.hasOwn(provider, "identity")) {
    yield { path, message: "provider identity stores secrets in plain text" };
  } else if (Object.hasOwn(provider, "aescbc")) {
    const message = "provider aescbc is weak";
    yield { path: [...path, "aescbc"], message, severity: "low" };
  } else if (Object.hasOwn(provider, "kms") && textAt(provider, "kms", "apiVersion") !== "v2") {
    const message = "secrets are written with version 1 of kms, which is deprecated";
    yield { path: [...path, "kms"], message, severity: "low" };
  }
}
