import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { setting } from "../writing/fixes.ts";

/** An Argo Rollout goes back when an update makes no progress. */
export const rolloutNotAborted: ObjectCheck = {
  on: "object",
  kinds: ["argoproj.io/Rollout"],
  id: "rollout-not-aborted",
  title: "Argo Rollout without progressDeadlineAbort",
  topic: "reliability",
  severity: "info",
  description:
    "When the pods of an update do not become ready in time, Argo Rollouts only marks the rollout degraded, unless `progressDeadlineAbort` is true: the new pods are retried beside the old ones until somebody intervenes.",
  remediation: "Set `progressDeadlineAbort: true`.",
  references: [],
  aliases: ["datree:43", "datree:ARGO_ROLLOUT_INCORRECT_PROGRESS_DEADLINE_ABORT_VALUE_FALSE"],

  *evaluate({ object }) {
    const path = ["spec", "progressDeadlineAbort"];
    const aborts = valueAt(object, ...path);
    if (aborts === true) return;
    yield {
      path,
      message: "progressDeadlineAbort is not true",
      fix: setting("may-break", path, aborts, true),
    };
  },

  examples: {
    violating: [
      {
        title: "one that says so and one that says nothing",
        objects: [
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "Rollout",
            metadata: { name: "web" },
            spec: { progressDeadlineAbort: false },
          },
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "Rollout",
            metadata: { name: "api" },
            spec: { replicas: 2 },
          },
        ],
        violations: [
          "Rollout/web spec.progressDeadlineAbort: progressDeadlineAbort is not true",
          "Rollout/api spec.progressDeadlineAbort: progressDeadlineAbort is not true",
        ],
      },
    ],
    compliant: [
      {
        title: "one that goes back",
        objects: [
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "Rollout",
            metadata: { name: "web" },
            spec: { progressDeadlineAbort: true },
          },
        ],
      },
    ],
  },
};
