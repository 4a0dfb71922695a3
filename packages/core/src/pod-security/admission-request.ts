import { isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { isKubernetesObject, type KubernetesObject } from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { podTemplatesOf } from "../kubernetes/pod-templates.ts";
import type { GroupName } from "./response.ts";

/** What the decision reads of an AdmissionReview's request. */
export interface AdmissionRequest {
  readonly name: string;
  readonly namespace: string;
  readonly operation: string;
  readonly subresource: string;
  readonly username: string;
  readonly resource: GroupName;
  readonly kind: GroupName;
  /** Absent where the request has none, or null. */
  readonly object?: KubernetesObject;
  readonly oldObject?: KubernetesObject;
}

/** Reads the `request` of an AdmissionReview; fields of a wrong type count as absent. */
export function admissionRequestOf(request: JsonObject): AdmissionRequest {
  const kind = objectAt(request, "kind");
  const resource = objectAt(request, "resource");
  const object = objectOf(request["object"], kind);
  const oldObject = objectOf(request["oldObject"], kind);
  return {
    name: textAt(request, "name"),
    namespace: textAt(request, "namespace"),
    operation: textAt(request, "operation"),
    subresource: subresourceOf(request),
    username: textAt(request, "userInfo", "username"),
    resource: { group: textAt(resource, "group"), name: textAt(resource, "resource") },
    kind: { group: textAt(kind, "group"), name: textAt(kind, "kind") },
    ...(object === undefined ? {} : { object }),
    ...(oldObject === undefined ? {} : { oldObject }),
  };
}

// Upstream reads what the client asked for. The API server always says so; a review that was written by hand
// may carry only what the webhook was registered for.
function subresourceOf(request: JsonObject): string {
  const saysRequest = isJsonObject(request["requestResource"]) || "requestSubResource" in request;
  return textAt(request, saysRequest ? "requestSubResource" : "subResource");
}

// An object without apiVersion or kind takes them from the request, as upstream's decoder does.
function objectOf(value: JsonValue | undefined, kind: JsonObject): KubernetesObject | undefined {
  if (!isJsonObject(value)) return undefined;
  const group = textAt(kind, "group");
  const version = textAt(kind, "version");
  const completed = {
    ...value,
    apiVersion: textAt(value, "apiVersion") || (group === "" ? version : `${group}/${version}`),
    kind: textAt(value, "kind") || textAt(kind, "kind"),
  };
  return isKubernetesObject(completed) ? completed : undefined;
}

const TEMPLATE_PATHS: Readonly<Record<string, readonly string[]>> = {
  "v1/Pod": [],
  "v1/PodTemplate": ["template"],
  "v1/ReplicationController": ["spec", "template"],
  "apps/v1/ReplicaSet": ["spec", "template"],
  "apps/v1/Deployment": ["spec", "template"],
  "apps/v1/StatefulSet": ["spec", "template"],
  "apps/v1/DaemonSet": ["spec", "template"],
  "batch/v1/Job": ["spec", "template"],
  "batch/v1/CronJob": ["spec", "jobTemplate", "spec", "template"],
};

/**
 * The pod in an object of a kind that upstream knows: `none` for a ReplicationController without a template,
 * undefined for every other kind.
 */
export function controlledPodOf(object: KubernetesObject): PodTemplate | "none" | undefined {
  const kind = `${object.apiVersion}/${object.kind}`;
  const path = Object.hasOwn(TEMPLATE_PATHS, kind) ? TEMPLATE_PATHS[kind] : undefined;
  if (path === undefined) return undefined;
  const template = valueAt(object, ...path);
  if (kind === "v1/ReplicationController" && !isJsonObject(template)) return "none";
  return decodedPodOf(objectAt(template));
}

// Whatever held the template, it is decoded like a Pod.
function decodedPodOf(template: JsonObject): PodTemplate {
  const [pod] = podTemplatesOf({
    apiVersion: "v1",
    kind: "Pod",
    metadata: objectAt(template, "metadata"),
    spec: objectAt(template, "spec"),
  });
  return pod ?? { path: [], metadata: { labels: {}, annotations: {} }, spec: {} };
}
