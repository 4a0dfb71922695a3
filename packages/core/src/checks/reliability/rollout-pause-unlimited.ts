import { isJsonObject } from "../../kubernetes/json.ts";
import { listAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { replacing } from "../writing/fixes.ts";

/** An Argo Rollout waits no longer than it says. */
export const rolloutPauseUnlimited: ObjectCheck = {
  on: "object",
  kinds: ["argoproj.io/Rollout"],
  id: "rollout-pause-unlimited",
  title: "Argo Rollout pause without a duration",
  topic: "reliability",
  severity: "info",
  description:
    "A pause without a `duration` lasts until somebody promotes the rollout: until then most requests still reach the old image, with the vulnerability that the new one fixes. Where a person is to decide, that is intended; make sure that somebody is notified.",
  remediation:
    "Set a `duration` for the pause, and use an analysis that decides instead of a person.",
  references: [],
  aliases: ["datree:38", "datree:ARGO_ROLLOUT_MISSING_PAUSE_DURATION"],

  *evaluate({ object }) {
    for (const [index, step] of listAt(object, "spec", "strategy", "canary", "steps").entries()) {
      if (!isJsonObject(step) || !Object.hasOwn(step, "pause")) continue;
      if (valueAt(step, "pause", "duration") !== undefined) continue;
      const path = ["spec", "strategy", "canary", "steps", index, "pause"];
      yield {
        path,
        message: `step ${index + 1} waits until somebody promotes the rollout`,
        fix: replacing("needs-value", path, { duration: "10m" }),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "one of two pauses",
        objects: [
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "Rollout",
            metadata: { name: "web" },
            spec: {
              progressDeadlineAbort: true,
              strategy: {
                canary: {
                  steps: [
                    { setWeight: 20 },
                    { pause: {} },
                    { setWeight: 60 },
                    { pause: { duration: 60 } },
                  ],
                },
              },
            },
          },
        ],
        violations: [
          "Rollout/web spec.strategy.canary.steps[1].pause: step 2 waits until somebody promotes the rollout",
        ],
      },
    ],
    compliant: [
      {
        title: "an hour",
        objects: [
          {
            apiVersion: "argoproj.io/v1alpha1",
            kind: "Rollout",
            metadata: { name: "web" },
            spec: {
              strategy: { canary: { steps: [{ setWeight: 20 }, { pause: { duration: "1h" } }] } },
            },
          },
        ],
      },
    ],
  },
};
