import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";

const GROUP = "admissionregistration.k8s.io/v1";

/** What of a ValidatingAdmissionPolicy is its own. */
export interface PolicyParts {
  readonly selector: JsonObject;
  readonly rules: readonly {
    readonly group: string;
    readonly operations: readonly ("CREATE" | "UPDATE")[];
    readonly resources: readonly string[];
  }[];
  readonly variables?: readonly (readonly [name: string, expression: string])[];
  readonly expression: string;
  readonly message: string;
}

/** A policy that refuses what its expression does not hold for, and the binding that has it deny. */
export function denyingPolicy(
  name: string,
  { selector, rules, variables = [], expression, message }: PolicyParts,
): readonly [policy: KubernetesObject, binding: KubernetesObject] {
  const hasSelector = Object.keys(selector).length > 0;
  return [
    {
      apiVersion: GROUP,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          ...(hasSelector && { namespaceSelector: selector }),
          resourceRules: rules.map(({ group, operations, resources }) => ({
            apiGroups: [group],
            apiVersions: ["v1"],
            operations,
            resources,
          })),
        },
        ...(variables.length > 0 && {
          variables: variables.map(([each, value]) => ({ name: each, expression: value })),
        }),
        validations: [{ expression, message }],
      },
    },
    {
      apiVersion: GROUP,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name },
      spec: { policyName: name, validationActions: ["Deny"] },
    },
  ];
}

/** Selects namespaces by the label that the API server itself gives each, and lets nobody change. */
export function inNamespaces(operator: "In" | "NotIn", namespaces: readonly string[]): JsonObject {
  const values = [...new Set(namespaces)].sort();
  return { matchExpressions: [{ key: NAME_LABEL, operator, values }] };
}

export const NAME_LABEL = "kubernetes.io/metadata.name";

/** A name that objects may have, made of a tenant's, which may be any text. */
export function policyName(before: string, tenant: string, after: string): string {
  const middle = tenant
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `watertight-${before}-${middle.slice(0, 150) || "tenant"}-${after}`;
}
