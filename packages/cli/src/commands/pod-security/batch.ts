import {
  decodeObject,
  formatFieldPath,
  isJsonObject,
  isKubernetesObject,
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  locateInObject,
  type PodTemplate,
  podTemplatesOf,
} from "@watertight/core/kubernetes";
import {
  type AdmissionContext,
  admitPodSecurity,
  evaluatePod,
  type LevelVersion,
  type PodSecurityConfiguration,
  type PodSecurityVerdict,
  type PodSecurityViolation,
  parsePodSecurityLevel,
  parsePodSecurityVersion,
  withVolumeDefaults,
} from "@watertight/core/pod-security";
import type { Snapshot } from "@watertight/core/snapshot";
import {
  type Answer,
  answerLines,
  type BatchExitStatus,
  type BatchStreams,
  idOf,
} from "../../batch.ts";

/** `pod-security evaluate --batch`: JSON Lines in, one verdict a line out, in the same order. */
export function evaluateBatch(streams: BatchStreams): Promise<BatchExitStatus> {
  return answerLines(streams, answerEvaluation);
}

/** `pod-security admit --batch`: AdmissionReviews in, the same with their `response` out, in the same order. */
export function admitBatch(
  streams: BatchStreams,
  snapshot: Snapshot,
  configuration: PodSecurityConfiguration,
): Promise<BatchExitStatus> {
  const context = admissionContextOf(snapshot, configuration);
  return answerLines(streams, (question) => answerReview(question, context));
}

function answerEvaluation(question: JsonObject): Answer {
  const { level: levelText, version: versionText = "latest", object = null } = question;
  const level = typeof levelText === "string" ? parsePodSecurityLevel(levelText) : undefined;
  if (level === undefined) {
    return { problem: 'The level must be "privileged", "baseline" or "restricted".' };
  }
  const version =
    typeof versionText === "string" ? parsePodSecurityVersion(versionText) : undefined;
  if (version === undefined) return { problem: 'The version must be "latest" or "v1.x".' };
  const decoded = decodedPods(object);
  if ("problem" in decoded) return decoded;
  const verdicts = decoded.pods.map((pod) => placedVerdictOf(pod, { level, version }));
  const messages = verdicts.map(({ message }) => message).filter((message) => message !== "");
  const verdict = {
    allowed: verdicts.every(({ allowed }) => allowed),
    message: messages.join(", "),
    violations: verdicts.flatMap(({ violations }) => violations).map(violationJson),
  };
  return { json: { ...idOf(question), ...verdict } };
}

function decodedPods(
  value: JsonValue,
): { readonly pods: readonly PodTemplate[] } | { readonly problem: string } {
  const object = completedObject(value);
  const pods = object ? podTemplatesOf(object) : [];
  if (!object || pods.length === 0) {
    return { problem: "The object is neither a Pod nor anything with a pod template." };
  }
  const undecodable = decodeObject(object).problems.find(({ kind }) => kind === "wrong-type");
  if (!undecodable) return { pods };
  return { problem: `The object cannot be decoded: ${undecodable.message}.` };
}

// A Pod needs no apiVersion here: the question says that the object is one.
function completedObject(object: JsonValue): KubernetesObject | undefined {
  if (!isJsonObject(object)) return undefined;
  const completed = { ...object, apiVersion: object["apiVersion"] ?? "v1" };
  return isKubernetesObject(completed) ? completed : undefined;
}

/** The verdict on a pod template, with its paths below the object that holds it. */
export function placedVerdictOf(pod: PodTemplate, levelVersion: LevelVersion): PodSecurityVerdict {
  const verdict = evaluatePod(withVolumeDefaults(pod), levelVersion);
  const violations = verdict.violations.map((violation) => ({
    ...violation,
    paths: violation.paths.map((path) => locateInObject(pod, path)),
  }));
  return { ...verdict, violations };
}

/** A violation as the machine interfaces print it, with formatted paths. */
export function violationJson({ check, reason, detail, paths }: PodSecurityViolation): JsonObject {
  return { check, reason, detail, paths: paths.map(formatFieldPath) };
}

function answerReview(review: JsonObject, context: AdmissionContext): Answer {
  if (review["kind"] !== "AdmissionReview" || review["apiVersion"] !== "admission.k8s.io/v1") {
    return { problem: "The object is not an AdmissionReview of admission.k8s.io/v1." };
  }
  const request = review["request"];
  if (!isJsonObject(request)) return { problem: "The AdmissionReview has no request." };
  const response = admitPodSecurity(request, context);
  const uid = typeof request["uid"] === "string" ? request["uid"] : "";
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
