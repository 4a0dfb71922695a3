import type { ExceptionCheck } from "../check.ts";

/** Every exception that is written holds. */
export const exceptionInvalid: ExceptionCheck = {
  on: "exception",
  id: "exception-invalid",
  title: "Invalid exception",
  topic: "exceptions",
  severity: "medium",
  description:
    "The annotation asks for an exception that does not apply: it gives no reason, names a check that does not exist, or its last day is not a date. What it was to except is reported. An exception without a reason cannot be reviewed.",
  remediation:
    "Name existing checks in `watertight.dev/ignore` (`check` or `check@container`, separated by commas) and give the reason in `watertight.dev/ignore-reason`.",
  references: [],

  *evaluate({ exception }) {
    yield* exception.problems;
  },

  examples: {
    violating: [
      {
        title: "no reason, an unknown check and a day that does not exist",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "debug", annotations: { "watertight.dev/ignore": "host-pid" } },
            spec: { hostPID: true, containers: [{ name: "main" }] },
          },
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                metadata: {
                  annotations: {
                    "watertight.dev/ignore": "host-pids, host-ipc@",
                    "watertight.dev/ignore-reason": "it has to",
                    "watertight.dev/ignore-until": "2027-02-29",
                  },
                },
                spec: { containers: [{ name: "main" }] },
              },
            },
          },
        ],
        violations: [
          'Pod/debug metadata.annotations[watertight.dev/ignore]: the exception for "host-pid" has no watertight.dev/ignore-reason',
          'Deployment/web spec.template.metadata.annotations[watertight.dev/ignore]: the entry "host-ipc@" names no container after the @',
          'Deployment/web spec.template.metadata.annotations[watertight.dev/ignore]: there is no check "host-pids" to except',
          'Deployment/web spec.template.metadata.annotations[watertight.dev/ignore]: watertight.dev/ignore-until "2027-02-29" is no day, as 2027-01-31',
          'Deployment/web spec.template.metadata.annotations[watertight.dev/ignore]: watertight.dev/ignore-until "2027-02-29" is no day, as 2027-01-31',
        ],
      },
      {
        title: "a reason for nothing",
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "a", annotations: { "watertight.dev/ignore-reason": "it has to" } },
          },
        ],
        violations: [
          "ConfigMap/a metadata.annotations[watertight.dev/ignore-reason]: watertight.dev/ignore-reason has no watertight.dev/ignore beside it",
        ],
      },
    ],
    compliant: [
      {
        title: "a check, a container and a reason",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: {
              name: "debug",
              annotations: {
                "watertight.dev/ignore": "privileged-container@main",
                "watertight.dev/ignore-reason": "loads a kernel module",
              },
            },
            spec: { containers: [{ name: "main", securityContext: { privileged: true } }] },
          },
        ],
      },
    ],
  },
};
