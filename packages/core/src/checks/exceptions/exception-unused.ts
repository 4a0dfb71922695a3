import { holds } from "../../findings/exception.ts";
import type { ExceptionCheck } from "../check.ts";
import { namesOf } from "../writing/exception-names.ts";

/** Every exception excepts something. */
export const exceptionUnused: ExceptionCheck = {
  on: "exception",
  id: "exception-unused",
  title: "Unused exception",
  topic: "exceptions",
  severity: "low",
  description:
    "Nothing that was examined has the weakness that the exception is for: it was fixed, or the exception names the wrong object. Left in place it hides the weakness when it comes back. Nothing is said of checks that did not run, nor of the configuration when a part of the input could not be examined.",
  remediation: "Remove the exception, or name what it is for as findings name it.",
  references: [],

  *evaluate({ exception, today, unused }) {
    if (!holds(exception, today) || unused.length === 0) return;
    const what = unused.includes("*") ? "every check" : namesOf(unused);
    yield `the exception for ${what} excepts nothing`;
  },

  examples: {
    violating: [
      {
        title: "what is no longer there",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: {
              name: "debug",
              annotations: {
                "watertight.dev/ignore": "host-pid, host-ipc",
                "watertight.dev/ignore-reason": "we debug",
              },
            },
            spec: { hostPID: true, containers: [{ name: "main" }] },
          },
        ],
        configured: [
          {
            checks: ["host-pid", "host-network"],
            name: "debug",
            reason: "we debug",
            owner: "platform",
          },
        ],
        violations: [
          'Pod/debug metadata.annotations[watertight.dev/ignore]: the exception for "host-ipc" excepts nothing',
          'Configuration/watertight.yaml exceptions[0]: the exception for "host-network" excepts nothing',
        ],
      },
    ],
    compliant: [
      {
        title: "a weakness that is there",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "debug" },
            spec: { hostPID: true, containers: [{ name: "main" }] },
          },
        ],
        configured: [{ checks: ["host-pid"], name: "deb*", reason: "we debug", owner: "platform" }],
      },
    ],
  },
};
