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
    "With `Warn` or `Audit` alone the request passes: the one who makes it is told, or a line in the audit log is, and an attacker does not mind. That is right while a policy is tried out, and no protection.",
  remediation: "Set `validationActions: [Deny]`, with `Audit` beside it where the log should tell.",
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
        message: `binding answers a violation with ${actions.join(" and ")} only`,
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
          "ValidatingAdmissionPolicyBinding/replicas spec.validationActions: binding answers a violation with Warn and Audit only",
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
