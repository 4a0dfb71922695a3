import type { NetworkAnalysis } from "./analysis.ts";
import { networkAssumptionsOf } from "./assumptions.ts";
import { addAll, type Bits, keepOnly, membersOf, removeAll, sameBits } from "./bits.ts";
import {
  type ConnectionEnd,
  externalEndsOf,
  type LinePorts,
  lineReader,
  workloadEndsOf,
} from "./connection-lines.ts";
import { controllerConnectionsOf } from "./ingress-controller.ts";
import { joinedRanges, type PortAtoms, type PortRange } from "./ports.ts";

/** Ports on which one end may open connections to the other; `all` are all ports of all protocols. */
export interface Connection {
  /** `ns/name[Kind]`, a range of addresses `a-b[External]`, or `{ingress-controller}`. */
  readonly src: string;
  readonly dst: string;
  readonly ports: "all" | readonly PortRange[];
}

export interface Connections {
  /** Sorted by source, then destination; what is denied and what a workload does with itself is left out. */
  readonly connections: readonly Connection[];
  /** What may pass or not: it hangs on what is not known. */
  readonly unknown: readonly Connection[];
  /** Whole sentences. */
  readonly assumptions: readonly string[];
}

/** Who may connect to whom: every workload by its name, and the addresses outside as far as policies tell them apart. */
export function connectionsOf(analysis: NetworkAnalysis): Connections {
  const [first] = analysis.possibilities;
  if (!first) return { connections: [], unknown: [], assumptions: [] };
  const workloads = workloadEndsOf(analysis.endpoints);
  const sources = [...workloads, ...externalEndsOf("ingress", analysis)];
  const destinations = [...workloads, ...externalEndsOf("egress", analysis)];
  const readers = analysis.possibilities.map((possibility) => lineReader(possibility));
  const { atoms } = first.reachability.universe.portSets;
  const found: Found = { connections: [], unknown: [] };
  for (const source of sources) {
    const lines = readers.map((read) => read(source));
    for (const destination of destinations) {
      if (source === destination || isOutside(source, destination)) continue;
      const [yes, unknown] = combined(lines.map((line) => line(destination)));
      add(found.connections, source, destination, portsOf(yes, atoms));
      add(found.unknown, source, destination, portsOf(unknown, atoms));
    }
  }
  const controller = controllerConnectionsOf(analysis);
  return {
    connections: sorted([...found.connections, ...controller.connections]),
    unknown: sorted([...found.unknown, ...controller.unknown]),
    assumptions: [...networkAssumptionsOf(analysis), ...controller.assumptions],
  };
}

interface Found {
  readonly connections: Connection[];
  readonly unknown: Connection[];
}

function isOutside(source: ConnectionEnd, destination: ConnectionEnd): boolean {
  return source.kind === "external" && destination.kind === "external";
}

// Sure in every possibility, and possible in any of them.
function combined(lines: readonly LinePorts[]): readonly [Bits, Bits] {
  const [first, ...others] = lines;
  if (!first) return [new Uint32Array(), new Uint32Array()];
  const yes = first.sure.slice();
  const unknown = first.possible.slice();
  for (const { sure, possible } of others) {
    keepOnly(yes, sure);
    addAll(unknown, possible);
  }
  removeAll(unknown, yes);
  return [yes, unknown];
}

/** Ranges of ports, joined; undefined where there are none. */
function portsOf(bits: Bits, atoms: PortAtoms): Connection["ports"] | undefined {
  if (sameBits(bits, atoms.all)) return "all";
  const ranges = [...membersOf(bits)].flatMap((index) => atoms.atoms[index] ?? []);
  return ranges.length > 0 ? joinedRanges(ranges) : undefined;
}

function add(
  list: Connection[],
  source: ConnectionEnd,
  destination: ConnectionEnd,
  ports: Connection["ports"] | undefined,
): void {
  if (ports) list.push({ src: source.name, dst: destination.name, ports });
}

function sorted(connections: readonly Connection[]): readonly Connection[] {
  return connections.toSorted((a, b) => compare(a.src, b.src) || compare(a.dst, b.dst));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
