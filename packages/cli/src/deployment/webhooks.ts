import { IN_CLUSTER, NAME } from "./names.ts";
import {
  type Condition,
  NAMESPACE,
  type ObjectTemplate,
  type Template,
  type TemplateMapping,
  value,
  where,
} from "./template.ts";

/** Whether the configuration changes any object. */
export const MUTATES: Condition = {
  any: [
    { path: "configuration.admission.defaults" },
    { path: "configuration.admission.newNamespaces" },
    // Tags are replaced by digests.
    { path: "configuration.admission.images" },
    { path: "policies", mentions: "MutatingAdmissionPolicy" },
  ],
};

type Scope = "Cluster" | "Namespaced";

function rule(
  groups: readonly string[],
  resources: readonly string[],
  scope: Scope,
  operations: readonly string[] = ["CREATE", "UPDATE"],
): TemplateMapping {
  // Every version that is served, now and later.
  return { apiGroups: groups, apiVersions: ["*"], operations, resources, scope };
}

const RBAC = "rbac.authorization.k8s.io";

/** What runs, what leads to what runs, and every subresource by which a Pod changes or is entered. */
const IN_NAMESPACES: readonly Template[] = [
  rule([""], ["pods", "pods/ephemeralcontainers", "pods/resize"], "Namespaced"),
  rule([""], ["pods/exec", "pods/attach", "pods/portforward", "pods/proxy"], "Namespaced", [
    "CONNECT",
  ]),
  rule(
    [""],
    [
      ...["replicationcontrollers", "replicationcontrollers/scale", "podtemplates"],
      ...["services", "services/status", "serviceaccounts", "configmaps", "secrets"],
      ...["persistentvolumeclaims", "limitranges", "resourcequotas", "endpoints"],
    ],
    "Namespaced",
  ),
  // Old groups stand for what old servers still serve.
  rule(
    ["apps", "extensions"],
    [
      ...["deployments", "deployments/scale", "replicasets", "replicasets/scale"],
      ...["statefulsets", "statefulsets/scale", "daemonsets", "ingresses", "networkpolicies"],
    ],
    "Namespaced",
  ),
  rule(["batch"], ["jobs", "cronjobs"], "Namespaced"),
  rule(["networking.k8s.io", "gateway.networking.k8s.io", "discovery.k8s.io"], ["*"], "Namespaced"),
  rule(
    ["autoscaling", "policy"],
    ["horizontalpodautoscalers", "poddisruptionbudgets"],
    "Namespaced",
  ),
  rule([RBAC], ["roles", "rolebindings"], "Namespaced"),
];

/** What is in no namespace. Nodes and what keeps them alive are not among it: without them no server comes back. */
const IN_CLUSTERS: readonly Template[] = [
  rule([""], ["namespaces", "persistentvolumes"], "Cluster"),
  rule([RBAC], ["clusterroles", "clusterrolebindings"], "Cluster"),
  rule(["storage.k8s.io"], ["storageclasses"], "Cluster"),
];

const MUTATED: readonly Template[] = [
  // An image may change later, and be added by an ephemeral container.
  rule([""], ["pods", "pods/ephemeralcontainers"], "Namespaced"),
  rule([""], ["replicationcontrollers"], "Namespaced"),
  rule(["apps"], ["deployments", "replicasets", "statefulsets", "daemonsets"], "Namespaced"),
  rule(["batch"], ["jobs", "cronjobs"], "Namespaced"),
];

const NEW_NAMESPACES: readonly Template[] = [rule([""], ["namespaces"], "Cluster", ["CREATE"])];

/** The API server makes its own roles as it starts, and ends if it cannot; the server's own must be changed for an upgrade that brings it back. */
const NOT_ITS_ROLES: readonly Template[] = [
  {
    name: "not-the-api-server-itself",
    expression: "request.userInfo.username != 'system:apiserver'",
  },
  {
    name: "not-our-own-roles",
    expression: `!(request.resource.group == '${RBAC}' && request.name == '${NAME}')`,
  },
];

function webhook(
  name: string,
  path: string,
  { rules, conditions = [] }: { rules: readonly Template[]; conditions?: readonly Template[] },
): TemplateMapping {
  return {
    name: `${name}.${NAME}.dev`,
    clientConfig: {
      service: { namespace: NAMESPACE, name: NAME, port: 443, path },
      caBundle: where("tls.caBundle", value("tls.caBundle")),
    },
    rules,
    failurePolicy: value("failurePolicy"),
    matchPolicy: "Equivalent",
    // By a label that the API server sets and nobody can change.
    namespaceSelector: {
      matchExpressions: [
        {
          key: "kubernetes.io/metadata.name",
          operator: "NotIn",
          values: [
            "kube-node-lease",
            "kube-system",
            NAMESPACE,
            { $: "each", path: "exemptNamespaces" },
          ],
        },
      ],
    },
    objectSelector: {},
    matchConditions: conditions,
    sideEffects: "None",
    timeoutSeconds: value("timeoutSeconds"),
    admissionReviewVersions: ["v1"],
  };
}

const METADATA: TemplateMapping = {
  ...IN_CLUSTER,
  annotations: where("tls.injectCaFrom", {
    "cert-manager.io/inject-ca-from": value("tls.injectCaFrom"),
  }),
};

/** What the API server asks the server about. */
export const webhooks: readonly ObjectTemplate[] = [
  {
    object: {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: METADATA,
      webhooks: [
        webhook("validate", "/validate", { rules: IN_NAMESPACES }),
        webhook("validate-cluster", "/validate", { rules: IN_CLUSTERS, conditions: NOT_ITS_ROLES }),
      ],
    },
  },
  {
    when: MUTATES,
    object: {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "MutatingWebhookConfiguration",
      metadata: METADATA,
      webhooks: [
        { ...webhook("mutate", "/mutate", { rules: MUTATED }), reinvocationPolicy: "IfNeeded" },
        {
          ...webhook("mutate-namespaces", "/mutate", { rules: NEW_NAMESPACES }),
          reinvocationPolicy: "Never",
        },
      ],
    },
  },
];
