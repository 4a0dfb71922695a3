import type { KubernetesObject } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";
import {
  KEYS,
  labelsOf,
  NAMESPACES,
  optional,
  type Random,
  randomNodeSelector,
  randomPod,
  randomTaint,
  randomToleration,
  several,
  VALUES,
} from "./random-scheduled-pods.ts";

/** A random cluster for questions about placement: every kind of thing that decides, few values, so that they meet. */
export interface RandomPlacement {
  readonly nodes: readonly KubernetesObject[];
  readonly pods: readonly KubernetesObject[];
  readonly namespaces: readonly KubernetesObject[];
  readonly volumes: readonly KubernetesObject[];
  readonly claims: readonly KubernetesObject[];
  readonly runtimeClasses: readonly KubernetesObject[];
  readonly plugins: readonly string[];
  readonly comparison: boolean;
}

function randomNode(random: Random, name: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        ...labelsOf(random),
        "kubernetes.io/hostname": name,
        ...optional(random, 0.5, () => ({
          "topology.kubernetes.io/zone": pick(random, ["z1", "z2"]),
        })),
      },
    },
    spec: {
      ...optional(random, 0.5, () => ({ taints: several(random, 2, () => randomTaint(random)) })),
      ...optional(random, 0.15, () => ({ unschedulable: true })),
    },
    status: {
      allocatable: {
        pods: pick(random, ["1", "2", "110", "110"]),
        cpu: pick(random, ["1", "2", "4", "4"]),
        memory: pick(random, ["1Gi", "4Gi", "8Gi"]),
        ...optional(random, 0.3, () => ({ "example.com/gpu": "2" })),
      },
    },
  };
}

function randomNamespace(random: Random, name: string): KubernetesObject {
  const annotation = "scheduler.alpha.kubernetes.io";
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: {
        "kubernetes.io/metadata.name": name,
        ...optional(random, 0.7, () => ({ team: pick(random, ["1", "2"]) })),
      },
      annotations: {
        ...optional(random, 0.5, () => ({
          [`${annotation}/node-selector`]: pick(random, ["pool=1", "pool=2, zone = x", "", "pool"]),
        })),
        ...optional(random, 0.4, () => ({
          [`${annotation}/defaultTolerations`]: JSON.stringify(
            several(random, 2, () => randomToleration(random, ["Exists", "Equal"])),
          ),
        })),
        ...optional(random, 0.3, () => ({
          [`${annotation}/tolerationsWhitelist`]: JSON.stringify(
            several(random, 3, () => randomToleration(random, ["Exists", "Equal"])),
          ),
        })),
      },
    },
  };
}

function randomClass(random: Random, name: string): KubernetesObject {
  return {
    apiVersion: "node.k8s.io/v1",
    kind: "RuntimeClass",
    metadata: { name },
    handler: "runc",
    ...optional(random, 0.8, () => ({
      scheduling: {
        ...optional(random, 0.6, () => ({
          nodeSelector: { [pick(random, KEYS)]: pick(random, VALUES) },
        })),
        ...optional(random, 0.6, () => ({
          tolerations: several(random, 2, () => randomToleration(random, ["Exists", "Equal"])),
        })),
      },
    })),
    ...optional(random, 0.3, () => ({ overhead: { podFixed: { cpu: "500m" } } })),
  };
}

function randomVolume(random: Random, name: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: {
      name,
      labels: optional(random, 0.4, () => ({
        "topology.kubernetes.io/zone": pick(random, ["z1", "z1__z2"]),
      })),
    },
    spec: optional(random, 0.6, () => ({
      nodeAffinity: { required: randomNodeSelector(random, ["n1"]) },
    })),
  };
}

function randomClaim(random: Random, namespace: string, name: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: {
      name,
      namespace,
      annotations: { "pv.kubernetes.io/bind-completed": "yes" },
    },
    spec: { volumeName: pick(random, ["v1", "v2"]) },
  };
}

export function randomPlacement(random: Random): RandomPlacement {
  const names = Array.from({ length: 2 + below(random, 4) }, (_, index) => `n${index + 1}`);
  return {
    nodes: names.map((name) => randomNode(random, name)),
    pods: Array.from({ length: below(random, 7) }, (_, index) => {
      const pod = randomPod(random, { name: `there-${index}`, nodes: names });
      const { spec } = pod as unknown as { readonly spec: object };
      return { ...pod, spec: { ...spec, nodeName: pick(random, names) } };
    }),
    namespaces: NAMESPACES.map((name) => randomNamespace(random, name)),
    volumes: ["v1", "v2"].map((name) => randomVolume(random, name)),
    claims: NAMESPACES.flatMap((namespace) =>
      ["one", "two"].map((name) => randomClaim(random, namespace, name)),
    ),
    runtimeClasses: ["kata", "plain"].map((name) => randomClass(random, name)),
    plugins: ["PodNodeSelector", "PodTolerationRestriction"].filter(() => random() < 0.4),
    comparison: random() < 0.5,
  };
}
