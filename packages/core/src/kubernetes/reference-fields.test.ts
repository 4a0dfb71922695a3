import { expect, test } from "vitest";
import type { PodSpec, Volume } from "./api/types.ts";
import { formatFieldPath } from "./field-path.ts";
import {
  claimsOf,
  type DataReference,
  environmentReferencesOf,
  pullSecretsOf,
  variableReferencesOf,
  volumeReferencesOf,
} from "./reference-fields.ts";
import { type ApiType, structureNamed } from "./structure.ts";

/** Each reference as `Kind field.nameField`. */
function fieldsOf(references: Iterable<DataReference>): readonly string[] {
  return [...references].map(
    ({ kind, path, nameField }) => `${kind} ${formatFieldPath([...path, ...nameField])}`,
  );
}

const VOLUME: Volume = {
  name: "data",
  azureFile: { secretName: "a", shareName: "a" },
  cephfs: { monitors: ["a"], secretRef: { name: "a" } },
  cinder: { volumeID: "a", secretRef: { name: "a" } },
  configMap: { name: "a" },
  csi: { driver: "a", nodePublishSecretRef: { name: "a" } },
  flexVolume: { driver: "a", secretRef: { name: "a" } },
  iscsi: { iqn: "a", lun: 0, targetPortal: "a", secretRef: { name: "a" } },
  projected: { sources: [{ configMap: { name: "a" } }, { secret: { name: "a" } }] },
  rbd: { image: "a", monitors: ["a"], secretRef: { name: "a" } },
  scaleIO: { gateway: "a", system: "a", secretRef: { name: "a" } },
  secret: { secretName: "a" },
  storageos: { secretRef: { name: "a" } },
};

test("a volume refers to its content and to the Secret of its driver, whatever the driver", () => {
  expect(fieldsOf(volumeReferencesOf(VOLUME, []))).toEqual([
    "Secret secret.secretName",
    "ConfigMap configMap.name",
    "ConfigMap projected.sources[0].configMap.name",
    "Secret projected.sources[1].secret.name",
    "Secret csi.nodePublishSecretRef.name",
    "Secret azureFile.secretName",
    "Secret cephfs.secretRef.name",
    "Secret cinder.secretRef.name",
    "Secret flexVolume.secretRef.name",
    "Secret iscsi.secretRef.name",
    "Secret rbd.secretRef.name",
    "Secret scaleIO.secretRef.name",
    "Secret storageos.secretRef.name",
  ]);
});

/** Every text below a type that is called a name and belongs to something called a Secret or ConfigMap. */
function* namesIn(type: ApiType, path: readonly string[]): Generator<string> {
  if (type.shape === "list") yield* namesIn(type.item, path);
  if (type.shape === "leaf" && isName(path)) yield path.join(".");
  if (type.shape !== "structure") return;
  for (const [field, member] of type.fields) yield* namesIn(member, [...path, field]);
}

function isName(path: readonly string[]): boolean {
  const [parent = "", field = ""] = path.slice(-2);
  return field === "secretName" || (field === "name" && /secret|configMap/i.test(parent));
}

test("the API has no other fields of a pod that name a Secret or ConfigMap", () => {
  const spec = structureNamed("PodSpec");
  const lists = ["containers", "initContainers", "ephemeralContainers"];
  const names = [...(spec?.fields ?? [])].flatMap(([field, type]) => [...namesIn(type, [field])]);
  expect(names.toSorted()).toEqual(
    [
      "imagePullSecrets.name",
      ...lists.flatMap((list) => [
        `${list}.env.valueFrom.configMapKeyRef.name`,
        `${list}.env.valueFrom.secretKeyRef.name`,
        `${list}.envFrom.configMapRef.name`,
        `${list}.envFrom.secretRef.name`,
      ]),
      "volumes.azureFile.secretName",
      "volumes.cephfs.secretRef.name",
      "volumes.cinder.secretRef.name",
      "volumes.configMap.name",
      "volumes.csi.nodePublishSecretRef.name",
      "volumes.flexVolume.secretRef.name",
      "volumes.iscsi.secretRef.name",
      "volumes.projected.sources.configMap.name",
      "volumes.projected.sources.secret.name",
      "volumes.rbd.secretRef.name",
      "volumes.scaleIO.secretRef.name",
      "volumes.secret.secretName",
      "volumes.storageos.secretRef.name",
    ].toSorted(),
  );
});

test("a container refers with single variables and with whole environments, and says what it needs of them", () => {
  const container = {
    name: "web",
    env: [
      { name: "PLAIN", value: "a" },
      { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
      { name: "HOST", valueFrom: { configMapKeyRef: { key: "host", optional: true } } },
    ],
    envFrom: [{ configMapRef: { name: "web" } }, { secretRef: { name: "api", optional: true } }],
  };
  const at = ["containers", 1];
  expect([...variableReferencesOf(container, at)]).toEqual([
    {
      kind: "Secret",
      name: "db",
      keys: ["password"],
      optional: false,
      path: ["containers", 1, "env", 1, "valueFrom", "secretKeyRef"],
      nameField: ["name"],
    },
    {
      kind: "ConfigMap",
      name: "",
      keys: ["host"],
      optional: true,
      path: ["containers", 1, "env", 2, "valueFrom", "configMapKeyRef"],
      nameField: ["name"],
    },
  ]);
  expect(
    [...environmentReferencesOf(container, at)].map(({ name, keys, optional }) => ({
      name,
      keys,
      optional,
    })),
  ).toEqual([
    { name: "web", keys: [], optional: false },
    { name: "api", keys: [], optional: true },
  ]);
});

test("a volume that lists keys needs these, and a pull secret may be missing", () => {
  const volume: Volume = {
    name: "db",
    secret: { secretName: "db", items: [{ key: "password", path: "p" }] },
  };
  expect([...volumeReferencesOf(volume, ["spec", "volumes", 0])]).toEqual([
    {
      kind: "Secret",
      name: "db",
      keys: ["password"],
      optional: false,
      path: ["spec", "volumes", 0, "secret"],
      nameField: ["secretName"],
    },
  ]);
  expect(pullSecretsOf({ imagePullSecrets: [{ name: "registry" }], containers: [] })).toEqual([
    {
      kind: "Secret",
      name: "registry",
      keys: [],
      optional: true,
      path: ["spec", "imagePullSecrets", 0, "name"],
      nameField: [],
    },
  ]);
});

test("a pod's claims are those that it names and those that are made for its ephemeral volumes", () => {
  const spec: PodSpec = {
    containers: [],
    volumes: [
      { name: "data", persistentVolumeClaim: { claimName: "db" } },
      { name: "broken", persistentVolumeClaim: { claimName: "" } },
      { name: "scratch", ephemeral: {} },
      { name: "none", emptyDir: {} },
    ],
  };
  expect(claimsOf("web-0", spec)).toEqual([
    { name: "db", path: ["spec", "volumes", 0, "persistentVolumeClaim", "claimName"] },
    { name: "web-0-scratch", path: ["spec", "volumes", 2, "ephemeral"] },
  ]);
});
