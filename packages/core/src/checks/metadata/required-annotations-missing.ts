import { stringMapOf } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { isWorkload } from "../facts/workloads.ts";
import type { CheckParameters } from "../parameters.ts";
import { adding } from "../writing/fixes.ts";

/** Workload resources and Namespaces have every annotation of `requiredAnnotations`; with none configured, nothing is reported. */
export function requiredAnnotationsMissing({
  requiredAnnotations,
}: Pick<CheckParameters, "requiredAnnotations">): ObjectCheck {
  return {
    on: "object",
    ...(requiredAnnotations.length === 0 ? { kinds: [] } : {}),
    id: "required-annotations-missing",
    title: "Required annotation missing",
    topic: "metadata",
    severity: "low",
    description:
      "Annotations record who owns an object and which policies apply to it. An object without them escapes selectors and is harder to attribute in an incident. `requiredAnnotations` in the configuration lists the keys that workload resources and Namespaces need; the examples need `example.com/contact`.",
    remediation: "Add the annotation to the object's metadata.",
    references: [],
    aliases: ["kube-linter:required-annotation-email"],

    *evaluate(entry) {
      const { object } = entry;
      const isNamespace = object.apiVersion === "v1" && object.kind === "Namespace";
      if (!isNamespace && !isWorkload(entry)) return;
      const present = stringMapOf(object, "annotations");
      for (const key of requiredAnnotations) {
        if (Object.hasOwn(present, key)) continue;
        const path = ["metadata", "annotations", key];
        const message = `annotation ${key} is missing`;
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
              metadata: { name: "web", annotations: { other: "value" } },
              spec: { containers: [{ name: "web" }] },
            },
          ],
          violations: [
            "Namespace/shop metadata.annotations[example.com/contact]: annotation example.com/contact is missing",
            "Pod/web metadata.annotations[example.com/contact]: annotation example.com/contact is missing",
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
              metadata: { name: "web", annotations: { "example.com/contact": "shop-team" } },
              spec: { containers: [{ name: "web" }] },
            },
          ],
        },
      ],
    },
  };
}
