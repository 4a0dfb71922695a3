import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import { objectAt } from "../../kubernetes/json-fields.ts";
import { secretsInText, secretUnderKey } from "../../secrets/index.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten, writtenIn } from "../facts/changes.ts";
import { whoIs } from "../facts/identities.ts";

const LONGEST = 100_000;

/** A credential where everybody may read it. */
export const configMapWithCredentials: Detection = {
  id: "config-map-with-credentials",
  title: "ConfigMap with credentials",
  topic: "secrets",
  severity: "medium",
  why: "ConfigMaps are read by whoever may view a namespace, stand in backups and in this log: a credential there is known to many.",
  response: "Renew the credential and put it into a Secret.",
  falsePositives: "Samples and public keys that look like a secret.",
  techniques: ["T1552.001"],
  aliases: ["falco:Create/Modify Configmap With Private Credentials"],
  targets: ["configmaps"],
  detect(event) {
    if (!isWritten(event)) return undefined;
    for (const [key, value] of Object.entries(objectAt(writtenIn(event), "data"))) {
      if (typeof value !== "string" || value.length > LONGEST) continue;
      const found = secretsInText(value)[0] ?? secretUnderKey(key, value);
      if (found !== undefined) {
        return {
          because: `${whoIs(event)} writes ${found.kind} into ConfigMap ${namespaceIn(event)}/${nameIn(event)}, key ${key}`,
        };
      }
    }
    return undefined;
  },
  examples: {
    positive: [
      {
        title: "a key of a cloud",
        events: [
          auditExample({
            target: "configmaps",
            namespace: "shop",
            name: "settings",
            body: {
              data: { "app.ini": ["aws_access_key_id = AKIA", "QX7RT2MZ5LPD3VNB"].join("") },
            },
          }),
        ],
        detected:
          "medium: mallory@example.com writes an AWS access key into ConfigMap shop/settings, key app.ini",
      },
    ],
    negative: [
      {
        title: "settings",
        events: [
          auditExample({
            target: "configmaps",
            namespace: "shop",
            name: "settings",
            body: { data: { level: "info" } },
          }),
        ],
      },
    ],
  },
};
