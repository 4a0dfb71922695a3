import type { Violation } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import { isLabelKey, isLabelValue, type Labels } from "../../kubernetes/selectors.ts";
import type { ObjectCheck } from "../check.ts";

/** Labels are valid. */
export const labelInvalid: ObjectCheck = {
  on: "object",
  id: "label-invalid",
  title: "Label that the API refuses",
  topic: "reliability",
  severity: "medium",
  description:
    "The API server refuses an object with a label key or value that is too long or has other characters than it takes: what the manifest was meant to change stays as it is.",
  remediation:
    "Use at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit; put other text into an annotation.",
  references: [],
  aliases: ["kube-score:label-values", "datree:9"],

  *evaluate(entry) {
    const { object, podTemplates } = entry;
    yield* problemsOf(stringMapOf(object, "labels"), ["metadata", "labels"]);
    for (const template of podTemplates) {
      // A Pod is its own template.
      if (template.path.length === 0 && !template.locate) continue;
      const path = locateInObject(template, ["metadata", "labels"]);
      yield* problemsOf(template.metadata.labels, path);
    }
  },

  examples: {
    violating: [
      {
        title: "an address as value, and a key with a space",
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "web", labels: { owner: "shop@example.com", app: "web" } },
          },
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                metadata: { labels: { "my app": "web" } },
                spec: { containers: [{ name: "web" }] },
              },
            },
          },
        ],
        violations: [
          "ConfigMap/web metadata.labels.owner: value of label owner is no valid label value",
          "Deployment/web spec.template.metadata.labels[my app]: label my app is no valid label key",
        ],
      },
    ],
    compliant: [
      {
        title: "an empty value, and a key with a prefix",
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "web", labels: { "example.com/app": "web", empty: "" } },
          },
        ],
      },
    ],
  },
};

function* problemsOf(labels: Labels, base: FieldPath): Generator<Violation> {
  for (const [key, value] of Object.entries(labels)) {
    const path = [...base, key];
    if (!isLabelKey(key)) yield { path, message: `label ${key} is no valid label key` };
    if (!isLabelValue(value)) {
      yield { path, message: `value of label ${key} is no valid label value` };
    }
  }
}
