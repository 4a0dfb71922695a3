import type { Placement, PlacementNode } from "../placement/index.ts";

/** Nodes that belong together. */
export interface Pool {
  /** As it was asked for. */
  readonly name: string;
  /** The label that makes the pool; undefined where it is named by a node. */
  readonly label: { readonly key: string; readonly value: string } | undefined;
  readonly nodes: readonly PlacementNode[];
}

// GKE, EKS (managed, eksctl), AKS, Karpenter, DigitalOcean, OKE, and whatever ends so.
const POOL_LABEL = /(?:^|[/.\-_])(?:node-?pool|node-?group|agentpool|pool|worker-?group)$/i;

/** The nodes that a text means: `KEY=VALUE`, the value of a label that names pools, or the name of a node; undefined where none is. */
export function poolOf(text: string, { nodes }: Pick<Placement, "nodes">): Pool | undefined {
  const [key = "", value = "", ...rest] = text.split("=");
  if (text.includes("=") && rest.length === 0) return labelled(text, key, value, nodes);
  const keys = new Set(nodes.flatMap(({ labels }) => Object.keys(labels)));
  for (const each of [...keys].filter((name) => POOL_LABEL.test(name)).sort()) {
    const found = labelled(text, each, text, nodes);
    if (found) return found;
  }
  const named = nodes.filter(({ name }) => name === text);
  return named.length === 0 ? undefined : { name: text, label: undefined, nodes: named };
}

function labelled(
  name: string,
  key: string,
  value: string,
  nodes: readonly PlacementNode[],
): Pool | undefined {
  const found = nodes.filter(({ labels }) => Object.hasOwn(labels, key) && labels[key] === value);
  return found.length === 0 ? undefined : { name, label: { key, value }, nodes: found };
}
