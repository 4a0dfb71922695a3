import { addAll, type Bits, emptyBits, keepOnly, removeAll } from "./bits.ts";
import type { PortAtoms } from "./ports.ts";

/** The sets of ports that occur, each by a small number: few do, so that a pair of endpoints needs a number only. */
export interface PortSets {
  readonly atoms: PortAtoms;
  readonly none: number;
  readonly all: number;
  readonly idOf: (bits: Bits) => number;
  readonly bitsOf: (id: number) => Bits;
  readonly and: (a: number, b: number) => number;
  readonly or: (a: number, b: number) => number;
  readonly minus: (a: number, b: number) => number;
}

export function createPortSets(atoms: PortAtoms): PortSets {
  const none = emptyBits(atoms.atoms.length);
  const sets: Bits[] = [];
  const ids = new Map<string, number>();
  const idOf = (bits: Bits): number => {
    const key = bits.join();
    const known = ids.get(key);
    if (known !== undefined) return known;
    sets.push(bits.slice());
    ids.set(key, sets.length - 1);
    return sets.length - 1;
  };
  const bitsOf = (id: number): Bits => sets[id] ?? none;
  const combined = (combine: (into: Bits, bits: Bits) => void) => {
    const rows: Int32Array[] = [];
    return (a: number, b: number): number => {
      const known = rows[a]?.[b];
      if (known !== undefined && known >= 0) return known;
      const bits = bitsOf(a).slice();
      combine(bits, bitsOf(b));
      const id = idOf(bits);
      const row = grown(rows[a], b);
      row[b] = id;
      rows[a] = row;
      return id;
    };
  };
  return {
    atoms,
    none: idOf(none),
    all: idOf(atoms.all),
    idOf,
    bitsOf,
    and: combined(keepOnly),
    or: combined(addAll),
    minus: combined(removeAll),
  };
}

// -1: not computed yet.
function grown(row: Int32Array | undefined, index: number): Int32Array {
  if (row && index < row.length) return row;
  const larger = new Int32Array(Math.max(16, (index + 1) * 2)).fill(-1);
  if (row) larger.set(row);
  return larger;
}
