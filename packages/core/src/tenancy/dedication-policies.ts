import type { Taint } from "../kubernetes/api/types.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { Dedication } from "./dedication.ts";

const GROUP = "admissionregistration.k8s.io/v1";

/** Policies that keep a pool a tenant's own whatever anybody creates, each with its binding. */
export function dedicationPolicies(
  { tenant, exceptions }: Dedication,
  taint: Taint,
): readonly KubernetesObject[] {
  const { key = "", value = "" } = taint;
  const [quotedKey, quotedValue] = [JSON.stringify(key), JSON.stringify(value)];
  const name = `watertight-dedicated-${tenant.name.toLowerCase().replace(/[^a-z0-9-]/g, "-")}`;
  const excepted = exceptions.map(({ pod }) => pod.namespace);
  const outside = [...new Set([...tenant.namespaces, ...excepted, "kube-system"])].sort();
  return [
    ...policy(`${name}-keep-out`, {
      selector: inNamespaces("NotIn", outside),
      resources: ["pods"],
      validations: [
        {
          expression:
            '!has(object.spec.nodeName) || object.spec.nodeName == "" || request.userInfo.username.startsWith("system:node:")',
          message: "a pod may not name its node: it would pass the scheduler and NoSchedule",
        },
        {
          expression: `!has(object.spec.tolerations) || object.spec.tolerations.all(t, (has(t.key) && t.key != "" && t.key != ${quotedKey}) || (has(t.effect) && t.effect != "" && t.effect != "NoExecute"))`,
          message: `a pod may not tolerate ${key}: the nodes are those of ${tenant.name}`,
        },
      ],
    }),
    ...policy(`${name}-binding`, {
      selector: inNamespaces("NotIn", outside),
      resources: ["pods/binding", "bindings"],
      validations: [
        {
          expression: 'request.userInfo.username == "system:kube-scheduler"',
          message: "only the scheduler binds pods to nodes",
        },
      ],
    }),
    ...policy(`${name}-keep-in`, {
      selector: inNamespaces("In", tenant.namespaces),
      resources: ["pods"],
      validations: [
        {
          expression: `has(object.spec.nodeSelector) && ${quotedKey} in object.spec.nodeSelector && object.spec.nodeSelector[${quotedKey}] == ${quotedValue}`,
          message: `pods of ${tenant.name} have to select ${key}: ${value}`,
        },
      ],
    }),
  ];
}

function inNamespaces(operator: "In" | "NotIn", values: readonly string[]): JsonObject {
  return { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator, values }] };
}

interface PolicyParts {
  readonly selector: JsonObject;
  readonly resources: readonly string[];
  readonly validations: readonly JsonObject[];
}

function policy(
  name: string,
  { selector, resources, validations }: PolicyParts,
): readonly KubernetesObject[] {
  return [
    {
      apiVersion: GROUP,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          namespaceSelector: selector,
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources },
          ],
        },
        validations,
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
