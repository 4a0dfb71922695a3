import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf, ruleMatches } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

/** Webhooks are services of the cluster. */
export const webhookOutsideCluster: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "webhook-outside-cluster",
  title: "Webhook outside the cluster",
  topic: "admission",
  severity: "low",
  description:
    "Each object that the webhook examines, Secrets included where a rule covers them, is sent to the URL in `clientConfig.url`: whoever runs the server, or takes over its name, reads the objects and decides what is admitted, and the cluster depends on the network in between.",
  remediation:
    "Run the webhook in the cluster and set `clientConfig.service`, or make sure that the address is yours and its rules cover no Secrets.",
  references: referencesTo({
    "mitre-attack": ["T1552", "T1557"],
    "ms-threat-matrix": ["MS-TA9015"],
  }),

  *evaluate({ object }) {
    for (const { of, label, path, hook, rules } of admissionHooksOf(object)) {
      const url = of === "webhook" ? textAt(hook, "clientConfig", "url") : "";
      if (url === "" || LOCAL.test(url)) continue;
      const secrets = rules.some((rule) => ruleMatches(rule, SECRETS));
      yield {
        path: [...path, "clientConfig", "url"],
        message: `${label} sends ${secrets ? "objects, Secrets included," : "objects"} to ${hostOf(url)}`,
        ...(secrets ? { severity: "medium" as const } : {}),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a webhook at an address, beside one in the cluster",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              {
                name: "signed.example.com",
                clientConfig: { service: { name: "signing", namespace: "signing" } },
              },
              {
                name: "scanned.example.com",
                clientConfig: { url: "https://scan.example.com/check?key=1" },
              },
            ],
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/images webhooks[1].clientConfig.url: webhook scanned.example.com sends objects to scan.example.com",
        ],
      },
    ],
    compliant: [
      {
        title: "a service of the cluster",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "images" },
            webhooks: [
              {
                name: "signed.example.com",
                clientConfig: { service: { name: "signing", namespace: "signing" } },
              },
            ],
          },
        ],
      },
    ],
  },
};

const SECRETS = { group: "", resource: "secrets", operation: "CREATE" };

// A webhook on the node of the API server itself.
const LOCAL = /^https:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/;

// Not the rest of the address, which may hold a secret.
function hostOf(url: string): string {
  return /^[a-z]+:\/\/(?:[^/@]*@)?([^/?#]*)/i.exec(url)?.[1] ?? "an address";
}
