import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** A webhook that decides about requests is asked for nothing where its failures do not count. */
export const authorizerWebhookFailsOpen: ObjectCheck = {
  on: "object",
  kinds: ["apiserver.config.k8s.io/AuthorizationConfiguration"],
  id: "authorizer-webhook-fails-open",
  title: "Authorization webhook that fails open",
  topic: "control-plane",
  severity: "low",
  description:
    "With the failure policy `NoOpinion` a webhook that does not answer has no say, and neither has one whose match conditions cannot be evaluated: what it would have denied goes to the next authorizer, which may allow it. Whoever makes it fail, by load for instance, is rid of it. A webhook that only grants loses nothing.",
  remediation:
    "Set `failurePolicy: Deny` for a webhook that denies, and match conditions that leave the requests of the control plane out.",
  references: referencesTo({ "mitre-attack": ["T1562", "T1499"] }),

  *evaluate({ object }) {
    for (const [index, authorizer] of listAt(object, "authorizers").entries()) {
      if (textAt(authorizer, "webhook", "failurePolicy") !== "NoOpinion") continue;
      // The last of all has nobody behind it.
      if (index === listAt(object, "authorizers").length - 1) continue;
      const path = ["authorizers", index, "webhook", "failurePolicy"];
      const name = textAt(authorizer, "name");
      yield { path, message: `webhook "${name}" has no say where it fails` };
    }
  },

  examples: {
    violating: [
      {
        title: "a webhook before RBAC whose failures do not count",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "AuthorizationConfiguration",
            authorizers: [
              { type: "Webhook", name: "guard", webhook: { failurePolicy: "NoOpinion" } },
              { type: "RBAC", name: "rbac" },
            ],
          },
        ],
        violations: [
          'AuthorizationConfiguration/ authorizers[0].webhook.failurePolicy: webhook "guard" has no say where it fails',
        ],
      },
    ],
    compliant: [
      {
        title: "a webhook that denies where it fails, and one behind which nobody is asked",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "AuthorizationConfiguration",
            authorizers: [
              { type: "Webhook", name: "guard", webhook: { failurePolicy: "Deny" } },
              { type: "RBAC", name: "rbac" },
              { type: "Webhook", name: "more", webhook: { failurePolicy: "NoOpinion" } },
            ],
          },
        ],
      },
    ],
  },
};
