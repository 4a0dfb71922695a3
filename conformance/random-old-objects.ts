import type { JsonObject, JsonValue, KubernetesObject } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";

type Random = () => number;

/** A random object of a kind in a version that went; what it says is valid, what it leaves out is the server's default. */
export function randomOldObject(
  apiVersion: string,
  kind: string,
  random: Random,
): KubernetesObject {
  const make = MAKERS[kind];
  if (!make) throw new Error(`There is no maker of ${kind}.`);
  return {
    ...{ apiVersion, kind, metadata: { name: "x", namespace: "shop" } },
    ...make(random, apiVersion),
  };
}

type Maker = (random: Random, apiVersion: string) => JsonObject;

/** Some of the members, each or not. */
function some(random: Random, members: Readonly<Record<string, () => JsonValue>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([key, value]) => (random() < 0.5 ? [[key, value()]] : [])),
  );
}

function list(random: Random, most: number, item: () => JsonValue): readonly JsonValue[] {
  return Array.from({ length: below(random, most + 1) }, item);
}

const number = (random: Random): number => 1 + below(random, 40);
const word = (random: Random): string => pick(random, ["web", "cart", "db"]);
const labels = (random: Random): JsonObject => ({ app: word(random) });
const quantity = (random: Random): string => pick(random, ["100m", "2", "1Gi"]);
const port = (random: Random): JsonValue => pick<JsonValue>(random, [80, 443, "http"]);

const selector = (random: Random): JsonObject =>
  pick<JsonObject>(random, [
    {},
    { matchLabels: labels(random) },
    { matchExpressions: [{ key: "app", operator: "In", values: [word(random)] }] },
  ]);

function podTemplate(random: Random, own: JsonObject): JsonObject {
  const container = {
    name: "main",
    image: "a:1",
    ...some(random, {
      resources: () => ({ requests: { cpu: quantity(random) } }),
      ports: () => [{ containerPort: 80, ...some(random, { name: () => "http" }) }],
    }),
  };
  return { metadata: { labels: own }, spec: { containers: [container] } };
}

const backend = (random: Random): JsonObject => ({
  serviceName: word(random),
  servicePort: port(random),
});

const rolling = (random: Random): JsonObject =>
  some(random, {
    maxUnavailable: () => pick<JsonValue>(random, [1, 2, "30%"]),
    maxSurge: () => pick<JsonValue>(random, [1, 2, "10%"]),
  });

function workload(random: Random, apiVersion: string, more: JsonObject): JsonObject {
  const own = labels(random);
  const needsSelector = apiVersion === "apps/v1beta2";
  return {
    spec: {
      template: podTemplate(random, own),
      ...(needsSelector || random() < 0.5 ? { selector: { matchLabels: own } } : {}),
      ...some(random, { replicas: () => number(random), minReadySeconds: () => number(random) }),
      ...some(random, { revisionHistoryLimit: () => number(random) }),
      ...more,
    },
  };
}

const metricTarget = (random: Random): JsonObject =>
  random() < 0.5
    ? { targetAverageUtilization: number(random) }
    : { targetAverageValue: quantity(random) };

const METRICS: readonly ((random: Random) => JsonObject)[] = [
  (random) => ({ type: "Resource", resource: { name: "cpu", ...metricTarget(random) } }),
  (random) => ({
    type: "Pods",
    pods: {
      ...{ metricName: "hits", targetAverageValue: quantity(random) },
      ...some(random, { selector: () => selector(random) }),
    },
  }),
  (random) => ({
    type: "Object",
    object: {
      target: { apiVersion: "v1", kind: "Service", name: word(random) },
      ...{ metricName: "hits", targetValue: quantity(random) },
      ...some(random, { averageValue: () => quantity(random), selector: () => selector(random) }),
    },
  }),
  (random) => ({
    type: "External",
    external: {
      metricName: "queue",
      ...(random() < 0.5
        ? { targetValue: quantity(random) }
        : { targetAverageValue: quantity(random) }),
      ...some(random, { metricSelector: () => selector(random) }),
    },
  }),
];

const webhooks: Maker = (random) => ({
  webhooks: list(random, 2, () => ({
    name: `${word(random)}.shop.example`,
    clientConfig: { service: { namespace: "shop", name: word(random) } },
    sideEffects: pick(random, ["None", "NoneOnDryRun"]),
    rules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
    ...some(random, {
      failurePolicy: () => pick(random, ["Fail", "Ignore"]),
      matchPolicy: () => pick(random, ["Exact", "Equivalent"]),
      timeoutSeconds: () => (number(random) % 30) + 1,
      admissionReviewVersions: () => ["v1", "v1beta1"],
      namespaceSelector: () => selector(random),
    }),
  })),
});

