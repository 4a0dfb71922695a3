import { type Bits, emptyBits, fullBits, setBit } from "./bits.ts";

/** The protocols that network policies are about. */
export const PROTOCOLS = ["SCTP", "TCP", "UDP"] as const;
export type Protocol = (typeof PROTOCOLS)[number];

export const LAST_PORT = 65_535;

/** Ports of one protocol from `from` to `to`, both included. */
export interface PortRange {
  readonly protocol: Protocol;
  readonly from: number;
  readonly to: number;
}

/** A port of the destination pod by its name; of any protocol that the pod gives it where `protocol` is absent. */
export interface NamedPort {
  readonly name: string;
  readonly protocol?: Protocol;
  /** Numbers that the port must not have. */
  readonly except?: readonly Pick<PortRange, "from" | "to">[];
}

/** What a rule says of ports: `all` are all ports of all protocols. */
export type PortMatch = "all" | readonly (PortRange | NamedPort)[];

/** A named port of a pod. */
export interface ContainerPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** All ports of the three protocols, cut at every boundary that a policy or a pod knows; a set of ports is bits of these. */
export interface PortAtoms {
  /** By protocol, then by number. */
  readonly atoms: readonly PortRange[];
  readonly all: Bits;
  /** The atom of a port; -1 for what is none. */
  readonly atomOf: (protocol: Protocol, port: number) => number;
  /** The atoms of ranges; undefined if a range begins or ends within an atom. */
  readonly bitsOf: (ranges: readonly PortRange[]) => Bits | undefined;
}

export function isProtocol(value: unknown): value is Protocol {
  return PROTOCOLS.some((protocol) => protocol === value);
}

export function isPortNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LAST_PORT;
}

export function createPortAtoms(ranges: Iterable<PortRange>): PortAtoms {
  const starts = new Map(PROTOCOLS.map((protocol) => [protocol, new Set([1])]));
  for (const { protocol, from, to } of ranges) {
    starts.get(protocol)?.add(from);
    if (to < LAST_PORT) starts.get(protocol)?.add(to + 1);
  }
  const atoms: PortRange[] = [];
  const startsOf = new Map<
    Protocol,
    { readonly ports: readonly number[]; readonly base: number }
  >();
  for (const protocol of PROTOCOLS) {
    const ports = [...(starts.get(protocol) ?? [])].sort((a, b) => a - b);
    startsOf.set(protocol, { ports, base: atoms.length });
    for (const [index, from] of ports.entries())
      atoms.push({ protocol, from, to: (ports[index + 1] ?? LAST_PORT + 1) - 1 });
  }
  const atomOf = (protocol: Protocol, port: number): number => {
    const { ports, base } = startsOf.get(protocol) ?? { ports: [], base: 0 };
    return isPortNumber(port) ? base + lastAtMost(ports, port) : -1;
  };
  const bitsOf = (wanted: readonly PortRange[]): Bits | undefined => {
    const bits = emptyBits(atoms.length);
    for (const { protocol, from, to } of wanted) {
      const first = atomOf(protocol, from);
      const last = atomOf(protocol, to);
      if (atoms[first]?.from !== from || atoms[last]?.to !== to) return undefined;
      for (let atom = first; atom <= last; atom++) setBit(bits, atom);
    }
    return bits;
  };
  return { atoms, all: fullBits(atoms.length), atomOf, bitsOf };
}

/** Index of the last value of an ascending list that is not above `value`. */
export function lastAtMost<Value extends number | bigint>(
  ascending: readonly Value[],
  value: Value,
): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = ascending[middle];
    if (candidate !== undefined && candidate <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Neighbouring ranges joined, by protocol and number. */
export function joinedRanges(ranges: readonly PortRange[]): readonly PortRange[] {
  const joined: PortRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last?.protocol === range.protocol && last.to + 1 === range.from)
      joined[joined.length - 1] = { ...last, to: range.to };
    else joined.push(range);
  }
  return joined;
}
