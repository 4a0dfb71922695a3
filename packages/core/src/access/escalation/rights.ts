import type { TableRightId } from "./right-ids.ts";

/** Where a grant of a right counts. */
export type RightScope =
  /** In the namespace of a RoleBinding; in all of them by a ClusterRoleBinding. */
  | "namespaced"
  /** Only by a ClusterRoleBinding. */
  | "cluster"
  /** On the Namespace object: a RoleBinding grants it for its own namespace. */
  | "namespace-object";

/** A group of questions that are one right for our purpose: whoever may do one of them has it. */
export interface RightDefinition {
  readonly scope: RightScope;
  readonly verbs: readonly string[];
  /** API group, resource, subresource. */
  readonly resources: readonly (readonly [group: string, resource: string, subresource?: string])[];
  /** A POST has no name, so that resourceNames help only where PUT or apply may create too. */
  readonly creates?: true;
}

const CORE = "";
const RBAC = "rbac.authorization.k8s.io";
const CERTIFICATES = "certificates.k8s.io";
const ADMISSION = "admissionregistration.k8s.io";
const AUTHENTICATION = "authentication.k8s.io";

const WORKLOADS: RightDefinition["resources"] = [
  ["apps", "deployments"],
  ["apps", "statefulsets"],
  ["apps", "daemonsets"],
  ["apps", "replicasets"],
  ["batch", "jobs"],
  ["batch", "cronjobs"],
  [CORE, "replicationcontrollers"],
];

const CHANGE = ["update", "patch"];
const WRITE = ["create", "update", "patch"];
const WRITE_OR_DELETE = ["create", "update", "patch", "delete", "deletecollection"];

/**
 * What shows the contents of Secrets. No authorizer looks at what the API server answers with: a patch, an empty one too, with the
 * whole object (k8s.io/apiserver/pkg/endpoints/handlers/patch.go); a deletion that asks for `propagationPolicy: Foreground` or
 * `Orphan` with the object that is then only marked, a dry run included (`Store.Delete` of pkg/registry/generic/registry/store.go);
 * and the deletion of a collection with the list (`DeleteCollection` there). A creation and an update answer with what was sent.
 */
export const READ_SECRETS: readonly string[] = [
  "get",
  "list",
  "watch",
  "patch",
  "delete",
  "deletecollection",
];

