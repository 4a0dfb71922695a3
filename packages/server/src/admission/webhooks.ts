import type { JsonObject } from "@watertight/core/kubernetes";
import { SYSTEM_NAMESPACES } from "../decision/gate.ts";

/** How the API server is told of the webhooks. */
interface WebhookOptions {
  /** Of both objects, and of the server's own ClusterRole and ClusterRoleBinding. */
  readonly name: string;
  readonly client:
    | {
        readonly service: {
          readonly namespace: string;
          readonly name: string;
          readonly port: number;
        };
      }
    /** `https://HOST:PORT`, without a path. */
    | { readonly url: string };
  /** Base64; "": the server fills it in. */
  readonly caBundle: string;
  /** The server's own, which it is never asked about; "" where it runs in none. */
  readonly namespace: string;
  readonly failurePolicy: "Fail" | "Ignore";
  readonly timeoutSeconds: number;
  /** Besides the server's own and those of the cluster. */
  readonly excludedNamespaces?: readonly string[];
  /** False: no MutatingWebhookConfiguration. */
  readonly mutates?: boolean;
}

interface Rule {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly string[];
  readonly scope: "Namespaced" | "Cluster";
}

const WRITES = ["CREATE", "UPDATE"];

/** What runs, and what leads to what runs: every subresource by which a Pod changes or is entered. */
const WORKLOADS: readonly Rule[] = [
  {
    groups: [""],
    resources: ["pods", "pods/ephemeralcontainers", "pods/resize"],
    operations: WRITES,
    scope: "Namespaced",
  },
  {
    groups: [""],
    resources: ["pods/exec", "pods/attach", "pods/portforward", "pods/proxy"],
    operations: ["CONNECT"],
    scope: "Namespaced",
  },
  {
    groups: [""],
    resources: [
      ...["replicationcontrollers", "replicationcontrollers/scale", "podtemplates"],
      ...["services", "services/status", "serviceaccounts", "configmaps", "secrets"],
      ...["persistentvolumeclaims", "limitranges", "resourcequotas", "endpoints"],
    ],
    operations: WRITES,
    scope: "Namespaced",
  },
  // Old groups stand for what old servers still serve.
  {
    groups: ["apps", "extensions"],
    resources: [
      ...["deployments", "deployments/scale", "replicasets", "replicasets/scale"],
      ...["statefulsets", "statefulsets/scale", "daemonsets", "ingresses", "networkpolicies"],
    ],
    operations: WRITES,
    scope: "Namespaced",
  },
  { groups: ["batch"], resources: ["jobs", "cronjobs"], operations: WRITES, scope: "Namespaced" },
  {
    groups: ["networking.k8s.io", "gateway.networking.k8s.io", "discovery.k8s.io"],
    resources: ["*"],
    operations: WRITES,
    scope: "Namespaced",
  },
  {
    groups: ["autoscaling", "policy"],
    resources: ["horizontalpodautoscalers", "poddisruptionbudgets"],
    operations: WRITES,
    scope: "Namespaced",
  },
  {
    groups: ["rbac.authorization.k8s.io"],
    resources: ["roles", "rolebindings"],
    operations: WRITES,
    scope: "Namespaced",
  },
];

/** What is in no namespace. Nodes and what keeps them alive are not among it: without them no server comes back. */
const CLUSTER: readonly Rule[] = [
  {
    groups: [""],
    resources: ["namespaces", "persistentvolumes"],
    operations: WRITES,
    scope: "Cluster",
  },
  {
    groups: ["rbac.authorization.k8s.io"],
    resources: ["clusterroles", "clusterrolebindings"],
    operations: WRITES,
    scope: "Cluster",
  },
  {
    groups: ["storage.k8s.io"],
    resources: ["storageclasses"],
    operations: WRITES,
    scope: "Cluster",
  },
];

