import { listAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

/** A binding of a validating policy denies. */
export const admissionBindingDoesNotDeny: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "admission-binding-does-not-deny",
  title: "Admission policy binding without Deny",
  topic: "admission",
  severity: "low",
  description:
    "With `Warn` or `Audit` alone the request is admitted: the client gets a warning, or the audit log an entry. That suits a policy that is being tried out, but protects nothing.",
  remediation:
    "Set `validationActions: [Deny]`, with `Audit` too where the audit log should record it.",
  references: referencesTo({ "mitre-attack": ["T1562"] }),

  *evaluate({ object }) {
    for (const { of, mode, path, hook } of admissionHooksOf(object)) {
      if (of !== "binding" || mode !== "validating") continue;
      const actions = listAt(hook, "validationActions").filter((each) => typeof each === "string");
      if (actions.length === 0 || actions.includes("Deny")) continue;
      const place = [...path, "validationActions"];
      const value = ["Deny", ...actions.filter((action) => action !== "Warn")];
      yield {
        path: place,
        message: `validationActions of the binding: ${actions.join(" and ")} only`,
        // The API refuses Deny together with Warn.
        fix: { safety: "may-break", edits: [{ op: "replace", path: place, value }] },
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a binding that warns and audits",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicyBinding",
            metadata: { name: "replicas" },
            spec: { policyName: "replicas", validationActions: ["Warn", "Audit"] },
          },
        ],
        violations: [
          "ValidatingAdmissionPolicyBinding/replicas spec.validationActions: validationActions of the binding: Warn and Audit only",
        ],
      },
    ],
    compliant: [
      {
        title: "a binding that denies",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicyBinding",
            metadata: { name: "replicas" },
            spec: { policyName: "replicas", validationActions: ["Deny", "Audit"] },
          },
        ],
      },
    ],
  },
};
