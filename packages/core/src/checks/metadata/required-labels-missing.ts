import { stringMapOf } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { isWorkload } from "../facts/workloads.ts";
import type { CheckParameters } from "../parameters.ts";
import { adding } from "../writing/fixes.ts";

/** Workload resources and Namespaces have every label of `requiredLabels`; with none configured, nothing is reported. */
export function requiredLabelsMissing({
  requiredLabels,
}: Pick<CheckParameters, "requiredLabels">): ObjectCheck {
  return {
    on: "object",
    ...(requiredLabels.length === 0 ? { kinds: [] } : {}),
    id: "required-labels-missing",
    title: "Required label missing",
    topic: "metadata",
    severity: "low",
    description:
      "Labels record who owns an object and which policies apply to it. An object without them escapes selectors and is harder to attribute in an incident. `requiredLabels` in the configuration lists the keys that workload resources and Namespaces need; the examples need `app.kubernetes.io/name`.",
    remediation: "Add the label to the object's metadata.",
    references: [],
    aliases: [
      "datree:21",
      "datree:22",
      "datree:DEPLOYMENT_MISSING_LABEL_ENV_VALUE",
      "datree:WORKLOAD_MISSING_LABEL_OWNER_VALUE",
      "kube-linter:required-label-owner",
    ],

    *evaluate(entry) {
      const { object } = entry;
      const isNamespace = object.apiVersion === "v1" && object.kind === "Namespace";
      if (!isNamespace && !isWorkload(entry)) return;
      const present = stringMapOf(object, "labels");
      for (const key of requiredLabels) {
        if (Object.hasOwn(present, key)) continue;
        const path = ["metadata", "labels", key];
        const message = `label ${key} is missing`;
        yield { path, message, fix: adding("needs-value", path, "") };
      }
    },

    examples: {
      violating: [
        {
          title: "a pod and a namespace without it",
          objects: [
            { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web", labels: { other: "value" } },
              spec: { containers: [{ name: "web" }] },
            },
          ],
          violations: [
            "Namespace/shop metadata.labels[app.kubernetes.io/name]: label app.kubernetes.io/name is missing",
            "Pod/web metadata.labels[app.kubernetes.io/name]: label app.kubernetes.io/name is missing",
          ],
        },
      ],
      compliant: [
        {
          title: "a pod with it, and an object that is no workload",
          objects: [
            { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" } },
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web", labels: { "app.kubernetes.io/name": "web" } },
              spec: { containers: [{ name: "web" }] },
            },
          ],
        },
      ],
    },
  };
}