const binding: Maker = (random, apiVersion) => ({
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
  subjects: list(random, 3, () => subject(random, apiVersion)),
});

function subject(random: Random, apiVersion: string): JsonObject {
  const kind = pick(random, ["User", "Group", "ServiceAccount"]);
  if (kind === "ServiceAccount") return { kind, name: word(random), namespace: "shop" };
  const name = pick(random, ["ann", "*"]);
  const group = apiVersion.endsWith("v1alpha1")
    ? some(random, { apiVersion: () => apiVersion })
    : some(random, { apiGroup: () => "rbac.authorization.k8s.io" });
  return { kind, name, ...group };
}

const rules: Maker = (random) => ({
  rules: list(random, 2, () => ({
    apiGroups: [""],
    resources: ["pods"],
    verbs: [pick(random, ["get", "*"])],
  })),
});

const property = (random: Random, depth: number): JsonObject => {
  if (depth === 0 || random() < 0.5)
    return { type: pick(random, ["string", "integer", "boolean"]) };
  return random() < 0.3
    ? { type: "array", items: property(random, depth - 1) }
    : {
        type: "object",
        properties: { a: property(random, depth - 1), b: property(random, depth - 1) },
      };
};

const column = (random: Random): JsonObject => ({
  ...{ name: "Age", type: "date", JSONPath: ".metadata.creationTimestamp" },
  ...some(random, { description: () => "how old" }),
});

const definition: Maker = (random) => {
  const validation = {
    openAPIV3Schema: { type: "object", properties: { spec: property(random, 3) } },
  };
  const isOpen = random() < 0.5;
  const isWebhook = random() < 0.3;
  return {
    metadata: { name: "widgets.shop.example" },
    spec: {
      group: "shop.example",
      names: { plural: "widgets", kind: "Widget", singular: "widget", listKind: "WidgetList" },
      ...(random() < 0.5
        ? { version: "v1" }
        : {
            versions: [
              { name: "v1", served: true, storage: true },
              { name: "v0", served: false, storage: false },
            ],
          }),
      ...(isOpen
        ? some(random, { validation: () => validation })
        : { preserveUnknownFields: false, validation }),
      ...some(random, {
        scope: () => pick(random, ["Namespaced", "Cluster"]),
        subresources: () => ({ status: {} }),
        additionalPrinterColumns: () => [column(random)],
      }),
      ...(isWebhook && {
        conversion: {
          strategy: "Webhook",
          webhookClientConfig: { url: "https://hook.shop.example" },
          ...some(random, { conversionReviewVersions: () => ["v1", "v1beta1"] }),
        },
        preserveUnknownFields: false,
        validation,
      }),
    },
  };
};

