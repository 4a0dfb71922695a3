import { argoWorkflowOf } from "../../kubernetes/custom-resources/argo-workflows.ts";
import { objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { labelOf } from "../../kubernetes/label.ts";
import type { ObjectCheck } from "../check.ts";
import { adding } from "../writing/fixes.ts";

// What ends retries, below `retryStrategy`.
const ENDS = [["limit"], ["expression"], ["backoff", "maxDuration"]] as const;

/** The retries of an Argo Workflow end. */
export const workflowRetriesUnlimited: ObjectCheck = {
  on: "object",
  kinds: [
    "argoproj.io/Workflow",
    "argoproj.io/WorkflowTemplate",
    "argoproj.io/ClusterWorkflowTemplate",
    "argoproj.io/CronWorkflow",
  ],
  id: "workflow-retries-unlimited",
  title: "Argo Workflow retries without a limit",
  topic: "reliability",
  severity: "low",
  description:
    "A `retryStrategy` without a limit creates a new pod each time the step fails, until somebody stops it: one mistake in a manifest can fill the cluster with pods. `expression`, `backoff.maxDuration` and `activeDeadlineSeconds` of the workflow end it too.",
  remediation: "Set `retryStrategy.limit`.",
  references: [],
  aliases: ["datree:40", "datree:ARGO_WORKFLOW_INCORRECT_RETRY_STRATEGY_VALUE_EMPTY"],

  *evaluate({ object }) {
    const workflow = argoWorkflowOf(object);
    if (!workflow || valueAt(workflow.spec.value, "activeDeadlineSeconds") !== undefined) return;
    const common = objectAt(workflow.defaults?.value ?? {}, "retryStrategy");
    for (const { path, value } of workflow.templates) {
      if (valueAt(value, "retryStrategy") === undefined) continue;
      const own = objectAt(value, "retryStrategy");
      const ends = ENDS.some((field) =>
        [own, common].some((each) => valueAt(each, ...field) !== undefined),
      );
      if (ends) continue;
      const at = [...path, "retryStrategy"];
      yield {
        path: at,
        message: `retries of ${labelOf("template", textAt(value, "name"), path)} have no end`,
        fix: adding("needs-value", [...at, "limit"], 3),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "nothing said, and only how long to wait in between",
        objects: [
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "WorkflowTemplate",
            metadata: { name: "import" },
            spec: {
              templates: [
                {
                  name: "fetch",
                  retryStrategy: {},
                  container: { image: "registry.example.com/fetch:1.2" },
                },
                {
                  name: "load",
                  retryStrategy: { backoff: { duration: "10s", factor: 2 } },
                  container: { image: "registry.example.com/load:1.2" },
                },
              ],
            },
          },
        ],
        violations: [
          'WorkflowTemplate/import spec.templates[0].retryStrategy: retries of template "fetch" have no end',
          'WorkflowTemplate/import spec.templates[1].retryStrategy: retries of template "load" have no end',
        ],
      },
    ],
    compliant: [
      {
        title: "a limit of the template, and one of all templates",
        objects: [
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "Workflow",
            metadata: { generateName: "import-" },
            spec: { templates: [{ name: "fetch", retryStrategy: { limit: "10" } }] },
          },
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "Workflow",
            metadata: { generateName: "load-" },
            spec: {
              templateDefaults: { retryStrategy: { limit: 3 } },
              templates: [{ name: "load", retryStrategy: { retryPolicy: "Always" } }],
            },
          },
        ],
      },
      {
        title: "a workflow that ends after an hour",
        objects: [
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "CronWorkflow",
            metadata: { name: "import" },
            spec: {
              workflowSpec: {
                activeDeadlineSeconds: 3600,
                templates: [{ name: "fetch", retryStrategy: {} }],
              },
            },
          },
        ],
      },
    ],
  },
};
