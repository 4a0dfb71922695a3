import { argoWorkflowOf } from "../../kubernetes/custom-resources/argo-workflows.ts";
import { textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { labelOf } from "../../kubernetes/label.ts";
import type { ObjectCheck } from "../check.ts";
import { replacing } from "../writing/fixes.ts";

/** The tasks of an Argo Workflow stop when one of them failed. */
export const workflowContinuesAfterFailure: ObjectCheck = {
  on: "object",
  kinds: [
    "argoproj.io/Workflow",
    "argoproj.io/WorkflowTemplate",
    "argoproj.io/ClusterWorkflowTemplate",
    "argoproj.io/CronWorkflow",
  ],
  id: "workflow-continues-after-failure",
  title: "Argo Workflow with failFast false",
  topic: "reliability",
  severity: "info",
  description:
    "With `failFast: false` Argo runs every branch of the tasks to its end although one has failed: a build, test or deployment is left half done, and resources are wasted. Where the branches are independent that may be intended.",
  remediation: "Remove `failFast`, or set it to true.",
  references: [],
  aliases: ["datree:35", "datree:ARGO_WORKFLOW_INCORRECT_FAILFAST_VALUE_FALSE"],

  *evaluate({ object }) {
    for (const { path, value } of argoWorkflowOf(object)?.templates ?? []) {
      if (valueAt(value, "dag", "failFast") !== false) continue;
      const at = [...path, "dag", "failFast"];
      yield {
        path: at,
        message: `tasks of ${labelOf("template", textAt(value, "name"), path)} go on after one has failed`,
        fix: replacing("may-break", at, true),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a template that says so",
        objects: [
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "Workflow",
            metadata: { generateName: "release-" },
            spec: {
              entrypoint: "release",
              templates: [
                { name: "build", container: { image: "registry.example.com/build:1.2" } },
                {
                  name: "release",
                  dag: { failFast: false, tasks: [{ name: "build", template: "build" }] },
                },
              ],
            },
          },
        ],
        violations: [
          'Workflow/release- spec.templates[1].dag.failFast: tasks of template "release" go on after one has failed',
        ],
      },
    ],
    compliant: [
      {
        title: "the default",
        objects: [
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "CronWorkflow",
            metadata: { name: "release" },
            spec: {
              workflowSpec: {
                templates: [
                  { name: "release", dag: { tasks: [{ name: "build", template: "build" }] } },
                ],
              },
            },
          },
        ],
      },
    ],
  },
};
