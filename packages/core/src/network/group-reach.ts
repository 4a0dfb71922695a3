import { hasBit } from "./bits.ts";
import { type LineEnd, type LinePorts, lineReader, workloadEndsOf } from "./connection-lines.ts";
import type { NetworkEndpoint } from "./endpoint.ts";
import type { NetworkAnalysis } from "./model.ts";
import type { PortRange, Protocol } from "./ports.ts";
import { type NetworkVerdict, verdictBetween } from "./verdict-between.ts";

/** One connection by which pods of a group reach pods of another; of several the first, and a sure one before one that is only possible. */
export interface GroupReach {
  readonly from: number;
  readonly to: number;
  readonly verdict: "unknown" | "yes";
  readonly source: NetworkEndpoint;
  readonly destination: NetworkEndpoint;
  readonly protocol: Protocol;
  readonly port: number;
}

interface GroupedEnd {
  readonly end: LineEnd;
  readonly group: number;
  readonly member: NetworkEndpoint;
}

/**
 * Which groups of pods reach which others at all. `groupOf` says to which group the pods of a namespace belong; those of no group
 * are not asked about. Workloads that policies cannot tell apart are asked about once.
 */
export function groupReach(
  analysis: NetworkAnalysis,
  groupOf: (namespace: string) => number | undefined,
): readonly GroupReach[] {
  const ends = groupedEnds(analysis, groupOf);
  const readers = analysis.possibilities.map((possibility) => lineReader(possibility));
  const atoms = analysis.possibilities[0]?.reachability.universe.portSets.atoms.atoms ?? [];
  const order = orderOf(atoms);
  const found = new Map<string, GroupReach>();
  for (const source of ends) {
    const lines = readers.map((read) => read(source.end));
    for (const destination of ends.filter(({ group }) => group !== source.group)) {
      const key = `${source.group} ${destination.group}`;
      const known = found.get(key);
      if (known?.verdict === "yes") continue;
      const opening = openingOf(
        lines.map((line) => line(destination.end)),
        order,
      );
      const reach = opening && reachBy(opening, { source, destination, atoms });
      if (reach) found.set(key, surer(known, reach));
    }
  }
  return [...found.values()];
}

function surer(known: GroupReach | undefined, reach: GroupReach): GroupReach {
  return known && reach.verdict === "unknown" ? known : reach;
}

interface Ends {
  readonly source: GroupedEnd;
  readonly destination: GroupedEnd;
  readonly atoms: readonly PortRange[];
}

function reachBy(
  { verdict, atom }: Opening,
  { source, destination, atoms }: Ends,
): GroupReach | undefined {
  const ports = atoms[atom];
  return (
    ports && {
      from: source.group,
      to: destination.group,
      verdict,
      source: source.member,
      destination: destination.member,
      protocol: ports.protocol,
      port: ports.from,
    }
  );
}

interface Opening {
  readonly verdict: GroupReach["verdict"];
  readonly atom: number;
}

/** A port that surely passes in every way in which the cluster may be, else one that passes in some; the first of an order. */
function openingOf(ports: readonly LinePorts[], order: readonly number[]): Opening | undefined {
  const sure = order.find((atom) => ports.every((each) => hasBit(each.sure, atom)));
  if (sure !== undefined) return { verdict: "yes", atom: sure };
  const possible = order.find((atom) => ports.some((each) => hasBit(each.possible, atom)));
  return possible === undefined ? undefined : { verdict: "unknown", atom: possible };
}

/** TCP first, which people expect to read of. */
function orderOf(atoms: readonly PortRange[]): readonly number[] {
  const indices = [...atoms.keys()];
  const isTcp = (index: number): boolean => atoms[index]?.protocol === "TCP";
  return [...indices.filter(isTcp), ...indices.filter((index) => !isTcp(index))];
}

/** The verdict on the connection by which a group reaches another, with what decides it. */
export function verdictOfReach(
  { source, destination, protocol, port }: GroupReach,
  analysis: NetworkAnalysis,
): NetworkVerdict {
  const party = { kind: "endpoint", endpoint: destination } as const;
  return verdictBetween(
    { kind: "endpoint", endpoint: source },
    { party, protocol, port },
    analysis,
  );
}

function groupedEnds(
  analysis: NetworkAnalysis,
  groupOf: (namespace: string) => number | undefined,
): readonly GroupedEnd[] {
  const universe = analysis.possibilities[0]?.reachability.universe;
  const seen = new Set<string>();
  return workloadEndsOf(analysis.endpoints).flatMap((end): readonly GroupedEnd[] => {
    const [member] = end.kind === "workload" ? end.members : [];
    const group = member && groupOf(member.workload.namespace);
    if (!member || group === undefined || end.kind !== "workload") return [];
    // On the node's network the node counts too: those stay apart.
    const isPlain = end.members.every(({ hostNetwork }) => !hostNetwork);
    const classes = [
      ...new Set(end.members.map((each) => universe?.classesOf.get(each)?.join(","))),
    ];
    const key = `${group} ${classes.toSorted(compareText).join(" ")}`;
    if (isPlain && !classes.includes(undefined) && seen.has(key)) return [];
    if (isPlain) seen.add(key);
    return [{ end, group, member }];
  });
}

function compareText(a = "", b = ""): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
