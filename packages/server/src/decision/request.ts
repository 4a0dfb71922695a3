import {
  isJsonObject,
  isKubernetesObject,
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";

/** What a decision reads of the `request` of an AdmissionReview; "" for what it does not have. */
export interface GateRequest {
  readonly uid: string;
  readonly operation: string;
  readonly group: string;
  readonly resource: string;
  readonly kind: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly username: string;
  readonly dryRun: boolean;
  readonly object: KubernetesObject | undefined;
  readonly oldObject: KubernetesObject | undefined;
  /** The request itself, for engines that read more of it. */
  readonly json: JsonObject;
}

/** Reads a review; a text says why it is none that can be answered. */
export function gateRequestOf(review: JsonValue): GateRequest | string {
  if (!isJsonObject(review)) return "The body is no JSON object.";
  if (review["kind"] !== "AdmissionReview") return "The body is no AdmissionReview.";
  if (review["apiVersion"] !== "admission.k8s.io/v1") {
    return "The AdmissionReview is not of admission.k8s.io/v1.";
  }
  const { request } = review;
  if (!isJsonObject(request)) return "The AdmissionReview has no request.";
  const uid = textAt(request, "uid");
  if (uid === "") return "The request of the AdmissionReview has no uid.";
  const kind = objectAt(request, "kind");
  const resource = objectAt(request, "resource");
  const namespace = textAt(request, "namespace");
  const place = { kind, namespace };
  return {
    uid,
    operation: textAt(request, "operation"),
    group: textAt(resource, "group"),
    resource: textAt(resource, "resource"),
    kind: textAt(kind, "kind"),
    subresource: textAt(request, "subResource"),
    namespace,
    name: textAt(request, "name"),
    username: textAt(request, "userInfo", "username"),
    dryRun: request["dryRun"] === true,
    object: objectIn(request["object"], place),
    oldObject: objectIn(request["oldObject"], place),
    json: request,
  };
}

/** An object without apiVersion, kind or namespace takes them from the request, as the API server's decoder does. */
function objectIn(
  value: JsonValue | undefined,
  { kind, namespace }: { readonly kind: JsonObject; readonly namespace: string },
): KubernetesObject | undefined {
  if (!isJsonObject(value)) return undefined;
  const metadata = objectAt(value, "metadata");
  const isPlaced = namespace === "" || isNamespace(kind) || textAt(metadata, "namespace") !== "";
  if (isPlaced && isKubernetesObject(value)) return value;
  const completed = {
    ...value,
    apiVersion: textAt(value, "apiVersion") || apiVersionOf(kind),
    kind: textAt(value, "kind") || textAt(kind, "kind"),
    metadata: isPlaced ? metadata : { ...metadata, namespace },
  };
  return isKubernetesObject(completed) ? completed : undefined;
}

function isNamespace(kind: JsonObject): boolean {
  return textAt(kind, "kind") === "Namespace" && textAt(kind, "group") === "";
}

function apiVersionOf(kind: JsonObject): string {
  const [group, version] = [textAt(kind, "group"), textAt(kind, "version")];
  return group === "" ? version : `${group}/${version}`;
}
