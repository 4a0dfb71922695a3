import type { JsonObject } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { pick, type Random, some } from "./random.ts";
import { metadata } from "./shared-parts.ts";

/** A valid object of one of the small kinds of the core group, or a HorizontalPodAutoscaler. */
export function randomCoreObject(random: Random): KubernetesObject {
  const kind = pick(random, [...Object.keys(BODIES), "HorizontalPodAutoscaler"]);
  const head = { kind, metadata: metadata(random, kind !== "Namespace") };
  if (kind !== "HorizontalPodAutoscaler") {
    return { apiVersion: "v1", ...head, ...BODIES[kind]?.(random) };
  }
  const version = pick(random, ["v1", "v2", "v2"]);
  return { apiVersion: `autoscaling/${version}`, ...head, spec: autoscalerSpec(random, version) };
}

const BODIES: Readonly<Record<string, (random: Random) => JsonObject>> = {
  Namespace: (random) => some(random, 0.3, { spec: () => ({ finalizers: ["kubernetes"] }) }),
  ServiceAccount: (random) => some(random, 0.3, { automountServiceAccountToken: () => false }),
  ConfigMap: (random) => ({
    data: { a: "b" },
    ...some(random, 0.3, { binaryData: () => ({ c: "YQ==" }) }),
  }),
  Secret: (random) =>
    pick<JsonObject>(random, [
      { data: { a: "YQ==" } },
      { type: "Opaque", stringData: { a: "b" } },
      { type: "kubernetes.io/tls", data: { "tls.crt": "YQ==", "tls.key": "YQ==" } },
      { type: "kubernetes.io/basic-auth", stringData: { username: "a" } },
      { type: "kubernetes.io/ssh-auth", stringData: { "ssh-privatekey": "a" } },
      { type: "kubernetes.io/dockerconfigjson", data: { ".dockerconfigjson": "e30=" } },
      { type: "kubernetes.io/dockercfg", stringData: { ".dockercfg": "{}" } },
      { type: "example.com/own", stringData: { a: "b" } },
    ]),
  LimitRange: (random) => ({
    spec: {
      limits: [
        {
          type: "Container",
          ...some(random, 0.6, {
            max: () => ({ cpu: "2", memory: "2Gi" }),
            min: () => ({ cpu: "100m", memory: "64Mi" }),
            default: () => ({ cpu: "1" }),
            defaultRequest: () => ({ cpu: "500m" }),
            maxLimitRequestRatio: () => ({ cpu: "4" }),
          }),
        },
        { type: "Pod", max: { cpu: "2" } },
        { type: "PersistentVolumeClaim", min: { storage: "1Gi" } },
      ],
    },
  }),
  ResourceQuota: (random) => ({
    spec: pick<JsonObject>(random, [
      { hard: { cpu: "1", pods: "5", "requests.storage": "1Gi", "count/jobs.batch": "3" } },
      { hard: { pods: "5" }, scopes: ["BestEffort"] },
      {
        hard: { "limits.cpu": "5" },
        scopeSelector: {
          matchExpressions: [
            { scopeName: "PriorityClass", operator: "In", values: ["high"] },
            { scopeName: "Terminating", operator: "Exists" },
          ],
        },
      },
      { hard: { persistentvolumeclaims: "5" }, scopes: ["VolumeAttributesClass"] },
    ]),
  }),
};

function autoscalerSpec(random: Random, version: string): JsonObject {
  const base = {
    maxReplicas: 5,
    scaleTargetRef: pick(random, [
      { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      { apiVersion: "v1", kind: "ReplicationController", name: "web" },
    ]),
    ...some(random, 0.5, { minReplicas: () => 2 }),
  };
  if (version === "v1") {
    return { ...base, ...some(random, 0.5, { targetCPUUtilizationPercentage: () => 50 }) };
  }
  const utilization = { type: "Utilization", averageUtilization: 50 };
  const value = { type: "AverageValue", averageValue: "5" };
  const metric = { name: "requests" };
  return {
    ...base,
    ...some(random, 0.6, {
      metrics: () => [
        pick<JsonObject>(random, [
          { type: "Resource", resource: { name: "cpu", target: utilization } },
          {
            type: "ContainerResource",
            containerResource: { name: "cpu", container: "main", target: value },
          },
          { type: "Pods", pods: { metric, target: value } },
          { type: "External", external: { metric, target: { type: "Value", value: "5" } } },
          {
            type: "Object",
            object: {
              metric,
              target: { type: "Value", value: "5" },
              describedObject: { apiVersion: "v1", kind: "Service", name: "web" },
            },
          },
        ]),
      ],
      behavior: () => ({
        scaleUp: { policies: [{ type: "Pods", value: 4, periodSeconds: 15 }], selectPolicy: "Max" },
        scaleDown: { stabilizationWindowSeconds: 300, tolerance: "100m" },
      }),
    }),
  };
}
