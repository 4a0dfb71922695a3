import type { Taint } from "../kubernetes/api/types.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { DedicationException } from "./dedication-model.ts";
import { denyingPolicy, inNamespaces, type PolicyParts, policyName } from "./policy-documents.ts";
import type { Tenant } from "./tenants.ts";

/** Labels that kubelets may not change: the admission plugin NodeRestriction. */
export const TENANT_KEY = "node-restriction.kubernetes.io/tenant";

/** The one namespace that is never kept out: what a cluster needs runs there, and whoever makes pods there administers it. */
export const KEPT_OPEN = "kube-system";

/** The taint that nodes of a tenant's own have. */
export function taintOf({
  name,
}: Tenant): Taint & { readonly key: string; readonly value: string } {
  return { key: TENANT_KEY, value: name, effect: "NoExecute" };
}

/** Which policies keep a pool a tenant's own, by what each is for. */
export const DEDICATION_POLICIES = ["keep-out", "exceptions", "keep-in", "nodes"] as const;
export type DedicationPolicy = (typeof DEDICATION_POLICIES)[number];

/** DaemonSets that may come to a pool of others, as `namespace/name`. */
export function exceptedDaemonSets(exceptions: readonly DedicationException[]): readonly string[] {
  const found = exceptions.flatMap(({ pod, because }) =>
    because === "DaemonSet" && pod.namespace !== KEPT_OPEN ? [`${pod.namespace}/${pod.name}`] : [],
  );
  return [...new Set(found)].sort();
}

/** Policies that keep a pool a tenant's own whatever anybody creates or changes, each with its binding; `excepted` are DaemonSets as `namespace/name`. */
export function dedicationPolicies(
  tenant: Tenant,
  excepted: readonly string[],
  ids: readonly DedicationPolicy[] = DEDICATION_POLICIES,
): readonly KubernetesObject[] {
  return ids.flatMap((id) => {
    const parts = partsOf(id, tenant, excepted);
    return parts ? denyingPolicy(policyName("dedicated", tenant.name, id), parts) : [];
  });
}

/** What a policy says; undefined where there is nothing for it to say. */
export function partsOf(
  id: DedicationPolicy,
  tenant: Tenant,
  excepted: readonly string[],
): PolicyParts | undefined {
  switch (id) {
    case "keep-out":
      return keepOut(tenant, excepted);
    case "exceptions":
      return excepted.length === 0 ? undefined : exceptions(excepted);
    case "keep-in":
      return keepIn(tenant);
    case "nodes":
      return nodes(tenant);
  }
}

// What makes mirrors of static pods; NodeRestriction keeps it from anything else.
const KUBELET =
  'request.userInfo.username.startsWith("system:node:") && "system:nodes" in request.userInfo.?groups.orValue([])';
// With and without `--use-service-account-credentials`.
const BY_CONTROLLER =
  'request.userInfo.username in ["system:serviceaccount:kube-system:daemon-set-controller", "system:kube-controller-manager"]';
/** Who may move nodes into and out of pools: a verb of our own, which RBAC gives like any other. */
const MAY_DEDICATE = 'authorizer.group("").resource("nodes").check("dedicate").allowed()';

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Whether a pod of an expression tolerates the taint: `ToleratesTaint` of k8s.io/api/core/v1, an operator that compares counted as if it did. */
function tolerating(pod: string, { name }: Tenant): string {
  const [key, value] = [quoted(TENANT_KEY), quoted(name)];
  return `${pod}.spec.?tolerations.orValue([]).exists(t, t.?effect.orValue("") in ["", "NoExecute"] && (t.?key.orValue("") == "" || (t.?key.orValue("") == ${key} && (!(t.?operator.orValue("") in ["", "Equal"]) || t.?value.orValue("") == ${value}))))`;
}

function keepOut(tenant: Tenant, excepted: readonly string[]): PolicyParts {
  return {
    selector: inNamespaces("NotIn", [...tenant.namespaces, KEPT_OPEN]),
    rules: [{ group: "", operations: ["CREATE", "UPDATE"], resources: ["pods"] }],
    variables: [
      ["excepted", JSON.stringify(excepted)],
      ["isOfKubelet", KUBELET],
      [
        "isExcepted",
        `${BY_CONTROLLER} && object.metadata.?ownerReferences.orValue([]).exists(o, o.kind == "DaemonSet" && o.?controller.orValue(false) && (request.namespace + "/" + o.name) in variables.excepted)`,
      ],
      ["tolerated", `oldObject != null && ${tolerating("oldObject", tenant)}`],
      ["tolerates", tolerating("object", tenant)],
    ],
    expression:
      "!variables.tolerates || variables.tolerated || variables.isExcepted || variables.isOfKubelet",
    message: `a pod may not tolerate ${TENANT_KEY}=${tenant.name}: the nodes are those of ${tenant.name}`,
  };
}

function exceptions(excepted: readonly string[]): PolicyParts {
  const namespaces = excepted.map((each) => each.slice(0, each.indexOf("/")));
  return {
    selector: inNamespaces("In", namespaces),
    rules: [{ group: "apps", operations: ["CREATE", "UPDATE"], resources: ["daemonsets"] }],
    variables: [
      ["excepted", JSON.stringify(excepted)],
      [
        "isExcepted",
        '(request.namespace + "/" + object.metadata.?name.orValue("")) in variables.excepted',
      ],
      ["changes", "oldObject == null || object.spec.template != oldObject.spec.template"],
    ],
    expression: `!variables.isExcepted || !variables.changes || ${MAY_DEDICATE}`,
    message:
      "its pods come to nodes of a tenant: only whoever may dedicate nodes changes what they run",
  };
}

function keepIn(tenant: Tenant): PolicyParts {
  return {
    selector: inNamespaces("In", tenant.namespaces),
    rules: [{ group: "", operations: ["CREATE"], resources: ["pods"] }],
    variables: [["isOfKubelet", KUBELET]],
    expression: `object.spec.?nodeSelector[?${quoted(TENANT_KEY)}].orValue("") == ${quoted(tenant.name)} || variables.isOfKubelet`,
    message: `pods of ${tenant.name} have to select ${TENANT_KEY}: ${tenant.name}`,
  };
}

function nodes({ name }: Tenant): PolicyParts {
  const [key, value] = [quoted(TENANT_KEY), quoted(name)];
  const labelled = (node: string): string =>
    `${node}.metadata.?labels[?${key}].orValue("") == ${value}`;
  const tainted = (node: string): string =>
    `${node}.?spec.?taints.orValue([]).exists(t, t.key == ${key} && t.?value.orValue("") == ${value} && t.effect == "NoExecute")`;
  return {
    selector: {},
    rules: [{ group: "", operations: ["CREATE", "UPDATE"], resources: ["nodes", "nodes/status"] }],
    variables: [
      ["wasLabelled", `oldObject != null && ${labelled("oldObject")}`],
      ["isLabelled", labelled("object")],
      ["wasTainted", `oldObject != null && ${tainted("oldObject")}`],
      ["isTainted", tainted("object")],
    ],
    expression: `(variables.isLabelled == variables.wasLabelled && variables.isTainted == variables.wasTainted) || ${MAY_DEDICATE}`,
    message: `only whoever may dedicate nodes moves one into or out of those of ${name}`,
  };
}
