import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** A binding whose parameters are not found denies. */
export const admissionBindingPassesWithoutParameters: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "admission-binding-passes-without-parameters",
  title: "Admission policy binding allows missing parameters",
  topic: "admission",
  severity: "medium",
  description:
    "With `parameterNotFoundAction: Allow` the policy is skipped where its parameter object is missing: whoever may delete or rename that object, often an ordinary ConfigMap, disables the policy.",
  remediation: "Set `parameterNotFoundAction: Deny`.",
  references: referencesTo({ "mitre-attack": ["T1562"] }),

  *evaluate({ object }) {
    for (const { of, mode, path, hook } of admissionHooksOf(object)) {
      if (of !== "binding") continue;
      if (textAt(hook, "paramRef", "parameterNotFoundAction") !== "Allow") continue;
      const place = [...path, "paramRef", "parameterNotFoundAction"];
      yield {
        path: place,
        message: "policy is skipped where its parameters are not found",
        ...(mode === "mutating" ? { severity: "low" as const } : {}),
        fix: replacing("may-break", place, "Deny"),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "parameters that may be missing",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicyBinding",
            metadata: { name: "replicas" },
            spec: {
              policyName: "replicas",
              validationActions: ["Deny"],
              paramRef: { name: "limits", parameterNotFoundAction: "Allow" },
            },
          },
        ],
        violations: [
          "ValidatingAdmissionPolicyBinding/replicas spec.paramRef.parameterNotFoundAction: policy is skipped where its parameters are not found",
        ],
      },
    ],
    compliant: [
      {
        title: "parameters that have to be there",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicyBinding",
            metadata: { name: "replicas" },
            spec: {
              policyName: "replicas",
              validationActions: ["Deny"],
              paramRef: { name: "limits", parameterNotFoundAction: "Deny" },
            },
          },
        ],
      },
    ],
  },
};
