import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";

type Random = () => number;

const NODES = ["n1", "n2"];
const NODE_RESOURCES = [
  ["", "secrets"],
  ["", "configmaps"],
  ["", "persistentvolumeclaims"],
  ["", "persistentvolumes"],
  ["", "serviceaccounts"],
  ["", "pods"],
  ["", "nodes"],
  ["", "services"],
  ["", "endpoints"],
  ["coordination.k8s.io", "leases"],
  ["storage.k8s.io", "csinodes"],
  ["storage.k8s.io", "volumeattachments"],
  ["resource.k8s.io", "resourceclaims"],
  ["resource.k8s.io", "resourceslices"],
  ["certificates.k8s.io", "certificatesigningrequests"],
  ["certificates.k8s.io", "podcertificaterequests"],
] as const;
const NODE_VERBS = [
  "get",
  "list",
  "watch",
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
];
const OBJECT_NAMES = ["o1", "o2", "n1", "n2", "pod-0", "pod-1", "volume-0", "attachment-0", ""];

/** What kubelets ask for. */
export function nodeAttributes(random: Random): JsonObject {
  const [group, resource] = pick(random, NODE_RESOURCES);
  const isGlobal = ["nodes", "persistentvolumes", "csinodes", "volumeattachments"].includes(
    resource,
  );
  const lease = resource === "leases" && random() < 0.7;
  return {
    verb: random() < 0.5 ? "get" : pick(random, NODE_VERBS),
    group,
    resource,
    subresource: random() < 0.7 ? "" : pick(random, ["status", "token", "eviction", "log"]),
    name: pick(random, OBJECT_NAMES),
    namespace: lease
      ? "kube-node-lease"
      : isGlobal || random() < 0.1
        ? ""
        : pick(random, ["a", "b"]),
    ...(random() < 0.3
      ? { fieldSelector: { rawSelector: `spec.nodeName=${pick(random, NODES)}` } }
      : {}),
  };
}

/** A pod, mostly on a node, that names secrets, config maps and claims in every way. */
export function randomPod(random: Random, index: number): KubernetesObject {
  const object = () => pick(random, ["o1", "o2"]);
  const maybe = (value: JsonObject): JsonObject => (random() < 0.3 ? value : {});
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `pod-${index}`,
      namespace: pick(random, ["a", "b"]),
      ...(random() < 0.1 ? { annotations: { "kubernetes.io/config.mirror": "1" } } : {}),
    },
    spec: {
      ...(random() < 0.9 ? { nodeName: pick(random, NODES) } : {}),
      serviceAccountName: object(),
      ...maybe({ imagePullSecrets: [{ name: object() }] }),
      containers: [
        {
          name: "c",
          ...maybe({ envFrom: [{ secretRef: { name: object() } }] }),
          ...maybe({
            env: [{ name: "e", valueFrom: { configMapKeyRef: { name: object(), key: "k" } } }],
          }),
        },
      ],
      ...maybe({
        initContainers: [{ name: "i", envFrom: [{ configMapRef: { name: object() } }] }],
      }),
      ...maybe({
        ephemeralContainers: [
          {
            name: "e",
            env: [{ name: "e", valueFrom: { secretKeyRef: { name: object(), key: "k" } } }],
          },
        ],
      }),
      ...maybe({ resourceClaims: [{ name: "r", resourceClaimName: object() }] }),
      volumes: Array.from({ length: below(random, 4) }, (_, each) => ({
        name: `v${each}`,
        ...podVolume(random, object()),
      })),
    },
  };
}

function podVolume(random: Random, name: string): JsonObject {
  const secretRef = { name };
  return pick<JsonObject>(random, [
    { secret: { secretName: name } },
    { configMap: { name } },
    { projected: { sources: [{ secret: { name } }, { configMap: { name } }] } },
    { persistentVolumeClaim: { claimName: name } },
    { ephemeral: {} },
    { azureFile: { secretName: name, shareName: "s" } },
    { cephfs: { monitors: [], secretRef } },
    { cinder: { volumeID: "v", secretRef } },
    { flexVolume: { driver: "d", secretRef } },
    { iscsi: { targetPortal: "t", iqn: "i", lun: 0, secretRef } },
    { rbd: { monitors: [], image: "i", secretRef } },
    { scaleIO: { gateway: "g", system: "s", secretRef } },
    { storageos: { secretRef } },
    { csi: { driver: "d", nodePublishSecretRef: { name } } },
    { emptyDir: {} },
  ]);
}

/** A volume of every kind with a secret. */
export function randomVolume(random: Random, index: number): KubernetesObject {
  const name = pick(random, ["o1", "o2"]);
  const secretRef = { name, ...(random() < 0.5 ? { namespace: pick(random, ["a", "b"]) } : {}) };
  const source = pick<JsonObject>(random, [
    { azureFile: { secretName: name, shareName: "s", secretNamespace: "b" } },
    { azureFile: { secretName: name, shareName: "s" } },
    { cephfs: { monitors: [], secretRef } },
    { cinder: { volumeID: "v", secretRef } },
    { flexVolume: { driver: "d", secretRef } },
    { iscsi: { targetPortal: "t", iqn: "i", lun: 0, secretRef } },
    { rbd: { monitors: [], image: "i", secretRef } },
    { scaleIO: { gateway: "g", system: "s", secretRef } },
    { storageos: { secretRef } },
    { csi: { driver: "d", volumeHandle: "h", nodeStageSecretRef: secretRef } },
    { csi: { driver: "d", volumeHandle: "h", nodeExpandSecretRef: secretRef } },
    { csi: { driver: "d", volumeHandle: "h", controllerPublishSecretRef: secretRef } },
  ]);
  const claimRef = { namespace: pick(random, ["a", "b"]), name: pick(random, ["o1", "o2"]) };
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: `volume-${index}` },
    spec: { ...source, ...(random() < 0.9 ? { claimRef } : {}) },
  };
}

export function randomAttachment(random: Random, index: number): KubernetesObject {
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "VolumeAttachment",
    metadata: { name: `attachment-${index}` },
    spec: { attacher: "a", source: {}, nodeName: pick(random, [...NODES, ""]) },
  };
}
