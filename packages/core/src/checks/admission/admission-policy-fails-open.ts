import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Admission policies refuse what they could not evaluate. */
export const admissionPolicyFailsOpen: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "admission-policy-fails-open",
  title: "Admission policy that fails open",
  topic: "admission",
  severity: "medium",
  description:
    "With `failurePolicy: Ignore` a request passes when an expression fails: whoever finds an object that makes it fail, such as one without an optional field, or one that costs too much to evaluate, is not held by the policy. A mutating policy that is ignored leaves out what it sets, which weighs less.",
  remediation:
    "Set `failurePolicy: Fail` and guard optional fields with `has()` or `.?` in the expressions.",
  references: referencesTo({ "mitre-attack": ["T1562"], "ms-threat-matrix": ["MS-TA9015"] }),

  *evaluate({ object }) {
    for (const { of, mode, path, failurePolicy } of admissionHooksOf(object)) {
      if (of !== "policy" || failurePolicy !== "Ignore") continue;
      const place = [...path, "failurePolicy"];
      yield {
        path: place,
        message: "policy is ignored when it cannot be evaluated",
        ...(mode === "mutating" ? { severity: "low" as const } : {}),
        fix: replacing("may-break", place, "Fail"),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a policy that says Ignore",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicy",
            metadata: { name: "replicas" },
            spec: {
              failurePolicy: "Ignore",
              validations: [{ expression: "object.spec.replicas <= 5" }],
            },
          },
        ],
        violations: [
          "ValidatingAdmissionPolicy/replicas spec.failurePolicy: policy is ignored when it cannot be evaluated",
        ],
      },
    ],
    compliant: [
      {
        title: "a policy that says nothing, which is Fail",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicy",
            metadata: { name: "replicas" },
            spec: { validations: [{ expression: "object.spec.replicas <= 5" }] },
          },
        ],
      },
    ],
  },
};
