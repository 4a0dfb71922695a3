import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";

export type Random = () => number;

export const NAMESPACES = ["a", "b"];
export const KEYS = ["pool", "zone", "size"];
export const VALUES = ["1", "2", "10", "x"];
const EFFECTS = ["NoSchedule", "NoExecute", "PreferNoSchedule"];
const NODE_PROBLEM = "node.kubernetes.io/unreachable";

function maybe<Value>(random: Random, chance: number, build: () => Value): readonly Value[] {
  return random() < chance ? [build()] : [];
}

export function several<Value>(random: Random, most: number, build: () => Value): readonly Value[] {
  return Array.from({ length: below(random, most + 1) }, build);
}

export function labelsOf(random: Random, keys: readonly string[] = KEYS): JsonObject {
  return Object.fromEntries(
    keys.flatMap((key) => maybe(random, 0.6, () => [key, pick(random, VALUES)] as const)),
  );
}

export function optional(random: Random, chance: number, build: () => JsonObject): JsonObject {
  return random() < chance ? build() : {};
}

/** A taint of few keys and values. */
export function randomTaint(random: Random): JsonObject {
  return {
    key: pick(random, [...KEYS, NODE_PROBLEM]),
    ...optional(random, 0.7, () => ({ value: pick(random, [...VALUES, "-5", "0100"]) })),
    effect: pick(random, EFFECTS),
  };
}

/** A toleration of the same, with every operator and some that do not exist. */
export function randomToleration(random: Random, operators = OPERATORS): JsonObject {
  return {
    ...optional(random, 0.85, () => ({ key: pick(random, [...KEYS, NODE_PROBLEM]) })),
    ...optional(random, 0.85, () => ({ operator: pick(random, operators) })),
    ...optional(random, 0.6, () => ({ value: pick(random, [...VALUES, "-5", "+2"]) })),
    ...optional(random, 0.6, () => ({ effect: pick(random, EFFECTS) })),
    ...optional(random, 0.2, () => ({ tolerationSeconds: pick(random, [0, 30, 300]) })),
  };
}

const OPERATORS: readonly string[] = ["Exists", "Exists", "Equal", "", "Gt", "Lt", "Robot"];

