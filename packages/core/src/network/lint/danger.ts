import type { Evidence } from "../../snapshot/verdict.ts";
import {
  type AddressRange,
  formatAddress,
  formatRange,
  overlaps,
  parseAddress,
  parseCidr,
} from "../addresses.ts";
import type { Reachability } from "../reachability.ts";
import { traceSide } from "../trace.ts";
import type { NetworkRemark } from "./remark.ts";

/** Where clouds answer pods with credentials of the node: over IPv4 all of them, over IPv6 AWS. */
const METADATA = ["169.254.169.254", "fd00:ec2::254"].flatMap((text) => parseAddress(text) ?? []);

const KUBELET_PORTS = [10_250, 10_255];

// Where nodes are when the input does not show them: RFC 1918.
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap(
  (text) => parseCidr(text) ?? [],
);

/** Rules for egress that let pods, which the policy isolates, at the cloud's metadata or at the kubelet of nodes. */
export function dangerousRules(
  reachability: Reachability,
  { hasIpv6 }: { readonly hasIpv6: boolean },
): readonly NetworkRemark[] {
  const { classes, addresses } = reachability.universe;
  const found = new Map<string, NetworkRemark>();
  const note = (
    evidence: Evidence | undefined,
    rule: NetworkRemark["rule"],
    what: string,
  ): void => {
    if (!evidence) return;
    const { object, path } = evidence;
    const key = JSON.stringify([rule, object, path]);
    if (!found.has(key))
      found.set(key, { rule, level: "warning", object, path, message: `the rule allows ${what}` });
  };
  for (const subject of distinctEgress(reachability)) {
    for (const address of METADATA) {
      if (address.family === 6 && !hasIpv6) continue;
      const peer = classes.length + addresses.atomOf(address);
      note(
        allowing(reachability, { subject, peer, port: 80 }),
        "metadata-address",
        `${formatAddress(address)}, the cloud metadata service with the node's credentials`,
      );
    }
    for (const { evidence, port, name } of kubeletRules(reachability, subject))
      note(evidence, "kubelet-port", `the kubelet's port ${port} on ${name}`);
  }
  return [...found.values()];
}

interface KubeletRule {
  readonly evidence: Evidence | undefined;
  readonly port: number;
  /** Of the node or nodes. */
  readonly name: string;
}

function* kubeletRules(reachability: Reachability, subject: number): Generator<KubeletRule> {
  for (const port of KUBELET_PORTS)
    for (const { peers, name } of nodePlaces(reachability)) {
      const rules = peers.map((peer) => allowing(reachability, { subject, peer, port }));
      if (rules.every((rule) => rule !== undefined)) yield { evidence: rules[0], port, name };
    }
}

// Pods under the same policies have the same answers.
function distinctEgress({ universe, policiesOf }: Reachability): readonly number[] {
  const distinct = new Map<string, number>();
  for (const [index, { kind }] of universe.classes.entries()) {
    const policies = policiesOf("egress", index);
    const key = JSON.stringify(policies.map(({ id }) => id));
    if (kind === "pod" && policies.length > 0 && !distinct.has(key)) distinct.set(key, index);
  }
  return [...distinct.values()];
}

/** The rule that surely allows a connection; undefined where none does or no policy applies to it. */
function allowing(
  reachability: Reachability,
  {
    subject,
    peer,
    port,
  }: { readonly subject: number; readonly peer: number; readonly port: number },
): Evidence | undefined {
  const atom = reachability.universe.portSets.atoms.atomOf("TCP", port);
  const side = traceSide(reachability, "egress", { subject, peer, port: atom });
  return side.verdict === "yes" ? side.decidedBy.at(-1) : undefined;
}

interface NodePlace {
  readonly peers: readonly number[];
  readonly name: string;
}

function nodePlaces({ universe }: Reachability): readonly NodePlace[] {
  const { classes, addresses } = universe;
  const nodes = [...classes.entries()].flatMap(([index, { members }]): NodePlace[] => {
    const node = members.find(({ kind }) => kind === "node");
    return node ? [{ peers: [index], name: `node ${node.workload.name}` }] : [];
  });
  if (nodes.length > 0) return nodes;
  return PRIVATE.map((range: AddressRange) => ({
    peers: addresses.atoms.flatMap((atom, index) =>
      overlaps(atom, range) ? [classes.length + index] : [],
    ),
    name: `every address of ${formatRange(range)}, where nodes may be`,
  }));
}
