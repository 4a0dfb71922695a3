import type { Evidence, Verdict, VerdictValue } from "../snapshot/verdict.ts";
import { formatRange } from "./addresses.ts";
import { assumptionsBetween } from "./assumptions.ts";
import { hasBit } from "./bits.ts";
import { nameOfWorkload } from "./endpoint.ts";
import type { NetworkAnalysis, Party, Possibility } from "./model.ts";
import { alternativesOf, deniedToNode, exemptionOf, peersOfParty } from "./party.ts";
import type { Backend } from "./services.ts";
import { type SideVerdict, traceSide } from "./trace.ts";

/** Any address that is routed on the internet, by whatever way leads to the destination. */
export interface Internet {
  readonly kind: "internet";
}

/** `proof` is what decided on both sides, the source's first. */
export interface NetworkVerdict extends Verdict {
  readonly egress: SideVerdict;
  readonly ingress: SideVerdict;
  /** The pods or addresses whose connection this is about. */
  readonly source: Party | Internet;
  /** Where it arrives, after a Service has translated the port. */
  readonly destination: Omit<Backend, "party"> & { readonly party: Party | Internet };
  /** What would deny it if the network plugin enforced all policies; empty where all have effect. */
  readonly unenforced: readonly Evidence[];
}

/** How far a verdict comes: of several parties the one that comes furthest speaks for all. */
export const RANK = { no: 0, unknown: 1, yes: 2 } as const;

/** `shop/web-1[Pod]`, the range of addresses, or `internet`. */
export function nameOfParty(party: Party | Internet): string {
  if (party.kind === "internet") return party.kind;
  if (party.kind === "addresses") return formatRange(party.range);
  const { podName, workload } = party.endpoint;
  return podName === undefined ? nameOfWorkload(workload) : `${workload.namespace}/${podName}[Pod]`;
}

/** The verdict on one port between two parties. */
export function verdictBetween(
  source: Party,
  destination: Backend,
  analysis: NetworkAnalysis,
): NetworkVerdict {
  const { party, protocol, port, doubt } = destination;
  // Cilium lets a pod come back to itself through a Service whatever its policies say.
  const judged = analysis.profile.value.name === "cilium" ? { party, protocol, port } : destination;
  const real = doubted(sidesOf(analysis.possibilities, source, judged), doubt);
  const verdict = joined(real.egress.verdict, real.ingress.verdict);
  const would = analysis.ifEnforced && doubted(sidesOf(analysis.ifEnforced, source, judged), doubt);
  const differs = would && joined(would.egress.verdict, would.ingress.verdict) !== verdict;
  const unenforced = differs
    ? [would.egress, would.ingress].flatMap(({ verdict: side, decidedBy }) =>
        side === "yes" ? [] : decidedBy,
      )
    : [];
  return {
    verdict,
    reason:
      unenforced.length > 0
        ? "unenforced: policies say otherwise, and the network plugin does not enforce them"
        : reasonOf(verdict, real),
    proof: [...real.egress.decidedBy, ...real.ingress.decidedBy],
    assumptions: assumptionsBetween(analysis, source, party),
    ...real,
    source,
    destination,
    unenforced,
  };
}

// Whether it leads there at all comes before what policies say.
function doubted(sides: Sides, doubt: string | undefined): Sides {
  const { egress, ingress } = sides;
  if (doubt === undefined || ingress.verdict === "no") return sides;
  return { egress, ingress: { ...ingress, verdict: "unknown", reason: doubt } };
}

interface Sides {
  readonly egress: SideVerdict;
  readonly ingress: SideVerdict;
}

function overall({ egress, ingress }: Sides): VerdictValue {
  return joined(egress.verdict, ingress.verdict);
}

function joined(egress: VerdictValue, ingress: VerdictValue): VerdictValue {
  if (egress === "no" || ingress === "no") return "no";
  return egress === "yes" && ingress === "yes" ? "yes" : "unknown";
}

function reasonOf(verdict: VerdictValue, { egress, ingress }: Sides): string {
  const parts = [
    ["egress", egress],
    ["ingress", ingress],
  ] as const;
  const deciding = verdict === "yes" ? parts : parts.filter(([, side]) => side.verdict === verdict);
  return deciding.map(([name, { reason }]) => `${name}: ${reason}`).join("; ");
}

// Where the possibilities give different verdicts, that is what is not known.
function sidesOf(
  possibilities: readonly Possibility[],
  source: Party,
  destination: Backend,
): Sides {
  const [first, ...others] = possibilities.map((possibility) =>
    sidesIn(possibility, source, destination),
  );
  if (!first) return { egress: OPEN, ingress: OPEN };
  const other = others.find((sides) => overall(sides) !== overall(first));
  if (!other) return first;
  const isAboutNamespace = possibilities[others.indexOf(other) + 1]?.elsewhere === true;
  return doubtful(
    first,
    other,
    isAboutNamespace
      ? "it depends on the namespace of objects that name none"
      : "it depends on whether the network plugin sees pods on the host's network as pods",
  );
}

/** What is said of two ways in which it may be that differ. */
function doubtful(first: Sides, other: Sides, reason: string): Sides {
  const doubt = (direction: keyof Sides): SideVerdict =>
    first[direction].verdict === other[direction].verdict
      ? first[direction]
      : {
          verdict: "unknown",
          reason,
          decidedBy: [...first[direction].decidedBy, ...other[direction].decidedBy],
        };
  return { egress: doubt("egress"), ingress: doubt("ingress") };
}

const OPEN: SideVerdict = { verdict: "yes", reason: "no policy applies to it", decidedBy: [] };

