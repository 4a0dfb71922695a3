import { namespaceIn } from "../../audit/events/event.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten, writtenIn } from "../facts/changes.ts";
import { isPlatformWork, whoIs } from "../facts/identities.ts";

/** A token without end for an account. */
export const tokenSecretCreated: Detection = {
  id: "token-secret-created",
  title: "Secret made for a token without end",
  topic: "credentials",
  severity: "medium",
  why: "A Secret of type `kubernetes.io/service-account-token` is filled with a token that never ends: whoever reads it has the account's rights for good.",
  response:
    "Delete the Secret, which makes the token worthless; use `kubectl create token` with an end.",
  falsePositives: "Programs outside the cluster that know no other way.",
  techniques: ["T1098", "T1528"],
  targets: ["secrets"],
  detect(event, { settings }) {
    if (!isWritten(event) || isPlatformWork(event, namespaceIn(event), settings)) return undefined;
    const written = writtenIn(event);
    if (textAt(written, "type") !== "kubernetes.io/service-account-token") return undefined;
    const account = textAt(
      written,
      "metadata",
      "annotations",
      "kubernetes.io/service-account.name",
    );
    return {
      because: `${whoIs(event)} makes a token without end for service account ${namespaceIn(event)}/${account}`,
    };
  },
  examples: {
    positive: [
      {
        title: "for an account of the platform",
        events: [
          auditExample({
            target: "secrets",
            namespace: "kube-system",
            name: "t",
            body: {
              type: "kubernetes.io/service-account-token",
              metadata: { annotations: { "kubernetes.io/service-account.name": "admin" } },
            },
          }),
        ],
        detected:
          "medium: mallory@example.com makes a token without end for service account kube-system/admin",
      },
    ],
    negative: [
      {
        title: "a password",
        events: [
          auditExample({
            target: "secrets",
            namespace: "shop",
            name: "db",
            body: { type: "Opaque" },
          }),
        ],
      },
    ],
  },
};
