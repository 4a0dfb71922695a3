import { type AuditLint, lintAuditPolicy, readAuditPolicy } from "../../audit/index.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** What the checks of this topic on Secrets and on important requests say already, or what may be meant. */
const ELSEWHERE: ReadonlySet<AuditLint> = new Set([
  "bodies-unrecorded",
  "cis-3.2.2",
  "credentials-recorded",
  "failed-authentication-unrecorded",
  "no-rule-for-the-rest",
  "unrecorded",
]);

/** Rules of an audit policy do what they say. */
export const auditPolicyRuleIneffective: ObjectCheck = {
  on: "object",
  kinds: ["audit.k8s.io/Policy"],
  id: "audit-policy-rule-ineffective",
  title: "Audit policy does not do what it says",
  topic: "control-plane",
  severity: "medium",
  description:
    "The API server ignores what it does not know in an audit policy, and takes names letter by letter: a verb `*`, a user with a wildcard, `deployments` in the core group, or a rule after one that decides in its place records nothing, and nobody notices before the log is needed. With some mistakes it does not start at all. Each finding rests on a request that the engine has decided as the API server does; `watertight audit policy lint` names it.",
  remediation:
    "Correct or remove what is named; `watertight audit policy explain` tells what the policy records of a request.",
  references: referencesTo({
    "cis-1.12": ["3.2.1"],
    "nsa-1.2": ["Audit logging"],
    "mitre-attack": ["T1562"],
  }),

  *evaluate({ object }) {
    const { policy, problems } = readAuditPolicy(object);
    for (const { path, effect, message } of problems) {
      const clause = effect === "refused" ? `${message}: no API server starts with it` : message;
      yield { path, message: clause };
    }
    if (!policy) return;
    for (const { lint, path, message, level } of lintAuditPolicy(policy)) {
      if (level === "note" || ELSEWHERE.has(lint)) continue;
      yield { path, message };
    }
  },

  examples: {
    violating: [
      {
        title: "a verb that is no wildcard, a field that is none, and a rule that comes too late",
        objects: [
          {
            apiVersion: "audit.k8s.io/v1",
            kind: "Policy",
            rules: [
              { level: "Request", verbs: ["*"], resource: ["pods"] },
              { level: "Metadata" },
              { level: "RequestResponse", resources: [{ group: "apps" }] },
            ],
          },
        ],
        violations: [
          "Policy/ rules[0].resource: is no field of an audit policy and is ignored",
          "Policy/ rules[0].verbs[0]: is taken for a verb of that name: there is no wildcard for verbs",
          "Policy/ rules[2]: is never reached: what it matches is decided before, as get controllerrevisions.apps in namespace default by rules[1]",
        ],
      },
      {
        title: "a policy with which no API server starts",
        objects: [
          {
            apiVersion: "audit.k8s.io/v1",
            kind: "Policy",
            rules: [{ level: "metadata" }],
          },
        ],
        violations: [
          'Policy/ rules[0].level: is "metadata", but must be one of None, Metadata, Request, RequestResponse: no API server starts with it',
        ],
      },
    ],
    compliant: [
      {
        title: "rules that are all reached",
        objects: [
          {
            apiVersion: "audit.k8s.io/v1",
            kind: "Policy",
            omitStages: ["RequestReceived"],
            rules: [
              { level: "None", users: ["system:kube-proxy"], verbs: ["watch"] },
              { level: "Request", resources: [{ group: "apps", resources: ["deployments"] }] },
              { level: "Metadata" },
            ],
          },
        ],
      },
    ],
  },
};
