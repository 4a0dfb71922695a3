import type { JsonObject } from "../kubernetes/json.ts";
import { asJson } from "../kubernetes/json-fields.ts";
import type { PlacementNode, PlacementPod } from "../placement/index.ts";
import type { AdmissionQuestion } from "./admission.ts";
import { byHolders, withField } from "./dedication-changes.ts";
import { type Asked, type Breach, topPods } from "./dedication-model.ts";
import { type Holder, NODE_CHANGING } from "./pod-makers.ts";

const RESTRICTED = /(?:^|\.)node-restriction\.kubernetes\.io\//;

/** Whether whoever has a node, or may change nodes, can move it into or out of the pool. */
export function labelIntegrity(asked: Asked): readonly Breach[] {
  const { pool } = asked;
  const keys = selectingKeys(asked);
  const byPeople = byHolders(asked, NODE_CHANGING, {
    side: "label-integrity",
    message: "labels and taints of nodes can be changed",
    policy: "nodes",
    questions: (holder) => changesOf(asked, [...keys], holder),
  });
  const open = unprotectedKeys(asked);
  const [node] = pool.nodes;
  if (!node || open.length === 0) return byPeople;
  const message = `a kubelet may set label ${open.join(" and ")} on its own node: the admission plugin NodeRestriction protects only labels below node-restriction.kubernetes.io/`;
  const proof = open.map((key) => ({
    object: node.reference,
    path: ["metadata", "labels", key],
    message: "is what pods of the tenant select the node by",
  }));
  return [...byPeople, { side: "label-integrity", verdict: "yes", message, proof, holders: [] }];
}

/** A node of the pool that loses its labels or its taints, and one of others that takes its labels. */
function changesOf(
  { cluster, pool, names }: Asked,
  keys: readonly string[],
  { user }: Holder,
): readonly AdmissionQuestion[] {
  const objectOf = (node: PlacementNode): JsonObject =>
    asJson(cluster.snapshot.find(node.reference)?.object ?? {});
  const asks = (
    node: PlacementNode,
    subresource: string,
    change: (object: JsonObject) => JsonObject,
  ): AdmissionQuestion => {
    const before = objectOf(node);
    return {
      ...{ operation: "UPDATE", user, subresource, oldObject: before, object: change(before) },
      resource: { group: "", version: "v1", name: "nodes" },
    };
  };
  const labelled =
    (values: PlacementNode["labels"] | undefined) =>
    (object: JsonObject): JsonObject =>
      keys.reduce((all, key) => withField(all, ["metadata", "labels", key], values?.[key]), object);
  const [own] = pool.nodes;
  const other = cluster.placement.nodes.find(({ name }) => !names.has(name));
  return ["", "status"].flatMap((subresource) => [
    ...(own ? [asks(own, subresource, labelled(undefined))] : []),
    ...(own && other ? [asks(other, subresource, labelled(own.labels))] : []),
    ...(own && subresource === ""
      ? [asks(own, "", (object) => withField(object, ["spec", "taints"], []))]
      : []),
  ]);
}

/** The labels of the pool that a pod has to find on its node. */
function keysOf({ spec }: PlacementPod, { pool }: Asked): readonly string[] {
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms ?? [];
  const keys = [
    ...Object.keys(spec.nodeSelector ?? {}),
    ...terms.flatMap(({ matchExpressions = [] }) => matchExpressions.map(({ key = "" }) => key)),
  ];
  return keys.filter((key) => pool.nodes.some(({ labels }) => Object.hasOwn(labels, key)));
}

/** The labels by which pods of the tenant are kept in the pool; where none are, the label that makes the pool. */
function selectingKeys(asked: Asked): ReadonlySet<string> {
  const found = new Set(ownPods(asked).flatMap((pod) => keysOf(pod, asked)));
  const { label } = asked.pool;
  return found.size > 0 || !label ? found : new Set([label.key]);
}

/** Of pods that are kept in the pool by no label that kubelets leave alone, the labels that keep them. */
function unprotectedKeys(asked: Asked): readonly string[] {
  const found = new Set<string>();
  let isSelected = false;
  for (const pod of ownPods(asked)) {
    const keys = keysOf(pod, asked);
    isSelected ||= keys.length > 0;
    // One label that nobody else sets is enough: all of them have to match. Terms of an affinity are alternatives.
    const { nodeSelector = {} } = pod.spec;
    const isSafe = keys.some((key) => RESTRICTED.test(key) && Object.hasOwn(nodeSelector, key));
    for (const key of isSafe ? [] : keys.filter((each) => !RESTRICTED.test(each))) found.add(key);
  }
  const { label } = asked.pool;
  if (!isSelected && label && !RESTRICTED.test(label.key)) found.add(label.key);
  return [...found];
}

function ownPods(asked: Asked): readonly PlacementPod[] {
  return topPods(asked).filter(({ namespace }) => asked.own.has(namespace));
}
