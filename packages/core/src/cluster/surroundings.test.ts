import { expect, it } from "vitest";
import { filesSnapshot } from "../../testing/files.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { createClusters } from "./cluster.ts";

function object(
  kind: string,
  name: string,
  more: Partial<KubernetesObject> = {},
): KubernetesObject {
  const apiVersion = kind === "Deployment" || kind === "ReplicaSet" ? "apps/v1" : "v1";
  return { apiVersion, kind, metadata: { name, namespace: "shop" }, ...more };
}

function ownedBy(kind: string, owner: string, owned: KubernetesObject): KubernetesObject {
  const apiVersion = kind === "Deployment" || kind === "ReplicaSet" ? "apps/v1" : "v1";
  const reference = { apiVersion, kind, name: owner, uid: "1", controller: true };
  return {
    ...owned,
    metadata: { name: owned.kind, namespace: "shop", ownerReferences: [reference] },
  };
}

const template = { spec: { containers: [] } };
const AROUND = snapshotOf(
  [
    object("Deployment", "web", { spec: { template } }),
    ownedBy("Deployment", "web", object("ReplicaSet", "", { spec: { template } })),
    ownedBy("ReplicaSet", "ReplicaSet", object("Pod", "", { spec: { containers: [] } })),
    object("Deployment", "api", { spec: { template } }),
    object("ConfigMap", "settings"),
  ],
  {
    files: Array.from({ length: 5 }, () => "server"),
    wholeCluster: true,
    kubernetesVersion: "v1.34",
  },
);

/** Each world with its objects, those that are judged in capitals. */
function worldsIn(files: Snapshot, namespace?: string): readonly string[] {
  const settings = { around: AROUND, ...(namespace !== undefined && { namespace }) };
  return createClusters(files, settings).judged.map(({ world, snapshot, judges }) => {
    const names = snapshot.objects.map((entry) => {
      const name = `${entry.reference.kind}/${entry.reference.name}`;
      return judges(entry) ? name.toUpperCase() : name;
    });
    return `${world}: ${names.join(" ")}`;
  });
}

it("files take the place of what the cluster has of their names and of what that has made, and alone are judged", () => {
  const files = filesSnapshot({
    "a.yaml": [object("Deployment", "web"), object("Service", "web")],
  });
  expect(worldsIn(files)).toEqual([
    ": DEPLOYMENT/WEB SERVICE/WEB Deployment/api ConfigMap/settings",
  ]);
});

it("so does an object that names no namespace, in the one that it is taken to be in", () => {
  const metadata = { name: "web" };
  const files = filesSnapshot({ "a.yaml": [object("Deployment", "web", { metadata })] });
  const rest = "Deployment/api ConfigMap/settings";
  expect(worldsIn(files, "shop")).toEqual([`: DEPLOYMENT/WEB ${rest}`]);
  expect(worldsIn(files, "bank")).toEqual([
    `: DEPLOYMENT/WEB Deployment/web ReplicaSet/ReplicaSet Pod/Pod ${rest}`,
  ]);
});

it("what is known of the cluster is the cluster's, and files of several worlds stay apart in it", () => {
  const files = filesSnapshot({
    "dev/a.yaml": [object("ConfigMap", "settings", { data: { a: "1" } })],
    "prod/a.yaml": [object("ConfigMap", "settings", { data: { a: "2" } })],
  });
  const rest = "Deployment/web ReplicaSet/ReplicaSet Pod/Pod Deployment/api";
  expect(worldsIn(files)).toEqual([
    `dev: CONFIGMAP/SETTINGS ${rest}`,
    `prod: CONFIGMAP/SETTINGS ${rest}`,
  ]);
  const [first] = createClusters(files, { around: AROUND }).judged;
  expect(first?.snapshot.assumptions).toEqual(AROUND.assumptions);
});
