import type { ObjectCheck } from "../check.ts";
import { admissionHooksOf, ruleMatches } from "../facts/admission.ts";
import { ADMISSION_KINDS } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

/** What examines new pods examines ephemeral containers too. */
export const admissionMissesEphemeralContainers: ObjectCheck = {
  on: "object",
  kinds: ADMISSION_KINDS,
  id: "admission-misses-ephemeral-containers",
  title: "Admission rules without ephemeral containers",
  topic: "admission",
  severity: "medium",
  description:
    "`kubectl debug` adds a container to a running pod through the subresource `pods/ephemeralcontainers`, which `pods` and `*` in a rule do not cover: a container that the webhook or policy would reject in a new pod can be added afterwards. Mutating webhooks and policies are left out.",
  remediation:
    "Add `pods/ephemeralcontainers` with the operation `UPDATE` to the rules, and examine `spec.ephemeralContainers`.",
  references: referencesTo({ "mitre-attack": ["T1562", "T1610"] }),

  *evaluate({ object }) {
    for (const { of, mode, label, matchPath, rules } of admissionHooksOf(object)) {
      if (mode !== "validating" || of === "binding") continue;
      const index = rules.findIndex((rule) => ruleMatches(rule, CREATED));
      if (index < 0 || rules.some((rule) => ruleMatches(rule, DEBUGGED))) continue;
      const field = of === "webhook" ? "rules" : "resourceRules";
      yield {
        path: [...matchPath, field, index, "resources"],
        message: `${label} examines new pods, but not ephemeral containers`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a policy for pods",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicy",
            metadata: { name: "images" },
            spec: {
              matchConstraints: {
                resourceRules: [
                  {
                    apiGroups: ["apps"],
                    apiVersions: ["v1"],
                    resources: ["deployments"],
                    operations: ["CREATE"],
                  },
                  {
                    apiGroups: [""],
                    apiVersions: ["v1"],
                    resources: ["pods"],
                    operations: ["CREATE", "UPDATE"],
                  },
                ],
              },
            },
          },
        ],
        violations: [
          "ValidatingAdmissionPolicy/images spec.matchConstraints.resourceRules[1].resources: policy examines new pods, but not ephemeral containers",
        ],
      },
    ],
    compliant: [
      {
        title: "a policy for pods and their subresource",
        objects: [
          {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingAdmissionPolicy",
            metadata: { name: "images" },
            spec: {
              matchConstraints: {
                resourceRules: [
                  {
                    apiGroups: [""],
                    apiVersions: ["v1"],
                    resources: ["pods", "pods/ephemeralcontainers"],
                    operations: ["CREATE", "UPDATE"],
                  },
                ],
              },
            },
          },
        ],
      },
    ],
  },
};

const CREATED = { group: "", resource: "pods", operation: "CREATE" };
const DEBUGGED = { group: "", resource: "pods/ephemeralcontainers", operation: "UPDATE" };