function randomRequirement(random: Random): JsonObject {
  const operator = pick(random, ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Robot"]);
  const takes = operator === "In" || operator === "NotIn" ? 1 + below(random, 2) : 1;
  const none = operator === "Exists" || operator === "DoesNotExist";
  const length = random() < 0.1 ? below(random, 3) : none ? 0 : takes;
  return {
    key: random() < 0.03 ? "not a key" : pick(random, KEYS),
    operator,
    ...(length > 0 && {
      values: Array.from({ length }, () => pick(random, [...VALUES, "-5", "+2", "no value!"])),
    }),
  };
}

/** A node selector, some of it invalid, some of it empty. */
export function randomNodeSelector(random: Random, nodes: readonly string[]): JsonObject {
  return {
    nodeSelectorTerms: Array.from({ length: 1 + below(random, 3) }, () => ({
      ...optional(random, 0.8, () => ({
        matchExpressions: several(random, 2, () => randomRequirement(random)),
      })),
      ...optional(random, 0.3, () => ({
        matchFields: [
          {
            key: random() < 0.9 ? "metadata.name" : "metadata.uid",
            operator: pick(random, ["In", "In", "NotIn", "Exists"]),
            values: random() < 0.9 ? [pick(random, nodes)] : [],
          },
        ],
      })),
    })),
  };
}

function randomSelector(random: Random): JsonObject {
  return {
    ...optional(random, 0.6, () => ({ matchLabels: { app: pick(random, VALUES) } })),
    ...optional(random, 0.4, () => ({
      matchExpressions: [
        random() < 0.5
          ? { key: "app", operator: pick(random, ["In", "NotIn"]), values: [pick(random, VALUES)] }
          : { key: "tier", operator: pick(random, ["Exists", "DoesNotExist"]) },
      ],
    })),
  };
}

function randomTerm(random: Random): JsonObject {
  return {
    ...optional(random, 0.9, () => ({ labelSelector: randomSelector(random) })),
    ...optional(random, 0.3, () => ({ namespaces: [pick(random, NAMESPACES)] })),
    ...optional(random, 0.3, () => ({
      namespaceSelector: random() < 0.4 ? {} : { matchLabels: { team: pick(random, ["1", "2"]) } },
    })),
    topologyKey: pick(random, ["zone", "pool", "kubernetes.io/hostname"]),
  };
}

function randomSpread(random: Random): JsonObject {
  return {
    maxSkew: 1 + below(random, 2),
    topologyKey: pick(random, ["zone", "kubernetes.io/hostname"]),
    whenUnsatisfiable: random() < 0.8 ? "DoNotSchedule" : "ScheduleAnyway",
    ...optional(random, 0.9, () => ({ labelSelector: randomSelector(random) })),
    ...optional(random, 0.3, () => ({ minDomains: 1 + below(random, 4) })),
    ...optional(random, 0.3, () => ({ nodeAffinityPolicy: pick(random, ["Honor", "Ignore"]) })),
    ...optional(random, 0.3, () => ({ nodeTaintsPolicy: pick(random, ["Honor", "Ignore"]) })),
    ...optional(random, 0.2, () => ({ matchLabelKeys: ["tier"] })),
  };
}

function randomRequests(random: Random): JsonObject {
  return {
    resources: {
      requests: {
        ...optional(random, 0.5, () => ({ cpu: pick(random, ["100m", "1", "1500m", "0.0005"]) })),
        ...optional(random, 0.5, () => ({ memory: pick(random, ["64Mi", "1Gi", "1500M", "1"]) })),
        ...optional(random, 0.2, () => ({ "example.com/gpu": pick(random, ["1", "2"]) })),
      },
    },
  };
}

function randomContainer(random: Random, name: string, sidecar: boolean): JsonObject {
  return {
    name,
    ...randomRequests(random),
    ...(sidecar && random() < 0.5 && { restartPolicy: "Always" }),
    ...optional(random, 0.25, () => ({
      ports: [
        {
          containerPort: 80,
          ...optional(random, 0.8, () => ({ hostPort: pick(random, [80, 81]) })),
          ...optional(random, 0.3, () => ({ hostIP: pick(random, ["10.0.0.1", "0.0.0.0"]) })),
          protocol: pick(random, ["TCP", "UDP"]),
        },
      ],
    })),
  };
}

function randomAffinity(random: Random, nodes: readonly string[]): JsonObject {
  const required = (terms: JsonObject | readonly JsonObject[]): JsonObject => ({
    requiredDuringSchedulingIgnoredDuringExecution: terms,
  });
  return {
    ...optional(random, 0.35, () => ({
      nodeAffinity: required(randomNodeSelector(random, nodes)),
    })),
    ...optional(random, 0.2, () => ({
      podAffinity: required(several(random, 2, () => randomTerm(random))),
    })),
    ...optional(random, 0.25, () => ({
      podAntiAffinity: required(several(random, 2, () => randomTerm(random))),
    })),
  };
}

/** A pod that has yet to come, or that is on a node. */
export function randomPod(
  random: Random,
  { name, nodes }: { readonly name: string; readonly nodes: readonly string[] },
): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace: pick(random, NAMESPACES),
      labels: {
        ...labelsOf(random, ["app", "tier"]),
        ...optional(random, 0.05, () => ({
          "kubernetes.io/os": pick(random, ["linux", "windows"]),
        })),
      },
      ...optional(random, 0.1, () => ({
        annotations: { "kubernetes.io/config.source": pick(random, ["file", "api"]) },
      })),
    },
    spec: {
      ...optional(random, 0.35, () => ({ nodeName: pick(random, nodes) })),
      ...optional(random, 0.3, () => ({
        nodeSelector: { [pick(random, KEYS)]: pick(random, VALUES) },
      })),
      ...optional(random, 0.6, () => ({ affinity: randomAffinity(random, nodes) })),
      ...optional(random, 0.7, () => ({
        tolerations: several(random, 3, () => randomToleration(random, OPERATORS.slice(0, 6))),
      })),
      ...optional(random, 0.3, () => ({
        topologySpreadConstraints: several(random, 2, () => randomSpread(random)),
      })),
      ...optional(random, 0.2, () => ({
        runtimeClassName: pick(random, ["kata", "plain", "absent"]),
      })),
      ...optional(random, 0.06, () => ({ os: { name: pick(random, ["linux", "windows"]) } })),
      ...optional(random, 0.2, () => ({
        volumes: [
          {
            name: "data",
            persistentVolumeClaim: { claimName: pick(random, ["one", "two", "three"]) },
          },
        ],
      })),
      ...optional(random, 0.3, () => ({
        initContainers: several(random, 2, () => randomContainer(random, "init", true)),
      })),
      containers: [
        randomContainer(random, "main", false),
        ...maybe(random, 0.3, () => randomContainer(random, "more", false)),
      ],
    },
  };
}
