import { decodeStructure } from "../../kubernetes/decode.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import { groupOf } from "../../kubernetes/object.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import { compileSelector } from "../../kubernetes/selectors.ts";
import type { ObjectCheck } from "../check.ts";

const KINDS: ReadonlySet<string> = new Set([
  "DaemonSet",
  "Deployment",
  "ReplicaSet",
  "StatefulSet",
]);

/** The selector of a workload resource selects the labels of its pod template. */
export const selectorTemplateMismatch: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "selector-template-mismatch",
  title: "Selector that does not select its own pods",
  topic: "reliability",
  severity: "medium",
  description:
    "The API server refuses the object, and the old version keeps running; a ReplicationController of old would make pods for ever.",
  remediation:
    "Give the template the labels that `spec.selector` asks for. The selector itself cannot be changed later.",
  references: [],
  aliases: [
    "kube-linter:mismatching-selector",
    "kube-score:deployment-pod-selector-labels-match-template-metadata-labels",
    "kubescape:C-0296",
  ],

  *evaluate({ object, podTemplates }) {
    const [template] = podTemplates;
    if (!template || !KINDS.has(object.kind) || groupOf(object) !== "apps") return;
    const value = valueAt(object, "spec", "selector");
    if (value === undefined) return;
    const decoded = decodeStructure("LabelSelector", value);
    const selector = compileSelector(decoded.value);
    if (decoded.problems.length + selector.problems.length > 0) return;
    if (selector.selects(template.metadata.labels)) return;
    yield {
      path: locateInObject(template, ["metadata", "labels"]),
      message: "labels of the pod template are not those that spec.selector asks for",
    };
  },

  examples: {
    violating: [
      {
        title: "another label",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              selector: { matchLabels: { app: "api" } },
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }] },
              },
            },
          },
        ],
        violations: [
          "Deployment/web spec.template.metadata.labels: labels of the pod template are not those that spec.selector asks for",
        ],
      },
    ],
    compliant: [
      {
        title: "the same label",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              selector: { matchLabels: { app: "web" } },
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }] },
              },
            },
          },
        ],
      },
    ],
  },
};
