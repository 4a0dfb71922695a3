import { podTemplatesOf } from "../kubernetes/pod-templates.ts";
import { type PlacementPod, placementPodOf } from "../placement/index.ts";

/** The pod with which whoever may create pods in a namespace comes to a node: it tolerates everything and names it. */
export function craftedPod(namespace: string, nodeName: string): PlacementPod {
  return podOf(namespace, { nodeName, tolerations: [{ operator: "Exists" }], containers: [] });
}

/** A pod of which nothing is said but its namespace. */
export function unspecificPod(namespace: string): PlacementPod {
  return podOf(namespace, { containers: [] });
}

function podOf(namespace: string, spec: NonNullable<PlacementPod["object"]["spec"]>): PlacementPod {
  const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "", namespace }, spec };
  const [template] = podTemplatesOf(object);
  const none = { path: [], metadata: { labels: {}, annotations: {} }, spec: {} };
  return placementPodOf(object, template ?? none);
}
