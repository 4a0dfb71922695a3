import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** The key that Secrets are encrypted with is not in a file beside manifests. */
export const encryptionKeyInFile: ObjectCheck = {
  on: "object",
  kinds: ["apiserver.config.k8s.io/EncryptionConfiguration"],
  id: "encryption-key-in-file",
  title: "Encryption key written in a file",
  topic: "secrets",
  severity: "high",
  description:
    "With the key whoever has a copy of etcd reads all Secrets that were written with it, and here everybody with a copy of this file has the key. A key in a file on the node protects only from those who get etcd without that file. What only holds the place of a key is not reported; the value is never printed.",
  remediation:
    "Let a `kms` provider of version 2 hold the key, or keep the file on the nodes only, readable by root. Replace this key: add a new one before it, rewrite all Secrets, then remove it.",
  references: referencesTo({
    "cis-1.12": ["1.2.28"],
    "nsa-1.2": ["Secrets"],
    "mitre-attack": ["T1552"],
  }),

  *evaluate({ object }) {
    for (const { name, secret, path } of keysOf(object)) {
      if (isKey(secret)) yield { path, message: `the key of provider ${name} stands in the file` };
    }
  },

  examples: {
    violating: [
      {
        title: "a key for secretbox",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "EncryptionConfiguration",
            resources: [
              {
                resources: ["secrets"],
                providers: [
                  {
                    secretbox: {
                      keys: [
                        { name: "k1", secret: "c2VjcmV0IGlzIHNlY3VyZSwgb3IgaXMgaXQ/c2VjcmU=" },
                      ],
                    },
                  },
                  { identity: {} },
                ],
              },
            ],
          },
        ],
        violations: [
          "EncryptionConfiguration/ resources[0].providers[0].secretbox.keys[0].secret: the key of provider secretbox stands in the file",
        ],
      },
    ],
    compliant: [
      {
        title: "a key management service, and the place of a key that is filled in elsewhere",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "EncryptionConfiguration",
            resources: [
              {
                resources: ["secrets"],
                providers: [
                  { kms: { apiVersion: "v2", name: "kms" } },
                  { secretbox: { keys: [{ name: "k1", secret: "${ENCRYPTION_KEY}" }] } },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
};

interface PlacedKey {
  /** Of the provider. */
  readonly name: string;
  readonly secret: string;
  readonly path: FieldPath;
}

function keysOf(object: KubernetesObject): readonly PlacedKey[] {
  return listAt(object, "resources").flatMap((entry, at) =>
    listAt(entry, "providers").flatMap((provider, index) =>
      keysOfProvider(provider, ["resources", at, "providers", index]),
    ),
  );
}

function keysOfProvider(provider: JsonValue, path: FieldPath): readonly PlacedKey[] {
  if (!isJsonObject(provider)) return [];
  return Object.entries(provider).flatMap(([name, settings]) =>
    listAt(settings, "keys").map((key, index) => ({
      name,
      secret: textAt(key, "secret"),
      path: [...path, name, "keys", index, "secret"],
    })),
  );
}

/** Base64 of 16, 24 or 32 bytes: what the providers take for a key. */
function isKey(text: string): boolean {
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(text)
    ? Math.floor((text.replace(/=+$/, "").length * 3) / 4)
    : 0;
  return bytes === 16 || bytes === 24 || bytes === 32;
}