const MUTATED: readonly Rule[] = [
  // An image may change later, and be added by an ephemeral container.
  {
    groups: [""],
    resources: ["pods", "pods/ephemeralcontainers"],
    operations: WRITES,
    scope: "Namespaced",
  },
  { groups: [""], resources: ["replicationcontrollers"], operations: WRITES, scope: "Namespaced" },
  {
    groups: ["apps"],
    resources: ["deployments", "replicasets", "statefulsets", "daemonsets"],
    operations: WRITES,
    scope: "Namespaced",
  },
  { groups: ["batch"], resources: ["jobs", "cronjobs"], operations: WRITES, scope: "Namespaced" },
];

const NEW_NAMESPACES: readonly Rule[] = [
  { groups: [""], resources: ["namespaces"], operations: ["CREATE"], scope: "Cluster" },
];

/** The ValidatingWebhookConfiguration and the MutatingWebhookConfiguration, as they are applied. */
export function webhookConfigurations(options: WebhookOptions): readonly JsonObject[] {
  const validating = configuration("ValidatingWebhookConfiguration", options, [
    webhook("validate", "/validate", { options, rules: WORKLOADS }),
    webhook("validate-cluster", "/validate", { options, rules: CLUSTER }),
  ]);
  if (options.mutates === false) return [validating];
  const mutating = configuration("MutatingWebhookConfiguration", options, [
    {
      ...webhook("mutate", "/mutate", { options, rules: MUTATED }),
      reinvocationPolicy: "IfNeeded",
    },
    {
      ...webhook("mutate-namespaces", "/mutate", { options, rules: NEW_NAMESPACES }),
      reinvocationPolicy: "Never",
    },
  ]);
  return [validating, mutating];
}

function configuration(
  kind: string,
  { name }: WebhookOptions,
  webhooks: readonly JsonObject[],
): JsonObject {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind,
    metadata: {
      name,
      labels: {
        "app.kubernetes.io/name": "watertight",
        "app.kubernetes.io/component": "admission",
      },
    },
    webhooks,
  };
}

function webhook(
  name: string,
  path: string,
  { options, rules }: { readonly options: WebhookOptions; readonly rules: readonly Rule[] },
): JsonObject {
  const { namespace, excludedNamespaces = [], failurePolicy, timeoutSeconds } = options;
  const own = namespace === "" ? [] : [namespace];
  return {
    name: `${name}.watertight.dev`,
    clientConfig: clientConfigOf(path, options),
    rules: rules.map(({ groups, resources, operations, scope }) => ({
      apiGroups: groups,
      // Every version that is served, now and later.
      apiVersions: ["*"],
      operations,
      resources,
      scope,
    })),
    failurePolicy,
    matchPolicy: "Equivalent",
    // By a label that the API server sets and nobody can change.
    namespaceSelector: {
      matchExpressions: [
        {
          key: "kubernetes.io/metadata.name",
          operator: "NotIn",
          values: [...new Set([...SYSTEM_NAMESPACES, ...own, ...excludedNamespaces])].toSorted(),
        },
      ],
    },
    objectSelector: {},
    matchConditions: conditionsOf(rules, options),
    sideEffects: "None",
    timeoutSeconds,
    admissionReviewVersions: ["v1"],
  };
}

function clientConfigOf(path: string, { client, caBundle }: WebhookOptions): JsonObject {
  const trusted = caBundle === "" ? {} : { caBundle };
  return "url" in client
    ? { url: `${client.url}${path}`, ...trusted }
    : { service: { ...client.service, path }, ...trusted };
}

/** The API server makes its own roles as it starts, and the server's own must be there for it to come up. */
function conditionsOf(rules: readonly Rule[], { name }: WebhookOptions): readonly JsonObject[] {
  const isCluster = rules.some(({ resources }) => resources.includes("clusterroles"));
  if (!isCluster) return [];
  return [
    {
      name: "not-the-api-server-itself",
      expression: "request.userInfo.username != 'system:apiserver'",
    },
    {
      name: "not-our-own-roles",
      expression: `!(request.resource.group == 'rbac.authorization.k8s.io' && request.name == '${name}')`,
    },
  ];
}
