import {
  decodeObject,
  isJsonObject,
  isKubernetesObject,
  type JsonObject,
  type JsonValue,
  podTemplatesOf,
} from "@watertight/core/kubernetes";
import {
  nodeOf,
  type Placement,
  type PlacementNode,
  type PlacementPod,
  placementPodOf,
  podsCalled,
} from "@watertight/core/placement";
import type { Snapshot } from "@watertight/core/snapshot";
import { type Answer, idOf } from "../../../batch.ts";
import { verdictJson } from "../json.ts";

/** What answers, and whether what passes by itself counts. */
export interface AskedCluster {
  readonly placement: Placement;
  readonly snapshot: Snapshot;
  readonly scope: "ever" | "now";
}

/** `placement can-run --batch`: one question, `{pod, node}`, each by name or as an object. */
export function answerCanRun(question: JsonObject, cluster: AskedCluster): Answer {
  const { placement, snapshot, scope } = cluster;
  const pod = podOf(question["pod"] ?? null, placement);
  if ("problem" in pod) return pod;
  const node = nodeAsked(question["node"] ?? null, placement);
  if ("problem" in node) return node;
  const verdict = placement.canRun(pod.pod, node.node, scope);
  return {
    json: {
      ...idOf(question),
      ...verdictJson(verdict, snapshot),
      assumptions: verdict.assumptions,
    },
  };
}

type Found<Name extends string, Value> =
  | Readonly<Record<Name, Value>>
  | { readonly problem: string };

function podOf(value: JsonValue, placement: Placement): Found<"pod", PlacementPod> {
  if (typeof value === "string") return podsCalled(value, placement);
  const object = completed(value, "Pod");
  const [template] = object ? podTemplatesOf(object) : [];
  if (!object || !template)
    return { problem: '"pod" must be "ns/name", or a Pod or anything with a pod template.' };
  const problem = undecodable(object, "pod");
  return problem ?? { pod: placementPodOf(object, template) };
}

function nodeAsked(value: JsonValue, placement: Placement): Found<"node", PlacementNode> {
  if (typeof value === "string") {
    const name = value.replace(/^node\//, "");
    const node = placement.node(name);
    return node ? { node } : { problem: `The input shows no node ${name}.` };
  }
  const object = completed(value, "Node");
  if (!object || object.kind !== "Node")
    return { problem: '"node" must be the name of a node, or a Node.' };
  return undecodable(object, "node") ?? { node: nodeOf(object) };
}

// The question says what the objects are: they need neither version nor kind.
function completed(value: JsonValue, kind: "Node" | "Pod") {
  if (!isJsonObject(value)) return undefined;
  const object = { ...value, apiVersion: value["apiVersion"] ?? "v1", kind: value["kind"] ?? kind };
  return isKubernetesObject(object) ? object : undefined;
}

function undecodable(
  object: Parameters<typeof decodeObject>[0],
  what: string,
): { readonly problem: string } | undefined {
  const wrong = decodeObject(object).problems.find(({ kind }) => kind === "wrong-type");
  return wrong && { problem: `The ${what} cannot be decoded: ${wrong.message}.` };
}
