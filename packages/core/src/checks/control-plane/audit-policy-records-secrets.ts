import type { ObjectCheck } from "../check.ts";
import { type AuditedRequest, rulesDeciding } from "../facts/audit-rules.ts";
import { referencesTo } from "../writing/references.ts";

/** Requests that have credentials in them or in their answer, as the clause of a violation. */
const REQUESTS: readonly (AuditedRequest & {
  readonly what: string;
  readonly in: readonly string[];
})[] = [
  {
    what: "Secrets",
    verb: "update",
    group: "",
    resource: "secrets",
    in: ["Request", "RequestResponse"],
  },
  {
    what: "tokens that are checked",
    verb: "create",
    group: "authentication.k8s.io",
    resource: "tokenreviews",
    in: ["Request", "RequestResponse"],
  },
  {
    what: "tokens of service accounts",
    verb: "create",
    group: "",
    resource: "serviceaccounts/token",
    in: ["RequestResponse"],
  },
];

/** An audit policy keeps credentials out of the log. */
export const auditPolicyRecordsSecrets: ObjectCheck = {
  on: "object",
  kinds: ["audit.k8s.io/Policy"],
  id: "audit-policy-records-secrets",
  title: "Audit policy logs Secrets or tokens",
  topic: "control-plane",
  severity: "medium",
  description:
    "At the levels `Request` and `RequestResponse` the audit log contains request and response bodies. For Secrets and tokens these are the credentials: whoever reads the log, its archive or the system that it is shipped to has them.",
  remediation:
    "Log `secrets`, `tokenreviews` and `serviceaccounts/token` at `Metadata`, in a rule before the others.",
  references: referencesTo({
    "cis-1.12": ["3.2.2"],
    "nsa-1.2": ["Audit logging"],
    "mitre-attack": ["T1552"],
  }),

  *evaluate({ object }) {
    for (const request of REQUESTS) {
      const recording = rulesDeciding(object, request).find(({ level }) =>
        request.in.includes(level),
      );
      if (!recording) continue;
      yield {
        path: ["rules", recording.index, "level"],
        message: `records the content of ${request.what}`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "everything in full, but for checks of tokens",
        objects: [
          {
            apiVersion: "audit.k8s.io/v1",
            kind: "Policy",
            rules: [
              {
                level: "Metadata",
                resources: [{ group: "authentication.k8s.io", resources: ["tokenreviews"] }],
              },
              { level: "RequestResponse" },
            ],
          },
        ],
        violations: [
          "Policy/ rules[1].level: records the content of Secrets",
          "Policy/ rules[1].level: records the content of tokens of service accounts",
        ],
      },
    ],
    compliant: [
      {
        title: "credentials by their metadata first",
        objects: [
          {
            apiVersion: "audit.k8s.io/v1",
            kind: "Policy",
            rules: [
              {
                level: "Metadata",
                resources: [
                  { group: "", resources: ["secrets", "serviceaccounts/token"] },
                  { group: "authentication.k8s.io", resources: ["tokenreviews"] },
                ],
              },
              { level: "RequestResponse" },
            ],
          },
        ],
      },
    ],
  },
};
