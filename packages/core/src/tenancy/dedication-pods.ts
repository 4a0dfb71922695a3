import type { PlacementNode, PlacementPod, PlacementReason } from "../placement/index.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import { type Asked, type Breach, firstOpen, topPods } from "./dedication-model.ts";

/** Pods of others that are there and may come to the pool. */
export function keepOut(asked: Asked, excepted: ReadonlySet<PlacementPod>): readonly Breach[] {
  const { pool, own } = asked;
  return topPods(asked).flatMap((pod) => {
    if (own.has(pod.namespace) || excepted.has(pod)) return [];
    return breachBy(asked, pod, { side: "keep-out", nodes: pool.nodes, where: "" });
  });
}

/** Pods of the tenant that are there and may go elsewhere. */
export function keepIn(asked: Asked): readonly Breach[] {
  const { cluster, own, names } = asked;
  const nodes = cluster.placement.nodes.filter(({ name }) => !names.has(name));
  return topPods(asked).flatMap((pod) =>
    own.has(pod.namespace)
      ? breachBy(asked, pod, { side: "keep-in", nodes, where: ", which is none of the pool" })
      : [],
  );
}

interface Side {
  readonly side: Breach["side"];
  readonly nodes: readonly PlacementNode[];
  readonly where: string;
}

function breachBy(
  asked: Asked,
  pod: PlacementPod,
  { side, nodes, where }: Side,
): readonly Breach[] {
  const open = firstOpen(asked, pod, nodes);
  if (!open) return [];
  const message = `${labelOf(pod)} may run on node ${open.node.name}${where}`;
  const proof = evidenceOf(pod, open.reasons);
  return [{ side, verdict: open.verdict, message, proof, holders: [] }];
}

function evidenceOf(pod: PlacementPod, reasons: readonly PlacementReason[]): readonly Evidence[] {
  if (reasons.length > 0) return reasons;
  const path = pod.locate(["spec"]);
  return [
    { object: pod.reference, path, message: "asks for no node by label, and nothing refuses it" },
  ];
}

function labelOf({ reference: { kind }, namespace, name }: PlacementPod): string {
  return `${kind} ${namespace}/${name}`;
}
