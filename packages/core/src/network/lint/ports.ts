import { membersOf } from "../bits.ts";
import type { NetworkEndpoint } from "../endpoint.ts";
import type { CompiledPolicy, Direction, PolicyRule } from "../policy.ts";
import type { NamedPort, PortRange } from "../ports.ts";
import type { Reachability } from "../reachability.ts";
import type { NetworkRemark } from "./remark.ts";

/**
 * Ports of a rule that no pod serves which it leads to. A containerPort is only a note to readers, so that a number may be
 * right all the same; a name that no pod has allows nothing.
 */
export function* unservedPorts(
  policy: CompiledPolicy,
  direction: Direction,
  rule: PolicyRule,
  reachability: Reachability,
): Generator<NetworkRemark> {
  if (rule.ports === "all") return;
  const pods = destinationsOf(policy, direction, rule, reachability);
  // Pods that say nothing of their ports may serve any.
  if (pods.length === 0) return;
  const silent = pods.some(({ ports }) => ports.length === 0);
  for (const [index, port] of rule.ports.entries()) {
    if (pods.some((pod) => serves(pod, port))) continue;
    if (silent && !("name" in port)) continue;
    yield {
      ...remarkOn(port),
      object: policy.object,
      path:
        policy.family === "NetworkPolicy"
          ? [...rule.evidence.path, "ports", index]
          : rule.evidence.path,
    };
  }
}

function remarkOn(port: PortRange | NamedPort): Pick<NetworkRemark, "rule" | "level" | "message"> {
  return "name" in port
    ? {
        rule: "port-name-unknown",
        level: "warning",
        message: `no pod that the rule applies to has a port named ${port.name}`,
      }
    : {
        rule: "port-not-served",
        level: "info",
        message: `no pod that the rule applies to declares ${nameOf(port)}`,
      };
}

function serves({ ports }: NetworkEndpoint, wanted: PortRange | NamedPort): boolean {
  return ports.some((port) => {
    if (wanted.protocol !== undefined && wanted.protocol !== port.protocol) return false;
    return "name" in wanted
      ? port.name === wanted.name
      : wanted.from <= port.port && port.port <= wanted.to;
  });
}

function nameOf({ protocol, from, to }: PortRange): string {
  return `${protocol} ${from === to ? from : `${from}-${to}`}`;
}

// For egress only where all peers are pods: what serves elsewhere is not known.
function destinationsOf(
  { subject }: CompiledPolicy,
  direction: Direction,
  { peers }: PolicyRule,
  { universe }: Reachability,
): readonly NetworkEndpoint[] {
  const queries =
    direction === "ingress"
      ? [{ kind: subject.of, query: subject.query }]
      : peers === "any"
        ? []
        : peers.map((peer) => (peer.kind === "pods" ? peer : undefined));
  const pods: NetworkEndpoint[] = [];
  for (const each of queries) {
    if (each?.kind !== "pods") return [];
    for (const index of membersOf(universe.select("pod", each.query)))
      pods.push(...(universe.classes[index]?.members ?? []));
  }
  return pods;
}
