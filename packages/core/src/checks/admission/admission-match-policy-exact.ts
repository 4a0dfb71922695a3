import { listAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** What validates is asked about an object in whatever version of the API it comes. */
export const admissionMatchPolicyExact: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "admission-match-policy-exact",
  title: "Admission with matchPolicy Exact",
  topic: "admission",
  severity: "medium",
  description:
    "With `matchPolicy: Exact` only the API versions that the rules list are examined: a client that sends the same object in another version or group, such as a beta that is still served, bypasses admission. Rules for every version and group are left out.",
  remediation: "Set `matchPolicy: Equivalent`, which is the default.",
  references: referencesTo({ "mitre-attack": ["T1562"] }),

  *evaluate({ object }) {
    for (const each of admissionHooksOf(object)) {
      const { mode, label, match, matchPath, matchPolicy, rules } = each;
      if (mode !== "validating" || matchPolicy !== "Exact") continue;
      const listsVersions = rules.some((rule) => !listAt(rule, "apiVersions").includes("*"));
      if (!listsVersions) continue;
      const path = [...matchPath, "matchPolicy"];
      yield {
        path,
        message: `${label} only examines the listed API versions`,
        ...(valueAt(match, "matchPolicy") === undefined
          ? {}
          : { fix: replacing("may-break", path, "Equivalent") }),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "one version of two that may be served",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "jobs" },
            webhooks: [
              {
                name: "jobs.example.com",
                matchPolicy: "Exact",
                rules: [
                  {
                    apiGroups: ["batch"],
                    apiVersions: ["v1"],
                    resources: ["cronjobs"],
                    operations: ["CREATE"],
                  },
                ],
              },
            ],
          },
        ],
        violations: [
          "ValidatingWebhookConfiguration/jobs webhooks[0].matchPolicy: webhook jobs.example.com only examines the listed API versions",
        ],
      },
    ],
    compliant: [
      {
        title: "equivalent versions, by default",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "jobs" },
            webhooks: [
              {
                name: "jobs.example.com",
                rules: [
                  {
                    apiGroups: ["batch"],
                    apiVersions: ["v1"],
                    resources: ["cronjobs"],
                    operations: ["CREATE"],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
};
