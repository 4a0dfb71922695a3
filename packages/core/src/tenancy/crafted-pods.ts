import type { PodSpec } from "../kubernetes/api/types.ts";
import { asJson } from "../kubernetes/json-fields.ts";
import { podTemplatesOf } from "../kubernetes/pod-templates.ts";
import { type PlacementPod, placementPodOf } from "../placement/index.ts";

/** The pod with which whoever may create pods in a namespace comes to a node: it tolerates everything and names it. */
export function craftedPod(namespace: string, nodeName: string): PlacementPod {
  return podOf(namespace, { nodeName, tolerations: [{ operator: "Exists" }], containers: [] });
}

/** A pod of a namespace with a specification and nothing else. */
export function podOf(namespace: string, spec: PodSpec): PlacementPod {
  const metadata = { name: "", namespace };
  const object = { apiVersion: "v1", kind: "Pod", metadata, spec: asJson(spec) };
  const [template] = podTemplatesOf(object);
  const none = { path: [], metadata: { labels: {}, annotations: {} }, spec: {} };
  return placementPodOf(object, template ?? none);
}
