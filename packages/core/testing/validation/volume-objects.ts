import type { JsonObject } from "../../src/kubernetes/json.ts";

/** A valid volume of each kind, without its name. */
export const VOLUMES: readonly JsonObject[] = [
  { hostPath: { path: "/var/log", type: "Directory" } },
  { gitRepo: { repository: "r" } },
  { gcePersistentDisk: { pdName: "d" } },
  { awsElasticBlockStore: { volumeID: "v" } },
  { secret: { secretName: "s", items: [{ key: "k", path: "a/b", mode: 256 }] } },
  { nfs: { server: "s", path: "/p" } },
  { iscsi: { targetPortal: "10.0.0.1", iqn: "iqn.2001-04.com.example:storage", lun: 0 } },
  { glusterfs: { endpoints: "e", path: "p" } },
  { flocker: { datasetName: "d" } },
  { rbd: { monitors: ["m"], image: "i" } },
  { cinder: { volumeID: "v", secretRef: { name: "s" } } },
  { cephfs: { monitors: ["m"] } },
  { quobyte: { registry: "a:1,b:2", volume: "v" } },
  {
    downwardAPI: {
      items: [
        { path: "labels", fieldRef: { fieldPath: "metadata.labels" } },
        { path: "cpu", resourceFieldRef: { containerName: "main", resource: "limits.cpu" } },
      ],
    },
  },
  { fc: { targetWWNs: ["w"], lun: 1 } },
  { flexVolume: { driver: "d", options: { "example.com/a": "b" } } },
  { configMap: { name: "c", defaultMode: 420 } },
  { azureFile: { secretName: "s", shareName: "n" } },
  { vsphereVolume: { volumePath: "p" } },
  { photonPersistentDisk: { pdID: "p" } },
  { portworxVolume: { volumeID: "v" } },
  { azureDisk: { diskName: "d", diskURI: "https://a.example/b.vhd" } },
  { azureDisk: { diskName: "d", diskURI: "/subscriptions/a", kind: "Managed" } },
  { storageos: { volumeName: "v" } },
  {
    projected: {
      sources: [
        { secret: { name: "s", items: [{ key: "k", path: "a" }] } },
        { configMap: { name: "c", items: [{ key: "k", path: "b" }] } },
        { serviceAccountToken: { path: "token", expirationSeconds: 600 } },
        { downwardAPI: { items: [{ path: "c", fieldRef: { fieldPath: "metadata.name" } }] } },
      ],
    },
  },
  { scaleIO: { gateway: "g", system: "s", volumeName: "v", secretRef: { name: "s" } } },
  { csi: { driver: "csi.example.com", nodePublishSecretRef: { name: "s" } } },
  {
    ephemeral: {
      volumeClaimTemplate: {
        metadata: { labels: { app: "web" } },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
      },
    },
  },
  { image: { reference: "r.example/data:1" } },
];
