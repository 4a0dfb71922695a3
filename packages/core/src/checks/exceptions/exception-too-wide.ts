import { type Exception, holds } from "../../findings/exception.ts";
import type { ExceptionCheck } from "../check.ts";
import { namesOf } from "../writing/exception-names.ts";

/** Every exception says what it is for. */
export const exceptionTooWide: ExceptionCheck = {
  on: "exception",
  id: "exception-too-wide",
  title: "Exception that is too wide",
  topic: "exceptions",
  severity: "medium",
  description:
    "The exception covers every check, or names no object, container, field, value or file, so that it also hides weaknesses that appear later. It applies all the same.",
  remediation:
    "Name the checks, and narrow the exception by `name`, `namespace`, `labels`, `container`, `path`, `value` or `file`. A check that should not run at all belongs in `checks.skip`.",
  references: [],

  *evaluate({ exception, today }) {
    if (!holds(exception, today)) return;
    if (exception.checks.includes("*")) yield "the exception covers every check";
    else if (!namesSomething(exception)) {
      yield `the exception for ${namesOf(exception.checks)} covers every object${ofKind(exception)}`;
    }
  },

  examples: {
    violating: [
      {
        title: "an exception for all objects of a kind and one for all checks",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "debug" },
            spec: { hostPID: true, containers: [{ name: "main" }] },
          },
        ],
        configured: [
          { checks: ["host-pid"], kind: "Pod", reason: "we debug", owner: "platform" },
          { checks: ["host-pid"], name: "*", reason: "we debug", owner: "platform" },
          { checks: ["*"], name: "debug", reason: "we debug", owner: "platform" },
        ],
        violations: [
          'Configuration/watertight.yaml exceptions[0]: the exception for "host-pid" covers every object of kind Pod',
          'Configuration/watertight.yaml exceptions[1]: the exception for "host-pid" covers every object',
          "Configuration/watertight.yaml exceptions[2]: the exception covers every check",
        ],
      },
    ],
    compliant: [
      {
        title: "an exception for one namespace",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "debug", namespace: "platform" },
            spec: { hostPID: true, containers: [{ name: "main" }] },
          },
        ],
        configured: [
          { checks: ["host-pid"], namespace: "platform", reason: "we debug", owner: "platform" },
        ],
      },
    ],
  },
};

/** Annotations name their object by standing in it. */
function namesSomething(exception: Exception): boolean {
  const { source, name, namespace, container, path, file, value, labels } = exception;
  return (
    source === "annotation" ||
    value !== undefined ||
    Object.keys(labels ?? {}).length > 0 ||
    [name, namespace, container, path, file].some(
      (pattern) => pattern !== undefined && !/^[*/.]*$/.test(pattern),
    )
  );
}

function ofKind({ kind }: Exception): string {
  return kind === undefined ? "" : ` of kind ${kind}`;
}
