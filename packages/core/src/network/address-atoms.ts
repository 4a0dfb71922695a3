import {
  type Address,
  type AddressRange,
  containsRange,
  lastAddress,
  overlaps,
} from "./addresses.ts";
import type { Direction } from "./policy.ts";
import { lastAtMost } from "./ports.ts";

/** All addresses, cut at every boundary of a range that a policy names: within an atom policies cannot tell two apart. */
export interface AddressAtoms {
  /** IPv4 first, ascending. */
  readonly atoms: readonly AddressRange[];
  readonly atomOf: (address: Address) => number;
  /** Indices of the atoms that a range consists of; undefined if it begins or ends within one. */
  readonly atomsOf: (range: AddressRange) => readonly number[] | undefined;
  /** Whether rules of a direction tell an atom from the one before it; true at the ends of a family. */
  readonly isCut: (direction: Direction, atom: number) => boolean;
}

/** A range that rules of a direction name. */
export interface NamedRange {
  readonly direction: Direction;
  readonly range: AddressRange;
}

export function createAddressAtoms(named: Iterable<NamedRange>): AddressAtoms {
  const starts = { 4: new Set([0n]), 6: new Set([0n]) };
  const cuts = {
    ingress: { 4: new Set<bigint>(), 6: new Set<bigint>() },
    egress: { 4: new Set<bigint>(), 6: new Set<bigint>() },
  };
  for (const {
    direction,
    range: { family, first, last },
  } of named) {
    for (const start of last < lastAddress(family) ? [first, last + 1n] : [first]) {
      starts[family].add(start);
      cuts[direction][family].add(start);
    }
  }
  const sorted = { 4: ascending(starts[4]), 6: ascending(starts[6]) };
  const base = { 4: 0, 6: sorted[4].length };
  const atoms = ([4, 6] as const).flatMap((family) =>
    sorted[family].map((first, index) => ({
      family,
      first,
      last: (sorted[family][index + 1] ?? lastAddress(family) + 1n) - 1n,
    })),
  );
  const atomOf = ({ family, value }: Address): number =>
    base[family] + lastAtMost(sorted[family], value);
  return {
    atoms,
    atomOf,
    atomsOf: (range) => {
      const from = atomOf({ family: range.family, value: range.first });
      const to = atomOf({ family: range.family, value: range.last });
      const isWhole = atoms[from]?.first === range.first && atoms[to]?.last === range.last;
      return isWhole
        ? Array.from({ length: to - from + 1 }, (_, index) => from + index)
        : undefined;
    },
    isCut: (direction, atom) => {
      const range = atoms[atom];
      if (!range || range.first === 0n) return true;
      return cuts[direction][range.family].has(range.first);
    },
  };
}

/** Whether an address somewhere in `among` lies in one of the ranges: `maybe` where it depends on which address it is. */
export function rangeMembership(
  among: readonly AddressRange[],
  ranges: readonly AddressRange[],
): "yes" | "no" | "maybe" {
  if (!among.some((one) => ranges.some((other) => overlaps(one, other)))) return "no";
  const isInside = (one: AddressRange): boolean =>
    ranges.some((other) => containsRange(other, one));
  return among.every(isInside) ? "yes" : "maybe";
}

function ascending(values: ReadonlySet<bigint>): readonly bigint[] {
  return [...values].sort((a, b) => (a < b ? -1 : 1));
}
