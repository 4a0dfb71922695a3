import {
  isJsonObject,
  type JsonObject,
  type KubernetesObject,
  textAt,
} from "@watertight/core/kubernetes";
import {
  type AdmissionContext,
  admitPodSecurity,
  type PodSecurityConfiguration,
} from "@watertight/core/pod-security";
import type { Snapshot } from "@watertight/core/snapshot";
import { type Answer, answerLines, type BatchStreams } from "../../../batch.ts";
import type { Ending } from "../../../ending.ts";

/** `pod-security admit --batch`: AdmissionReviews in, the same with their `response` out, in the same order. */
export function admitBatch(
  streams: BatchStreams,
  snapshot: Snapshot,
  configuration: PodSecurityConfiguration,
): Promise<Ending> {
  const context = admissionContextOf(snapshot, configuration);
  return answerLines(streams, (question) => answerReview(question, context));
}

function answerReview(review: JsonObject, context: AdmissionContext): Answer {
  if (review["kind"] !== "AdmissionReview" || review["apiVersion"] !== "admission.k8s.io/v1") {
    return { problem: "The object is not an AdmissionReview of admission.k8s.io/v1." };
  }
  const request = review["request"];
  if (!isJsonObject(request)) return { problem: "The AdmissionReview has no request." };
  const response = admitPodSecurity(request, context);
  const uid = textAt(request, "uid");
  return { json: { ...review, response: { uid, ...response } } };
}

function admissionContextOf(
  snapshot: Snapshot,
  configuration: PodSecurityConfiguration,
): AdmissionContext {
  const namespaces = new Map<string, KubernetesObject>();
  for (const { reference, object } of snapshot.ofKind("", "Namespace")) {
    namespaces.set(reference.name, object);
  }
  return {
    configuration,
    getNamespace: (name) => namespaces.get(name),
    podsIn: (namespace) =>
      snapshot
        .inNamespace(namespace)
        .map(({ object }) => object)
        .filter(({ apiVersion, kind }) => apiVersion === "v1" && kind === "Pod"),
  };
}
