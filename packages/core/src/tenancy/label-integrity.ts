import { type Asked, type Breach, topPods } from "./dedication-model.ts";
import { holdersOf, NODE_CHANGING } from "./pod-makers.ts";

const RESTRICTED = /(?:^|\.)node-restriction\.kubernetes\.io\//;

/** Whether whoever has a node, or may change nodes, can move it into or out of the pool. */
export function labelIntegrity(asked: Asked): readonly Breach[] {
  const { cluster, pool } = asked;
  const holders = holdersOf(cluster.access, NODE_CHANGING);
  const byPeople: readonly Breach[] =
    holders.length === 0
      ? []
      : [
          {
            side: "label-integrity",
            verdict: "yes",
            message: "labels and taints of nodes can be changed",
            proof: holders[0]?.proof ?? [],
            holders,
          },
        ];
  const keys = selectingKeys(asked);
  const open = keys.filter((key) => !RESTRICTED.test(key));
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

/** The labels by which pods of the tenant are kept in the pool; where none are, the label that makes the pool. */
function selectingKeys(asked: Asked): readonly string[] {
  const { pool, own } = asked;
  const keys = topPods(asked)
    .filter(({ namespace }) => own.has(namespace))
    .flatMap(({ spec }) => [
      ...Object.keys(spec.nodeSelector ?? {}),
      ...(
        spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
          ?.nodeSelectorTerms ?? []
      ).flatMap(({ matchExpressions = [] }) => matchExpressions.map(({ key = "" }) => key)),
    ]);
  const ofNodes = keys.filter((key) => pool.nodes.some(({ labels }) => Object.hasOwn(labels, key)));
  const found = [...new Set(ofNodes)];
  return found.length > 0 || !pool.label ? found : [pool.label.key];
}
