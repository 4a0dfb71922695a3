import { portsText } from "@watertight/reports/words";
import type { NetworkDocument, NetworkMapDocument, NodeJson } from "../documents/network.ts";

/** A connection as the map has it. */
export interface Edge {
  readonly src: string;
  readonly dst: string;
  readonly ports: string;
  readonly isSure: boolean;
  /** No policy restricts it at one of its ends that is in the cluster. */
  readonly isOpen: boolean;
}

export function edgesOf(
  { connections, unknown }: Pick<NetworkDocument, "connections" | "unknown">,
  { nodes }: Pick<NetworkMapDocument, "nodes">,
): readonly Edge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edge =
    (isSure: boolean) =>
    ({ src, dst, ports }: NetworkDocument["connections"][number]): Edge => ({
      src,
      dst,
      ports: portsText(ports),
      isSure,
      isOpen:
        byId.get(src)?.restricted?.egress === false || byId.get(dst)?.restricted?.ingress === false,
    });
  return [...connections.map(edge(true)), ...unknown.map(edge(false))];
}

/** A box of the map: a namespace, or what is outside on either side. */
export interface MapGroup {
  readonly key: string;
  readonly title: string;
  readonly members: readonly MapMember[];
}

export interface MapMember {
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly isBare: boolean;
}

/** What connects from outside, the namespaces by name, what is connected to outside. */
export function groupsOf(nodes: readonly NodeJson[], edges: readonly Edge[]): readonly MapGroup[] {
  const senders = new Set(edges.map(({ src }) => src));
  const receivers = new Set(edges.map(({ dst }) => dst));
  const outside = nodes.filter(({ namespace }) => namespace === null);
  const namespaces = new Map<string, NodeJson[]>();
  for (const node of nodes) {
    if (node.namespace === null) continue;
    namespaces.set(node.namespace, [...(namespaces.get(node.namespace) ?? []), node]);
  }
  const group = (key: string, title: string, members: readonly NodeJson[]): MapGroup => ({
    key,
    title,
    members: members.map(({ id, title: name, restricted }) => ({
      key: key.startsWith("ns ") ? id : `${key} ${id}`,
      id,
      title: name,
      isBare: restricted?.ingress === false,
    })),
  });
  return [
    group(
      "from",
      "Connects from outside",
      outside.filter(({ id }) => senders.has(id)),
    ),
    ...[...namespaces]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, members]) =>
        group(`ns ${name}`, name === "" ? "(no namespace)" : name, members),
      ),
    group(
      "to",
      "Is connected to outside",
      outside.filter(({ id }) => receivers.has(id)),
    ),
  ].filter(({ members }) => members.length > 0);
}
