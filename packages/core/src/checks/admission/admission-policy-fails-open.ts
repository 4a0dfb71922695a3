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
    "With `failurePolicy: Ignore` a request is admitted when an expression fails: an object that makes it fail, such as one without an optional field or one that exceeds the cost budget, bypasses the policy. A mutating policy that is ignored does not set its fields, which is less severe.",
  remediation:
    "Set `failurePolicy: Fail` and guard optional fields with `has()` or `.?` in the expressions.",
  references: referencesTo({ "mitre-attack": ["T1562"], "ms-threat-matrix": ["MS-TA9015"] }),

  *evaluate({ object }) {
    for (const { of, mode, path, failurePolicy } of admissionHooksOf(object)) {
      if (of !== "policy" || failurePolicy !== "Ignore") continue;
      const place = [...path, "failurePolicy"];
      yield {
        path: place,
        message: "policy is ignored when it fails (failurePolicy Ignore)",
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
          "ValidatingAdmissionPolicy/replicas spec.failurePolicy: policy is ignored when it fails (failurePolicy Ignore)",
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
