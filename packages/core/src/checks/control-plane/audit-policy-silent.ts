import type { ObjectCheck } from "../check.ts";
import { type AuditedRequest, rulesDeciding } from "../facts/audit-rules.ts";
import { referencesTo } from "../writing/references.ts";

/** What nobody should do unseen, as the clause of a violation. */
const REQUESTS: readonly (AuditedRequest & { readonly what: string })[] = [
  { what: "reading Secrets", verb: "get", group: "", resource: "secrets" },
  { what: "commands in pods", verb: "create", group: "", resource: "pods/exec" },
  {
    what: "changing bindings of roles",
    verb: "create",
    group: "rbac.authorization.k8s.io",
    resource: "clusterrolebindings",
  },
  { what: "creating pods", verb: "create", group: "", resource: "pods" },
];

/** An audit policy logs what attackers do. */
export const auditPolicySilent: ObjectCheck = {
  on: "object",
  kinds: ["audit.k8s.io/Policy"],
  id: "audit-policy-silent",
  title: "Audit policy omits important requests",
  topic: "control-plane",
  severity: "medium",
  description:
    "After an attack the audit log shows what was read and changed, if it was logged. The first rule that matches a request decides; a request without a matching rule is not logged. Rules for some users, groups or namespaces are not counted, as they leave the others to later rules.",
  remediation:
    "Log Secrets, `pods/exec`, RBAC and the creation of pods at `Metadata` or above, and end the policy with a rule without conditions.",
  references: referencesTo({
    "cis-1.12": ["3.2.1", "3.2.2"],
    "nsa-1.2": ["Audit logging"],
    "mitre-attack": ["T1562"],
  }),

  *evaluate({ object }) {
    for (const request of REQUESTS) {
      const decisive = rulesDeciding(object, request).find(({ forAll }) => forAll);
      if (decisive && decisive.level !== "None") continue;
      const path = decisive ? ["rules", decisive.index, "level"] : ["rules"];
      yield { path, message: `does not log ${request.what}` };
    }
  },

  examples: {
    violating: [
      {
        title: "a rule that leaves Secrets out, and no rule for the rest",
        objects: [
          {
            apiVersion: "audit.k8s.io/v1",
            kind: "Policy",
            rules: [
              { level: "None", resources: [{ group: "", resources: ["secrets"] }] },
              { level: "Metadata", resources: [{ group: "", resources: ["*"] }] },
            ],
          },
        ],
        violations: [
          "Policy/ rules[0].level: does not log reading Secrets",
          "Policy/ rules: does not log changing bindings of roles",
        ],
      },
    ],
    compliant: [
      {
        title: "all of it, but for what a component does all the time",
        objects: [
          {
            apiVersion: "audit.k8s.io/v1",
            kind: "Policy",
            rules: [
              {
                level: "None",
                users: ["system:kube-proxy"],
                verbs: ["watch", "get"],
                resources: [{ group: "", resources: ["secrets", "services"] }],
              },
              { level: "None", nonResourceURLs: ["/healthz*"] },
              { level: "Metadata" },
            ],
          },
        ],
      },
    ],
  },
};
