import { type JsonObject, textAt } from "@watertight/core/kubernetes";
import { allOf, anyOf, quoted } from "../cel-text.ts";
import type { MigratedRule } from "../migrated.ts";
import { createNotes } from "../notes.ts";
import { policyObjects } from "../resources.ts";
import { levelOf } from "./level.ts";
import { conditionsOf } from "./rules.ts";

/*
 * PodSecurityPolicies: the level of Pod Security that each comes to, and one admission policy for all of them that says exactly what
 * they said: a Pod is admitted where its maker or its account may `use` one that it conforms to. Who may is asked of the authorizer, so
 * that the roles of before go on meaning what they meant.
 */

/** As many as two questions to the authorizer each leave in the budget of a policy. */
const MOST = 12;

function mayUse(name: string): string {
  const check = `.group('policy').resource('podsecuritypolicies').name(${quoted(name)}).check('use').allowed()`;
  const account = "authorizer.serviceAccount(request.namespace, variables.account)";
  return `authorizer${check} || ${account}${check}`;
}

const VARIABLES = [
  { name: "spec", expression: "object.spec" },
  { name: "pod", expression: "object.spec.?securityContext.orValue({})" },
  { name: "account", expression: "object.spec.?serviceAccountName.orValue('default')" },
  {
    name: "containers",
    expression:
      "object.spec.?initContainers.orValue([]) + object.spec.?containers.orValue([]) + object.spec.?ephemeralContainers.orValue([])",
  },
];

/** What becomes of the PodSecurityPolicies among objects. */
export function migratePodSecurityPolicies(
  objects: readonly JsonObject[],
): readonly MigratedRule[] {
  const policies = objects.filter(
    ({ apiVersion, kind }) =>
      kind === "PodSecurityPolicy" &&
      (apiVersion === "policy/v1beta1" || apiVersion === "extensions/v1beta1"),
  );
  if (policies.length === 0) {
    return [];
  }
  const parts = policies.map((policy) => {
    const notes = createNotes();
    const name = textAt(policy, "metadata", "name");
    const level = levelOf(policy);
    notes.remark(
      `it comes to the Pod Security level ${level}: label the namespaces of whoever uses it pod-security.kubernetes.io/enforce=${level}, after pod-security.kubernetes.io/warn=${level} has shown no Pod that breaks`,
    );
    if (policies.length > MOST) {
      notes.refuse(`an admission policy asks of no more than ${MOST} who may use them`);
    }
    return { policy, name, notes, conditions: conditionsOf(policy, notes) };
  });
  const isRefused = parts.some(({ notes }) => notes.refused.length > 0);
  const written = isRefused ? [] : together(parts);
  return parts.map(({ policy, notes }, index) => ({
    source: policy,
    rule: "",
    objects: index === 0 ? written : [],
    refused:
      isRefused && notes.refused.length === 0
        ? ["another PodSecurityPolicy is refused, and they only hold together"]
        : notes.refused,
    remarks: notes.remarks,
  }));
}

interface Part {
  readonly name: string;
  readonly conditions: readonly string[];
}

function together(parts: readonly Part[]): JsonObject[] {
  const named = parts.map(({ name, conditions }, index) => ({
    fits: { name: `fits${index + 1}`, expression: allOf(conditions) },
    uses: { name: `uses${index + 1}`, expression: mayUse(name) },
  }));
  const expression = anyOf(
    named.map(({ fits, uses }) => `variables.${fits.name} && variables.${uses.name}`),
  );
  const names = parts.map(({ name }) => name).join(", ");
  return policyObjects({
    name: "pod-security-policies",
    annotations: { "watertight.dev/title": "PodSecurityPolicies as they were" },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        resourceRules: [
          { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
          {
            apiGroups: [""],
            apiVersions: ["v1"],
            operations: ["UPDATE"],
            resources: ["pods/ephemeralcontainers"],
          },
        ],
      },
      variables: [...VARIABLES, ...named.flatMap(({ fits, uses }) => [fits, uses])].map((each) => ({
        ...each,
      })),
      validations: [
        {
          expression,
          message: `no policy of ${names} that its maker or its account may use lets the Pod pass`,
        },
      ],
    },
    bindings: [{ name: "pod-security-policies", actions: ["Deny"] }],
  });
}
