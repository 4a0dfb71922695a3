import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** The configuration of ingress-nginx does not allow snippets. */
export const ingressNginxSnippetsAllowed: ObjectCheck = {
  on: "object",
  kinds: ["ConfigMap"],
  id: "ingress-nginx-snippets-allowed",
  title: "Snippet annotations allowed in ingress-nginx",
  topic: "network",
  severity: "high",
  description:
    "With `allow-snippet-annotations` whoever may create an Ingress in any namespace runs code in the controller, which reads the Secrets of all namespaces (CVE-2021-25742).",
  remediation:
    'Set `allow-snippet-annotations: "false"`, or leave it out: since version 1.9 that means the same.',
  references: referencesTo({ "mitre-attack": ["T1190"] }),
  aliases: ["datree:31", "kubescape:C-0059"],

  *evaluate(entry) {
    const value = valueAt(entry.object, "data", KEY);
    if (value === undefined || value === "false") return;
    yield { path: ["data", KEY], message: "every Ingress may set snippet annotations" };
  },

  examples: {
    violating: [
      {
        title: "allowed",
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "controller", namespace: "ingress-nginx" },
            data: { "allow-snippet-annotations": "true" },
          },
        ],
        violations: [
          "ConfigMap/controller data[allow-snippet-annotations]: every Ingress may set snippet annotations",
        ],
      },
    ],
    compliant: [
      {
        title: "forbidden",
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "controller", namespace: "ingress-nginx" },
            data: { "allow-snippet-annotations": "false" },
          },
        ],
      },
    ],
  },
};

const KEY = "allow-snippet-annotations";
