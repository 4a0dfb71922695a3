import { networkAssumptionsOf } from "./assumptions.ts";
import { addAll, type Bits, keepOnly, membersOf, removeAll, sameBits } from "./bits.ts";
import {
  externalEndsOf,
  type LineEnd,
  type LinePorts,
  lineReader,
  workloadEndsOf,
} from "./connection-lines.ts";
import { controllerConnectionsOf } from "./ingress-controller.ts";
import type { Connection, Connections, NetworkAnalysis } from "./model.ts";
import { joinedRanges, type PortAtoms } from "./ports.ts";

/** Who may connect to whom: every workload by its name, and the addresses outside as far as policies tell them apart. */
export function connectionsOf(analysis: NetworkAnalysis): Connections {
  const [first] = analysis.possibilities;
  if (!first) return { connections: [], unknown: [], assumptions: [] };
  const workloads = workloadEndsOf(analysis.endpoints);
  const sources = [...workloads, ...externalEndsOf("ingress", analysis)];
  const destinations = [...workloads, ...externalEndsOf("egress", analysis)];
  const readers = analysis.possibilities.map((possibility) => lineReader(possibility));
  const describe = createDescription(first.reachability.universe.portSets.atoms);
  const found: Found = { connections: [], unknown: [] };
  for (const source of sources) {
    const lines = readers.map((read) => read(source));
    for (const destination of destinations) {
      if (source === destination || isOutside(source, destination)) continue;
      const { yes, unknown } = describe(lines.map((line) => line(destination)));
      add(found.connections, source, destination, yes);
      add(found.unknown, source, destination, unknown);
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

function isOutside(source: LineEnd, destination: LineEnd): boolean {
  return source.kind === "external" && destination.kind === "external";
}

interface Described {
  readonly yes: Connection["ports"] | undefined;
  readonly unknown: Connection["ports"] | undefined;
}

/** Sure in every possibility, or possible in any of them. Few sets of ports differ, so that each is described once. */
function createDescription(atoms: PortAtoms): (lines: readonly LinePorts[]) => Described {
  const known = new WeakMap<Bits, Described>();
  return (lines) => {
    const [only] = lines;
    const isSimple = only !== undefined && lines.length === 1 && only.sure === only.possible;
    const before = isSimple ? known.get(only.sure) : undefined;
    if (before) return before;
    const [yes, unknown] = combined(lines);
    const described = { yes: portsOf(yes, atoms), unknown: portsOf(unknown, atoms) };
    if (isSimple) known.set(only.sure, described);
    return described;
  };
}

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
  source: LineEnd,
  destination: LineEnd,
  ports: Connection["ports"] | undefined,
): void {
  if (ports) list.push({ src: source.end, dst: destination.end, ports });
}

function sorted(connections: readonly Connection[]): readonly Connection[] {
  return connections.toSorted(
    (a, b) => compare(a.src.name, b.src.name) || compare(a.dst.name, b.dst.name),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
