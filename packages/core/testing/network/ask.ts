import type { JsonObject, JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { createNetworkAnalysis } from "../../src/network/analysis.ts";
import { canReach } from "../../src/network/can-reach.ts";
import type { NetworkSettings } from "../../src/network/model.ts";
import { parseNetworkPlace } from "../../src/network/places.ts";
import { isProtocol } from "../../src/network/ports.ts";
import type { NetworkVerdict } from "../../src/network/verdict-between.ts";
import { wholeSnapshotOf } from "../snapshot.ts";

/** A Pod `ns/name` with labels; `more` is laid over its spec. */
export function podOf(
  place: string,
  labels: Readonly<Record<string, string>>,
  more: JsonObject = {},
  status: JsonObject = {},
): KubernetesObject {
  const [namespace = "", name = ""] = place.split("/");
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels },
    spec: { containers: [{ name: "main" }], ...more },
    status,
  };
}

function namespaceObject(
  name: string,
  labels: Readonly<Record<string, string>> = {},
): KubernetesObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

/** A NetworkPolicy `ns/name`. */
export function policyOf(place: string, spec: JsonValue): KubernetesObject {
  const [namespace = "", name = ""] = place.split("/");
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace },
    spec,
  };
}

/** The verdict on `x/a => y/b TCP 80`; places are written as on the command line. */
export function ask(
  question: string,
  objects: readonly KubernetesObject[],
  settings: NetworkSettings = {},
): NetworkVerdict {
  const answer = answerTo(question, objects, settings);
  if ("problem" in answer) throw new Error(answer.problem);
  return answer.found;
}

/** The same with the sentence on why there is no verdict. */
export function answerTo(
  question: string,
  objects: readonly KubernetesObject[],
  settings: NetworkSettings = {},
): ReturnType<typeof canReach> {
  const [source = "", , destination = "", protocol = "", port = ""] = question.split(" ");
  const from = parseNetworkPlace(source);
  const to = parseNetworkPlace(destination);
  if (!from || !to || !isProtocol(protocol)) throw new Error(`no question: ${question}`);
  const asked = /^\d+$/.test(port) ? Number(port) : port;
  const analysis = createNetworkAnalysis(wholeSnapshotOf(objects), settings);
  return canReach({ from, to, port: asked, protocol }, analysis);
}

/** The verdicts on several questions about one cluster, as `question: verdict`. */
export function verdicts(
  questions: readonly string[],
  objects: readonly KubernetesObject[],
  settings: NetworkSettings = {},
): readonly string[] {
  return questions.map((question) => `${question}: ${ask(question, objects, settings).verdict}`);
}

/** Two namespaces with a pod a and a pod b each. */
export const TWO_NAMESPACES: readonly KubernetesObject[] = [
  namespaceObject("x", { team: "one" }),
  namespaceObject("y", { team: "two" }),
  podOf("x/a", { app: "a" }, {}, addressStatus("10.0.0.1")),
  podOf("x/b", { app: "b" }, {}, addressStatus("10.0.0.2")),
  podOf("y/a", { app: "a" }, {}, addressStatus("10.0.1.1")),
  podOf("y/b", { app: "b" }, {}, addressStatus("10.0.1.2")),
];

/** The status of a pod with these addresses. */
export function addressStatus(...ips: string[]): JsonObject {
  return { podIPs: ips.map((ip) => ({ ip })) };
}

/** What the policy `x/policy` of a specification, alone in the two namespaces, makes of the questions. */
export function answers(spec: JsonValue, questions: readonly string[]): readonly string[] {
  const objects = [...TWO_NAMESPACES, policyOf("x/policy", spec)];
  return questions.map((question) => ask(question, objects).verdict);
}

/** Everything that goes to `x/a`. */
export const ALL_TO_A: readonly string[] = [
  "x/b => x/a TCP 80",
  "y/a => x/a TCP 80",
  "y/b => x/a TCP 80",
];

/** Pods of the namespaces by their label `team`, and of all, as cluster-wide policies write them. */
export const ONE = { namespaces: { matchLabels: { team: "one" } } };
export const TWO = { namespaces: { matchLabels: { team: "two" } } };
export const EVERYWHERE = { namespaces: {} };

/** A ClusterNetworkPolicy of the Admin tier for all pods; `spec` is laid over it. */
export function clusterPolicyOf(name: string, spec: JsonObject): KubernetesObject {
  return {
    apiVersion: "policy.networking.k8s.io/v1alpha2",
    kind: "ClusterNetworkPolicy",
    metadata: { name },
    spec: { tier: "Admin", priority: 10, subject: EVERYWHERE, ...spec },
  };
}

/** An ingress rule of a cluster-wide policy. */
export function clusterRule(
  action: string,
  from: readonly JsonValue[],
  more: JsonObject = {},
): JsonObject {
  return { action, from, ...more };
}

/** What objects, added to the two namespaces, make of the questions. */
export function answersWith(
  objects: readonly KubernetesObject[],
  questions: readonly string[] = ALL_TO_A,
): readonly string[] {
  return questions.map((question) => ask(question, [...TWO_NAMESPACES, ...objects]).verdict);
}
