import { textAt } from "../../kubernetes/json-fields.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { isWorkload } from "../facts/workloads.ts";
import type { CheckParameters } from "../parameters.ts";
import { setting } from "../writing/fixes.ts";

const LONGEST_VALUE = 63;

/** Workload resources carry their name in every label of `nameLabels`; with none configured, nothing is reported. */
export function labelDiffersFromName({
  nameLabels,
}: Pick<CheckParameters, "nameLabels">): ObjectCheck {
  return {
    on: "object",
    ...(nameLabels.length === 0 ? { kinds: [] } : {}),
    id: "label-differs-from-name",
    title: "Name label differs from the object's name",
    topic: "metadata",
    severity: "info",
    description:
      "Where an organization identifies workloads by a label that repeats the name, a missing or different label leads to the wrong workload: in an alert, a dashboard, a policy. `nameLabels` in the configuration lists the keys whose value must be the name of the workload resource; Kubernetes itself requires none, as `app.kubernetes.io/instance` names an installation. The examples have `app.kubernetes.io/name`.",
    remediation: "Set the label to the object's name; change selectors that use it too.",
    references: [],
    aliases: ["polaris:metadataAndInstanceMismatched", "polaris:metadataAndNameMismatched"],

    *evaluate(entry) {
      const { object } = entry;
      const name = textAt(object, "metadata", "name");
      // A longer name is no label value.
      if (name === "" || name.length > LONGEST_VALUE || !isWorkload(entry)) return;
      const present = stringMapOf(object, "labels");
      for (const key of nameLabels) {
        const value = Object.hasOwn(present, key) ? present[key] : undefined;
        if (value === name) continue;
        const path = ["metadata", "labels", key];
        yield {
          path,
          message:
            value === undefined
              ? `label ${key} is missing`
              : `label ${key} is not the object's name`,
          fix: setting("may-break", path, value, name),
        };
      }
    },

    examples: {
      violating: [
        {
          title: "another value, and none",
          objects: [
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web", labels: { "app.kubernetes.io/name": "api" } },
              spec: { containers: [{ name: "web" }] },
            },
            {
              apiVersion: "apps/v1",
              kind: "Deployment",
              metadata: { name: "web" },
              spec: { template: { spec: { containers: [{ name: "web" }] } } },
            },
          ],
          violations: [
            "Pod/web metadata.labels[app.kubernetes.io/name]: label app.kubernetes.io/name is not the object's name",
            "Deployment/web metadata.labels[app.kubernetes.io/name]: label app.kubernetes.io/name is missing",
          ],
        },
      ],
      compliant: [
        {
          title: "the name, a name that the API server makes, and an object that is no workload",
          objects: [
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web", labels: { "app.kubernetes.io/name": "web" } },
              spec: { containers: [{ name: "web" }] },
            },
            {
              apiVersion: "batch/v1",
              kind: "Job",
              metadata: { generateName: "migrate-" },
              spec: { template: { spec: { containers: [{ name: "migrate" }] } } },
            },
            { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" } },
          ],
        },
      ],
    },
  };
}
