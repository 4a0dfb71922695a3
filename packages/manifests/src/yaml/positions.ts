import type { Positions } from "../document.ts";

/**
 * Positions hold two integers a node, parents before children, keys before values: the node's start, and its kind
 * in the lowest three bits of the second. Above them stands the length for a scalar, the count of nodes below it for
 * a collection, the target's number for an alias.
 */
export const NODE = {
  /** A scalar whose source may mean something else than text. */
  plain: 0,
  text: 1,
  mapping: 2,
  sequence: 3,
  alias: 4,
  /** Nothing is written where a value is meant. */
  empty: 5,
} as const;

/** Collects positions while a document is built. */
export class PositionWriter {
  /** How many nodes there are. */
  count = 0;
  private data: Int32Array;

  constructor(capacity: number) {
    this.data = new Int32Array(Math.max(16, capacity * 2));
  }

  /** Adds a node and gives its number. */
  add(start: number, kind: number, amount: number): number {
    const number = this.count++;
    if (number * 2 + 2 > this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[number * 2] = start;
    this.data[number * 2 + 1] = (amount << 3) | kind;
    return number;
  }

  /** Says of a collection that all its nodes were added. */
  close(number: number, kind: number): void {
    this.data[number * 2 + 1] = ((this.count - number - 1) << 3) | kind;
  }

  /** The nodes so far, and an empty writer again. */
  take(): Positions {
    const positions = this.data.slice(0, this.count * 2);
    this.count = 0;
    return positions;
  }
}