// Where the ways in which labels may be give different verdicts, that is what is not known.
function sidesIn(possibility: Possibility, source: Party, destination: Backend): Sides {
  const { party } = destination;
  const ways = alternativesOf(possibility, source).flatMap((from) =>
    alternativesOf(possibility, party).map((to) =>
      sidesAmong({ possibility, from, to }, source, destination),
    ),
  );
  const [first = { egress: APART, ingress: APART }, ...others] = ways;
  const other = others.find((sides) => overall(sides) !== overall(first));
  const sides = other
    ? doubtful(first, other, reasonOfLabels(possibility, [source, party]))
    : first;
  return exempted(sides, possibility, source, destination);
}

/** Whether rules deny a pod's own node that port, in every way in which the two may be, in none, or nobody knows. */
function deniesNode(
  possibility: Possibility,
  source: Party,
  { party, protocol, port }: Backend,
): VerdictValue {
  const { reachability } = possibility;
  const { portSets } = reachability.universe;
  const atom = portSets.atoms.atomOf(protocol, port);
  const found = new Set(
    peersOfParty(possibility, source).flatMap((from) =>
      peersOfParty(possibility, party).map((to): VerdictValue => {
        const { sure, possible } = deniedToNode(reachability, from, to);
        if (hasBit(portSets.bitsOf(sure), atom)) return "yes";
        return hasBit(portSets.bitsOf(possible), atom) ? "unknown" : "no";
      }),
    ),
  );
  const [only = "no"] = found.size > 1 ? (["unknown"] as const) : found;
  return only;
}

function reasonOfLabels({ reachability }: Possibility, parties: readonly Party[]): string {
  const keys = parties.flatMap((party) =>
    party.kind === "endpoint"
      ? (reachability.universe.alternativesOf.get(party.endpoint)?.keys ?? [])
      : [],
  );
  return `it depends on the value that each pod gets for the label ${[...new Set(keys)].join(", ")}`;
}

interface Peers {
  readonly possibility: Possibility;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

// Of a party with several peers (both families, a range of several atoms) the pair that comes furthest.
function sidesAmong(
  { possibility: { reachability }, from: sources, to: destinations }: Peers,
  source: Party,
  { party, protocol, port }: Backend,
): Sides {
  const atom = reachability.universe.portSets.atoms.atomOf(protocol, port);
  let best: Sides | undefined;
  for (const from of sources)
    for (const to of destinations) {
      if (reachability.apart(from, to)) continue;
      const sides = {
        egress:
          source.kind === "endpoint"
            ? traceSide(reachability, "egress", { subject: from, peer: to, port: atom })
            : OUTSIDE,
        ingress:
          party.kind === "endpoint"
            ? traceSide(reachability, "ingress", { subject: to, peer: from, port: atom })
            : OUTSIDE,
      };
      if (!best || RANK[overall(sides)] > RANK[overall(best)]) best = sides;
    }
  return best ?? { egress: APART, ingress: APART };
}

/** The source's side of what comes from outside. */
export const OUTSIDE: SideVerdict = {
  verdict: "yes",
  reason: "network policies do not apply outside the cluster",
  decidedBy: [],
};

const APART: SideVerdict = {
  verdict: "no",
  reason: "they have no network in common",
  decidedBy: [],
};

function exempted(
  sides: Sides,
  possibility: Possibility,
  source: Party,
  destination: Backend,
): Sides {
  if (overall(sides) === "yes") return sides;
  const exemption = exemptionOf(possibility, source, destination.party);
  switch (exemption) {
    case "no":
      return sides;
    case "own-pod":
      return destination.translated === true
        ? cameBack(sides)
        : { egress: OWN_POD, ingress: OWN_POD };
    case "own-node":
    case "maybe-own-node":
      return fromNode(sides, exemption, deniesNode(possibility, source, destination));
  }
}

function fromNode(
  sides: Sides,
  exemption: "maybe-own-node" | "own-node",
  denied: VerdictValue,
): Sides {
  if (denied === "yes") return sides;
  if (denied === "no" && exemption === "own-node") return { ...sides, ingress: OWN_NODE };
  const reason = denied === "no" ? MAYBE_OWN_NODE : MAYBE_DENIED;
  return { ...sides, ingress: { ...sides.ingress, verdict: "unknown", reason } };
}

/**
 * A pod that reaches itself through a Service: ClusterNetworkPolicies hold for it (site-src/api-overview.md of
 * kubernetes-sigs/network-policy-api), of others Kubernetes leaves it open.
 */
function cameBack(sides: Sides): Sides {
  const isDenied = [sides.egress, sides.ingress].some(
    ({ verdict, decidedBy }) =>
      verdict === "no" && decidedBy.some(({ object }) => object.kind === "ClusterNetworkPolicy"),
  );
  if (isDenied) return sides;
  const doubt = (side: SideVerdict): SideVerdict =>
    side.verdict === "no" ? { ...side, verdict: "unknown", reason: CAME_BACK } : side;
  return { egress: doubt(sides.egress), ingress: doubt(sides.ingress) };
}

const CAME_BACK =
  "it is left to the network plugin whether policies hold for a pod that reaches itself through a Service";

const OWN_POD: SideVerdict = {
  verdict: "yes",
  reason: "a pod always reaches itself",
  decidedBy: [],
};

const OWN_NODE: SideVerdict = {
  verdict: "yes",
  reason: "a node always reaches its own pods",
  decidedBy: [],
};

const MAYBE_DENIED =
  "a pod is open to its own node unless a rule denies it, and it is not known whether one does";

const MAYBE_OWN_NODE =
  "a node always reaches its own pods, and it is not known whether this is its node";