/** The rights that lead to others. */
export const RIGHTS: Readonly<Record<TableRightId, RightDefinition>> = {
  "create-workloads": {
    scope: "namespaced",
    verbs: ["create"],
    resources: [[CORE, "pods"], ...WORKLOADS],
    creates: true,
  },
  "change-workloads": { scope: "namespaced", verbs: CHANGE, resources: WORKLOADS },
  "change-pods": { scope: "namespaced", verbs: CHANGE, resources: [[CORE, "pods"]] },
  // GET is how WebSocket clients open a connection, POST how SPDY clients do; from 1.35 see `rightsIn`.
  "exec-in-pods": {
    scope: "namespaced",
    verbs: ["create", "get"],
    resources: [
      [CORE, "pods", "exec"],
      [CORE, "pods", "attach"],
    ],
  },
  "debug-pods": {
    scope: "namespaced",
    verbs: CHANGE,
    resources: [[CORE, "pods", "ephemeralcontainers"]],
  },
  "read-secrets": {
    scope: "namespaced",
    verbs: READ_SECRETS,
    resources: [[CORE, "secrets"]],
  },
  "create-secrets": {
    scope: "namespaced",
    verbs: ["create"],
    resources: [[CORE, "secrets"]],
    creates: true,
  },
  "create-tokens": {
    scope: "namespaced",
    verbs: ["create"],
    resources: [[CORE, "serviceaccounts", "token"]],
  },
  "impersonate-accounts": {
    scope: "namespaced",
    verbs: ["impersonate"],
    resources: [[CORE, "serviceaccounts"]],
  },
  "impersonate-users": {
    scope: "cluster",
    verbs: ["impersonate"],
    resources: [[CORE, "users"]],
  },
  "impersonate-groups": {
    scope: "cluster",
    verbs: ["impersonate"],
    resources: [[CORE, "groups"]],
  },
  "impersonate-accounts-constrained": {
    scope: "namespaced",
    verbs: ["impersonate:serviceaccount"],
    resources: [[AUTHENTICATION, "serviceaccounts"]],
  },
  "impersonate-users-constrained": {
    scope: "cluster",
    verbs: ["impersonate:user-info"],
    resources: [[AUTHENTICATION, "users"]],
  },
  "create-rolebindings": {
    scope: "namespaced",
    verbs: ["create"],
    resources: [[RBAC, "rolebindings"]],
    creates: true,
  },
  "change-rolebindings": {
    scope: "namespaced",
    verbs: CHANGE,
    resources: [[RBAC, "rolebindings"]],
  },
  "create-clusterrolebindings": {
    scope: "cluster",
    verbs: ["create"],
    resources: [[RBAC, "clusterrolebindings"]],
    creates: true,
  },
  "change-clusterrolebindings": {
    scope: "cluster",
    verbs: CHANGE,
    resources: [[RBAC, "clusterrolebindings"]],
  },
  // Asked in the namespace of the binding, so that a RoleBinding may grant it for ClusterRoles.
  "bind-clusterroles": {
    scope: "namespaced",
    verbs: ["bind"],
    resources: [[RBAC, "clusterroles"]],
  },
  "bind-roles": { scope: "namespaced", verbs: ["bind"], resources: [[RBAC, "roles"]] },
  "change-roles": { scope: "namespaced", verbs: CHANGE, resources: [[RBAC, "roles"]] },
  "escalate-roles": { scope: "namespaced", verbs: ["escalate"], resources: [[RBAC, "roles"]] },
  "create-clusterroles": {
    scope: "cluster",
    verbs: ["create"],
    resources: [[RBAC, "clusterroles"]],
    creates: true,
  },
  "change-clusterroles": { scope: "cluster", verbs: CHANGE, resources: [[RBAC, "clusterroles"]] },
  "escalate-clusterroles": {
    scope: "cluster",
    verbs: ["escalate"],
    resources: [[RBAC, "clusterroles"]],
  },
  "create-certificate-requests": {
    scope: "cluster",
    verbs: ["create"],
    resources: [[CERTIFICATES, "certificatesigningrequests"]],
    creates: true,
  },
  "change-approvals": {
    scope: "cluster",
    verbs: CHANGE,
    resources: [[CERTIFICATES, "certificatesigningrequests", "approval"]],
  },
  "approve-signers": {
    scope: "cluster",
    verbs: ["approve"],
    resources: [[CERTIFICATES, "signers"]],
  },
  "change-certificate-status": {
    scope: "cluster",
    verbs: CHANGE,
    resources: [[CERTIFICATES, "certificatesigningrequests", "status"]],
  },
  "sign-signers": { scope: "cluster", verbs: ["sign"], resources: [[CERTIFICATES, "signers"]] },
  "create-mutating-webhooks": {
    scope: "cluster",
    verbs: ["create"],
    resources: [[ADMISSION, "mutatingwebhookconfigurations"]],
    creates: true,
  },
  "change-mutating-webhooks": {
    scope: "cluster",
    verbs: CHANGE,
    resources: [[ADMISSION, "mutatingwebhookconfigurations"]],
  },
  "create-validating-webhooks": {
    scope: "cluster",
    verbs: ["create"],
    resources: [[ADMISSION, "validatingwebhookconfigurations"]],
    creates: true,
  },
  "change-validating-webhooks": {
    scope: "cluster",
    verbs: CHANGE,
    resources: [[ADMISSION, "validatingwebhookconfigurations"]],
  },
  "create-mutating-policies": {
    scope: "cluster",
    verbs: ["create"],
    resources: [[ADMISSION, "mutatingadmissionpolicies"]],
    creates: true,
  },
  "change-mutating-policies": {
    scope: "cluster",
    verbs: CHANGE,
    resources: [[ADMISSION, "mutatingadmissionpolicies"]],
  },
  "create-mutating-policy-bindings": {
    scope: "cluster",
    verbs: ["create"],
    resources: [[ADMISSION, "mutatingadmissionpolicybindings"]],
    creates: true,
  },
  "weaken-admission": {
    scope: "cluster",
    verbs: ["update", "patch", "delete", "deletecollection"],
    resources: [
      [ADMISSION, "validatingadmissionpolicies"],
      [ADMISSION, "validatingadmissionpolicybindings"],
      [ADMISSION, "validatingwebhookconfigurations"],
      ["kyverno.io", "clusterpolicies"],
      ["templates.gatekeeper.sh", "constrainttemplates"],
    ],
  },
  "proxy-nodes": {
    scope: "cluster",
    verbs: ["get", "create"],
    resources: [[CORE, "nodes", "proxy"]],
  },
  "steer-nodes": {
    scope: "cluster",
    verbs: CHANGE,
    resources: [
      [CORE, "nodes"],
      [CORE, "nodes", "status"],
    ],
  },
  "create-volumes": {
    scope: "cluster",
    verbs: ["create"],
    resources: [[CORE, "persistentvolumes"]],
    creates: true,
  },
  "create-claims": {
    scope: "namespaced",
    verbs: ["create"],
    resources: [[CORE, "persistentvolumeclaims"]],
    creates: true,
  },
  "write-api-services": {
    scope: "cluster",
    verbs: WRITE,
    resources: [["apiregistration.k8s.io", "apiservices"]],
  },
  "change-custom-resource-definitions": {
    scope: "cluster",
    verbs: CHANGE,
    resources: [["apiextensions.k8s.io", "customresourcedefinitions"]],
  },
  "change-configmaps": { scope: "namespaced", verbs: CHANGE, resources: [[CORE, "configmaps"]] },
  "change-accounts": { scope: "namespaced", verbs: CHANGE, resources: [[CORE, "serviceaccounts"]] },
  "change-namespace": {
    scope: "namespace-object",
    verbs: CHANGE,
    resources: [[CORE, "namespaces"]],
  },
  "write-network-policies": {
    scope: "namespaced",
    verbs: WRITE_OR_DELETE,
    resources: [
      ["networking.k8s.io", "networkpolicies"],
      ["cilium.io", "ciliumnetworkpolicies"],
      ["crd.projectcalico.org", "networkpolicies"],
      ["projectcalico.org", "networkpolicies"],
    ],
  },
  "write-cluster-network-policies": {
    scope: "cluster",
    verbs: WRITE_OR_DELETE,
    resources: [
      ["cilium.io", "ciliumclusterwidenetworkpolicies"],
      ["crd.projectcalico.org", "globalnetworkpolicies"],
      ["projectcalico.org", "globalnetworkpolicies"],
      ["policy.networking.k8s.io", "adminnetworkpolicies"],
      ["policy.networking.k8s.io", "baselineadminnetworkpolicies"],
      ["policy.networking.k8s.io", "clusternetworkpolicies"],
    ],
  },
};

/**
 * The rights of a minor version. From 1.35 a connection to a pod that WebSocket clients open by GET is asked for `create` as well
 * (AuthorizePodWebsocketUpgradeCreatePermission, pkg/registry/core/pod/rest/subresources.go), so that `get` alone opens none.
 */
export function rightsIn(minor: number): Readonly<Record<TableRightId, RightDefinition>> {
  if (minor < 35) return RIGHTS;
  return { ...RIGHTS, "exec-in-pods": { ...RIGHTS["exec-in-pods"], verbs: ["create"] } };
}
