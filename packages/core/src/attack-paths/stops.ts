import type { Cluster } from "../cluster/cluster.ts";
import type { NetworkEndpoint } from "../network/endpoint.ts";
import { verdictBetween } from "../network/verdict-between.ts";
import { namespacesOf } from "../tenancy/tenants.ts";
import type { Fallen } from "./blast-radius.ts";
import type { AttackVertex } from "./model.ts";

/** Something that does not fall, and why. */
export interface Stop {
  readonly vertex: AttackVertex;
  /** A lower-case clause. */
  readonly because: string;
}

/** The namespaces with pods of which none falls, each with what of the network keeps the start out. */
export function stopsOf(
  cluster: Cluster,
  fallen: readonly Fallen[],
  start: AttackVertex,
): readonly Stop[] {
  const reached = new Set(
    fallen.flatMap(({ vertex }) => (vertex.kind === "Container" ? [vertex.namespace] : [])),
  );
  const { directory } = cluster.network;
  const source = directory.workloadsNamed(start.namespace, start.name)[0];
  return namespacesOf(cluster.snapshot).flatMap((namespace) => {
    const own = directory.inNamespace(namespace);
    if (namespace === start.namespace || reached.has(namespace) || own.length === 0) return [];
    return [
      {
        vertex: { kind: "Namespace", namespace: "", name: namespace },
        because: because(source, own, cluster),
      },
    ];
  });
}

function because(
  source: NetworkEndpoint | undefined,
  own: readonly NetworkEndpoint[],
  { network }: Cluster,
): string {
  const target = own.find(({ ports }) => ports.length > 0);
  const [port] = target?.ports ?? [];
  if (!source || !target || !port) return "no right and no way of a node leads there";
  const party = { kind: "endpoint", endpoint: target } as const;
  const { verdict, reason } = verdictBetween(
    { kind: "endpoint", endpoint: source },
    { party, protocol: port.protocol, port: port.port },
    network,
  );
  return verdict === "no" ? reason : "no right and no way of a node leads there";
}