const MAKERS: Readonly<Record<string, Maker>> = {
  Ingress: (random) => ({
    spec: {
      ...some(random, {
        backend: () => backend(random),
        ingressClassName: () => word(random),
        tls: () => [{ hosts: ["shop.example"], secretName: word(random) }],
      }),
      rules: list(random, 2, () => ({
        ...some(random, { host: () => "shop.example" }),
        http: {
          paths: list(random, 2, () => ({
            backend: backend(random),
            ...some(random, {
              path: () => "/a",
              pathType: () => pick(random, ["Prefix", "Exact"]),
            }),
          })),
        },
      })),
    },
  }),
  HorizontalPodAutoscaler: (random, apiVersion) => ({
    spec: {
      ...{ scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: word(random) } },
      maxReplicas: number(random),
      ...some(random, { minReplicas: () => 1 }),
      ...(apiVersion.endsWith("v2beta1") && {
        metrics: list(random, 3, () => pick(random, METRICS)(random)),
      }),
    },
  }),
  PodDisruptionBudget: (random) => ({
    spec: some(random, {
      minAvailable: () => pick<JsonValue>(random, [1, "50%"]),
      selector: () => selector(random),
    }),
  }),
  CronJob: (random) => ({
    spec: {
      schedule: "0 1 * * *",
      jobTemplate: {
        spec: {
          template: {
            spec: { restartPolicy: "Never", containers: [{ name: "a", image: "a:1" }] },
          },
        },
      },
      ...some(random, {
        concurrencyPolicy: () => pick(random, ["Forbid", "Allow"]),
        suspend: () => true,
        successfulJobsHistoryLimit: () => number(random),
      }),
    },
  }),
  Deployment: (random, apiVersion) =>
    workload(random, apiVersion, {
      ...some(random, {
        progressDeadlineSeconds: () => 100 + number(random),
        strategy: () =>
          pick<JsonObject>(random, [
            { type: "Recreate" },
            { type: "RollingUpdate", ...some(random, { rollingUpdate: () => rolling(random) }) },
            { rollingUpdate: rolling(random) },
          ]),
      }),
    }),
  DaemonSet: (random, apiVersion) => {
    const made = workload(random, apiVersion, {
      ...some(random, {
        updateStrategy: () =>
          pick<JsonObject>(random, [
            { type: "OnDelete" },
            { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 2 } },
          ]),
      }),
    });
    const { replicas: _, ...spec } = made["spec"] as JsonObject;
    return { spec };
  },
  ReplicaSet: (random, apiVersion) => {
    const made = workload(random, apiVersion, {});
    const { revisionHistoryLimit: _, ...spec } = made["spec"] as JsonObject;
    return { spec };
  },
  StatefulSet: (random, apiVersion) => {
    const made = workload(random, apiVersion, {
      serviceName: word(random),
      ...some(random, {
        podManagementPolicy: () => "Parallel",
        updateStrategy: () =>
          pick<JsonObject>(random, [
            { type: "OnDelete" },
            { type: "RollingUpdate", rollingUpdate: { partition: 1 } },
          ]),
      }),
    });
    const { minReadySeconds: _, ...spec } = made["spec"] as JsonObject;
    return { spec };
  },
  NetworkPolicy: (random) => ({
    spec: { podSelector: selector(random), ...some(random, { policyTypes: () => ["Ingress"] }) },
  }),
  MutatingWebhookConfiguration: webhooks,
  ValidatingWebhookConfiguration: webhooks,
  CustomResourceDefinition: definition,
  ClusterRole: rules,
  Role: rules,
  ClusterRoleBinding: binding,
  RoleBinding: binding,
  RuntimeClass: (random, apiVersion) => {
    const more = some(random, {
      overhead: () => ({ podFixed: { cpu: quantity(random) } }),
      scheduling: () => ({ nodeSelector: labels(random) }),
    });
    return apiVersion.endsWith("v1alpha1")
      ? { spec: { runtimeHandler: word(random), ...more } }
      : { handler: word(random), ...more };
  },
  EndpointSlice: (random) => ({
    addressType: "IPv4",
    ports: [{ port: 80 }],
    endpoints: list(random, 3, () => ({
      addresses: ["10.0.0.1"],
      ...some(random, {
        topology: () =>
          some(random, {
            "kubernetes.io/hostname": () => "a",
            "topology.kubernetes.io/zone": () => "z",
            "example.com/rack": () => "r",
          }),
        conditions: () => ({ ready: true }),
      }),
    })),
  }),
  CertificateSigningRequest: (random) => ({
    spec: {
      ...{ request: "YQ==", signerName: "kubernetes.io/kube-apiserver-client" },
      ...some(random, { usages: () => ["client auth"] }),
    },
  }),
  PriorityClass: (random) => ({
    value: number(random),
    ...some(random, { globalDefault: () => true }),
  }),
  StorageClass: (random) => ({
    provisioner: "csi.shop.example",
    ...some(random, {
      volumeBindingMode: () => "WaitForFirstConsumer",
      reclaimPolicy: () => "Retain",
    }),
  }),
  CSIDriver: (random) => ({
    spec: some(random, { attachRequired: () => false, podInfoOnMount: () => true }),
  }),
  CSINode: (random) => ({
    spec: {
      drivers: list(random, 2, () => ({ name: word(random), nodeID: "n", topologyKeys: null })),
    },
  }),
  VolumeAttachment: (random) => ({
    spec: { attacher: word(random), nodeName: "a", source: { persistentVolumeName: "v" } },
  }),
  Lease: (random) => ({
    spec: some(random, {
      holderIdentity: () => word(random),
      leaseDurationSeconds: () => number(random),
    }),
  }),
  IngressClass: (random) => ({
    spec: {
      controller: "shop.example/ingress",
      ...some(random, { parameters: () => ({ apiGroup: "a.example", kind: "P", name: "p" }) }),
    },
  }),
  APIService: (random) => ({
    metadata: { name: "v1.shop.example" },
    spec: {
      ...{
        group: "shop.example",
        version: "v1",
        groupPriorityMinimum: 100,
        versionPriority: number(random),
      },
      ...some(random, { service: () => ({ namespace: "shop", name: word(random) }) }),
    },
  }),
};
