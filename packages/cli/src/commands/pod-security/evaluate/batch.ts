import {
  decodeObject,
  isJsonObject,
  isKubernetesObject,
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  type ObjectReference,
  type PodTemplate,
  podTemplatesOf,
  referenceOf,
} from "@watertight/core/kubernetes";
import { parsePodSecurityLevel, podSecurityAnswer } from "@watertight/core/pod-security";
import { type Answer, answerLines, type BatchStreams, idOf } from "../../../batch.ts";
import type { Ending } from "../../../ending.ts";
import { readVersion } from "../settings.ts";
import { violationJson } from "../verdicts.ts";

/** `pod-security evaluate --batch`: JSON Lines in, one verdict a line out, in the same order. */
export function evaluateBatch(streams: BatchStreams): Promise<Ending> {
  return answerLines(streams, answerEvaluation);
}

function answerEvaluation(question: JsonObject): Answer {
  const { level: levelText, version: versionText = "latest", object = null } = question;
  const level = typeof levelText === "string" ? parsePodSecurityLevel(levelText) : undefined;
  if (level === undefined) {
    return { problem: 'The level must be "privileged", "baseline" or "restricted".' };
  }
  const version = typeof versionText === "string" ? readVersion(versionText) : undefined;
  if (version === undefined) return { problem: 'The version must be "latest" or as "v1.30".' };
  const decoded = decodedPods(object);
  if ("problem" in decoded) return decoded;
  const verdicts = decoded.pods.map((pod) =>
    podSecurityAnswer(decoded.object, pod, { level, version }),
  );
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
):
  | { readonly object: ObjectReference; readonly pods: readonly PodTemplate[] }
  | { readonly problem: string } {
  const object = completedObject(value);
  const pods = object ? podTemplatesOf(object) : [];
  if (!object || pods.length === 0) {
    return { problem: "The object is neither a Pod nor anything with a pod template." };
  }
  const undecodable = decodeObject(object).problems.find(({ kind }) => kind === "wrong-type");
  if (!undecodable) return { object: referenceOf(object), pods };
  return { problem: `The object cannot be decoded: ${undecodable.message}.` };
}

// A Pod needs no apiVersion here: the question says that the object is one.
function completedObject(object: JsonValue): KubernetesObject | undefined {
  if (!isJsonObject(object)) return undefined;
  const completed = { ...object, apiVersion: object["apiVersion"] ?? "v1" };
  return isKubernetesObject(completed) ? completed : undefined;
}
