import { isExpired } from "../../findings/exception.ts";
import type { ExceptionCheck } from "../check.ts";
import { namesOf } from "../writing/exception-names.ts";

/** No exception is kept beyond its last day. */
export const exceptionExpired: ExceptionCheck = {
  on: "exception",
  id: "exception-expired",
  title: "Expired exception",
  topic: "exceptions",
  severity: "medium",
  description:
    "The last day of the exception has passed, so that it no longer applies: what it was for is reported again.",
  remediation:
    "Fix the weakness and remove the exception, or set a later day after a new decision: `watertight.dev/ignore-until` in an annotation, `until` in the configuration.",
  references: [],

  *evaluate({ exception, today }) {
    const { until, problems } = exception;
    if (until === undefined || problems.length > 0 || !isExpired(until, today)) return;
    yield `the exception for ${namesOf(exception.checks)} expired on ${until}`;
  },

  examples: {
    violating: [
      {
        title: "an annotation and an entry of the configuration whose days have passed",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: {
              name: "debug",
              annotations: {
                "watertight.dev/ignore": "host-pid",
                "watertight.dev/ignore-reason": "the incident of June",
                "watertight.dev/ignore-until": "2026-06-30",
              },
            },
            spec: { hostPID: true, hostNetwork: true, containers: [{ name: "main" }] },
          },
        ],
        configured: [
          {
            checks: ["host-network"],
            name: "debug",
            reason: "the incident of June",
            owner: "platform",
            until: "2026-06-15",
          },
        ],
        violations: [
          'Pod/debug metadata.annotations[watertight.dev/ignore]: the exception for "host-pid" expired on 2026-06-30',
          'Configuration/watertight.yaml exceptions[0]: the exception for "host-network" expired on 2026-06-15',
        ],
      },
    ],
    compliant: [
      {
        title: "an exception on its last day",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: {
              name: "debug",
              annotations: {
                "watertight.dev/ignore": "host-pid",
                "watertight.dev/ignore-reason": "the incident of June",
                "watertight.dev/ignore-until": "2026-07-01",
              },
            },
            spec: { hostPID: true, containers: [{ name: "main" }] },
          },
        ],
      },
    ],
  },
};
