import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";

type Random = () => number;

export type Maker = (random: Random, apiVersion: string) => JsonObject;

/** Some of the members, each or not. */
export function some(
  random: Random,
  members: Readonly<Record<string, () => JsonValue>>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([key, value]) => (random() < 0.5 ? [[key, value()]] : [])),
  );
}

export function list(random: Random, most: number, item: () => JsonValue): readonly JsonValue[] {
  return Array.from({ length: below(random, most + 1) }, item);
}

export const number = (random: Random): number => 1 + below(random, 40);
export const word = (random: Random): string => pick(random, ["web", "cart", "db"]);
export const labels = (random: Random): JsonObject => ({ app: word(random) });
export const quantity = (random: Random): string => pick(random, ["100m", "2", "1Gi"]);
const port = (random: Random): JsonValue => pick<JsonValue>(random, [80, 443, "http"]);

export const selector = (random: Random): JsonObject =>
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

export const backend = (random: Random): JsonObject => ({
  serviceName: word(random),
  servicePort: port(random),
});

export const rolling = (random: Random): JsonObject =>
  some(random, {
    maxUnavailable: () => pick<JsonValue>(random, [1, 2, "30%"]),
    maxSurge: () => pick<JsonValue>(random, [1, 2, "10%"]),
  });

export function workload(random: Random, apiVersion: string, more: JsonObject): JsonObject {
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

export const METRICS: readonly ((random: Random) => JsonObject)[] = [
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

/** A CustomResourceDefinition whose schemas are structural. */
export const definition: Maker = (random) => {
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
