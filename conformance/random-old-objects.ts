import type { JsonObject, JsonValue, KubernetesObject } from "@watertight/core/kubernetes";
import { pick } from "@watertight/core/testing";

import {
  backend,
  definition,
  labels,
  list,
  type Maker,
  METRICS,
  number,
  quantity,
  rolling,
  selector,
  some,
  word,
  workload,
} from "./random-old-parts.ts";

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
