import { CERTIFICATES, IN_CLUSTER, IN_NAMESPACE, NAME } from "./names.ts";
import {
  type Condition,
  NAMESPACE,
  type ObjectTemplate,
  type Template,
  type TemplateMapping,
  value,
  where,
  without,
} from "./template.ts";
import { MUTATES } from "./webhooks.ts";

const RBAC = "rbac.authorization.k8s.io";

const ADMISSION = "admissionregistration.k8s.io";
const MUTATING = "mutatingwebhookconfigurations";
const VALIDATING = "validatingwebhookconfigurations";

const OTHERS_CERTIFICATES = "tls.secretName";
const NEW_NAMESPACES = "configuration.admission.newNamespaces";
const PULL_SECRETS = "configuration.admission.pullSecrets";
const POD_SECURITY: Condition = { path: "configuration.admission.podSecurity", isMapping: true };
const ASKS_AUTHORIZER: Condition = { path: "policies", mentions: "authorizer" };

/** Whether new namespaces get one of these. */
function makes(key: string): Condition {
  return { path: NEW_NAMESPACES, mentions: `"${key}":` };
}

function rule(
  apiGroup: string,
  resources: readonly string[],
  verbs: readonly string[],
  resourceNames?: Template,
): TemplateMapping {
  const named = resourceNames === undefined ? {} : { resourceNames };
  return { apiGroups: [apiGroup], resources, ...named, verbs };
}

/** What the server asks of the cluster, and nothing else. */
const CLUSTER_RULES: readonly Template[] = [
  rule("", ["limitranges", "namespaces", "resourcequotas", "serviceaccounts"], ["list", "watch"]),
  rule("scheduling.k8s.io", ["priorityclasses"], ["list", "watch"]),
  rule("node.k8s.io", ["runtimeclasses"], ["list", "watch"]),
  // One that was made a moment ago is got, before those that are watched have told of it.
  rule("", ["namespaces"], ["get"]),
  // For `caBundle`, where the certificates are its own.
  without(OTHERS_CERTIFICATES, rule(ADMISSION, [MUTATING, VALIDATING], ["get"], [NAME])),
  without(OTHERS_CERTIFICATES, rule(ADMISSION, [VALIDATING], ["patch"], [NAME])),
  without(OTHERS_CERTIFICATES, where(MUTATES, rule(ADMISSION, [MUTATING], ["patch"], [NAME]))),
  // A stricter level of Pod Security is tried on the Pods of the namespace.
  where(POD_SECURITY, rule("", ["pods"], ["list"])),
  where(makes("limitRange"), rule("", ["limitranges"], ["create"])),
  where(makes("resourceQuota"), rule("", ["resourcequotas"], ["create"])),
  where(makes("networkPolicy"), rule("networking.k8s.io", ["networkpolicies"], ["create"])),
  where(NEW_NAMESPACES, rule("", ["namespaces"], ["patch"])),
  where(
    ASKS_AUTHORIZER,
    rule(RBAC, ["clusterrolebindings", "clusterroles", "rolebindings", "roles"], ["list", "watch"]),
  ),
];

const NAMESPACE_RULES: readonly Template[] = [
  rule("", ["configmaps"], ["get"], [NAME]),
  without(OTHERS_CERTIFICATES, rule("", ["secrets"], ["get", "patch"], [CERTIFICATES])),
  // Logins to the registries that are asked about images.
  where(PULL_SECRETS, rule("", ["secrets"], ["get"], value(PULL_SECRETS))),
];

const SUBJECTS = [{ kind: "ServiceAccount", name: NAME, namespace: NAMESPACE }];

function roleRef(kind: string): TemplateMapping {
  return { apiGroup: RBAC, kind, name: NAME };
}

/** The rights of the server. */
export const rights: readonly ObjectTemplate[] = [
  {
    object: {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRole",
      metadata: IN_CLUSTER,
      rules: CLUSTER_RULES,
    },
  },
  {
    object: {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRoleBinding",
      metadata: IN_CLUSTER,
      roleRef: roleRef("ClusterRole"),
      subjects: SUBJECTS,
    },
  },
  {
    object: {
      apiVersion: `${RBAC}/v1`,
      kind: "Role",
      metadata: IN_NAMESPACE,
      rules: NAMESPACE_RULES,
    },
  },
  {
    object: {
      apiVersion: `${RBAC}/v1`,
      kind: "RoleBinding",
      metadata: IN_NAMESPACE,
      roleRef: roleRef("Role"),
      subjects: SUBJECTS,
    },
  },
];
