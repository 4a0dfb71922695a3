import type { JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { ExampleDocument } from "../check.ts";

/** `aws eks describe-cluster`. */
export function eksCluster(cluster: JsonObject): ExampleDocument {
  const { resourcesVpcConfig = {}, ...rest } = cluster;
  return { file: "cluster.json", json: { cluster: { name: "shop", resourcesVpcConfig, ...rest } } };
}

/** `aws eks describe-nodegroup`. */
export function eksPool(nodegroup: JsonObject): ExampleDocument {
  const named = { nodegroupName: "workers", clusterName: "shop" };
  return { file: "nodegroup.json", json: { nodegroup: { ...named, ...nodegroup } } };
}

/** `az aks show`. */
export function aksCluster(cluster: JsonObject): ExampleDocument {
  const named = { name: "shop", type: "Microsoft.ContainerService/ManagedClusters" };
  return { file: "aks.json", json: { ...named, ...cluster } };
}

/** `az aks nodepool list`. */
export function aksPool(pool: JsonObject): ExampleDocument {
  const named = { name: "workers", type: "Microsoft.ContainerService/managedClusters/agentPools" };
  return { file: "pools.json", json: [{ ...named, ...pool }] };
}

const GKE =
  "https://container.googleapis.com/v1/projects/shop/locations/europe-west1/clusters/shop";

/** `gcloud container clusters describe --format=json`. */
export function gkeCluster(cluster: JsonObject): ExampleDocument {
  const named = { name: "shop", selfLink: GKE, currentMasterVersion: "1.33.2-gke.100" };
  return { file: "gke.json", json: { ...named, ...cluster } };
}

/** `gcloud container node-pools list --format=json`. */
export function gkePool(pool: JsonObject): ExampleDocument {
  const named = {
    name: "workers",
    selfLink: `${GKE}/nodePools/workers`,
    version: "1.33.2-gke.100",
  };
  return { file: "node-pools.json", json: [{ ...named, ...pool }] };
}

/** `terraform show -json` of a plan; `unknown` is known only after apply. */
export function plan(type: string, values: JsonObject, unknown: JsonObject = {}): ExampleDocument {
  const address = `${type}.shop`;
  const resource = { address, mode: "managed", type, name: "shop" };
  return {
    file: "plan.json",
    json: {
      format_version: "1.2",
      planned_values: { root_module: { resources: [{ ...resource, values }] } },
      resource_changes: [
        { address, type, change: { actions: ["create"], after_unknown: unknown } },
      ],
    },
  };
}

/** The same of a state. */
export function state(type: string, values: JsonObject): ExampleDocument {
  const resource = { address: `${type}.shop`, mode: "managed", type, name: "shop", values };
  return {
    file: "state.json",
    json: { format_version: "1.0", values: { root_module: { resources: [resource] } } },
  };
}

/** An answer of any command. */
export function answer(file: string, json: ExampleDocument["json"]): ExampleDocument {
  return { file, json };
}

/** An object of Cluster API. */
export function clusterApi(kind: string, spec: JsonObject): KubernetesObject {
  const isPlane = kind === "AWSManagedControlPlane";
  const group = isPlane ? "controlplane.cluster.x-k8s.io" : "infrastructure.cluster.x-k8s.io";
  return { apiVersion: `${group}/v1beta2`, kind, metadata: { name: "shop" }, spec };
}
