import { type Bits, word } from "./bits.ts";
import type { PortPeers } from "./evaluate.ts";
import type { Direction } from "./policy.ts";
import type { Universe } from "./universe.ts";

/** For each peer the id of a set of ports. It is only valid until the visitor returns. */
type PairRow = Int32Array;

/** A row holds one source and every destination; `possible` is the same array as `sure` where all is known. */
export type VisitRow = (peer: number, sure: PairRow, possible: PairRow) => void;

/** What one side lets through for a class; the same array for classes with the same answer. */
export type AnswerOf = (direction: Direction, index: number) => readonly PortPeers[];

interface Cluster {
  readonly universe: Universe;
  readonly answerOf: AnswerOf;
  /** Whether two peers have no network in common. */
  readonly apart: (a: number, b: number) => boolean;
}

/**
 * Visits pairs a line at a time: a source with every destination (`egress`) or a destination with every source. The line's
 * own side is spread over all peers. Of the other side each different answer is read once for the 512 lines whose bits stand in
 * one line of the processor's cache: 10^8 pairs take seconds, and minutes with a look at every bit.
 */
export function visitLines(
  direction: Direction,
  cluster: Cluster,
  visit: VisitRow,
  only: readonly number[] | undefined,
): void {
  const { universe, answerOf } = cluster;
  const lines = only ?? Array.from({ length: universe.size }, (_, index) => index);
  const others = otherSides(direction === "egress" ? "ingress" : "egress", cluster);
  const own = lines.flatMap((index) =>
    index < universe.classes.length ? [answerOf(direction, index)] : [],
  );
  const exact = others.exact && own.every(isExact);
  const reading = { direction, others, words: lines.length > 32 ? 16 : 1 };
  const sure = createLine("sure", reading, cluster);
  const possible = exact ? sure : createLine("possible", reading, cluster);
  for (const index of lines) {
    const row = sure(index);
    visit(index, row, exact ? row : possible(index));
  }
}

function isExact(answer: readonly PortPeers[]): boolean {
  return answer.every(({ sure, possible }) => sure === possible);
}

interface OtherSides {
  readonly answers: readonly (readonly PortPeers[])[];
  /** By peer: the index of its answer, or of the place after the last for addresses outside, which have no policies. */
  readonly answerAt: Int32Array;
  readonly exact: boolean;
}

function otherSides(direction: Direction, { universe, answerOf }: Cluster): OtherSides {
  const indices = new Map<readonly PortPeers[], number>();
  const answerAt = new Int32Array(universe.size);
  for (let index = 0; index < universe.classes.length; index++) {
    const answer = answerOf(direction, index);
    const at = indices.get(answer) ?? indices.size;
    indices.set(answer, at);
    answerAt[index] = at;
  }
  const answers = [...indices.keys()];
  answerAt.fill(answers.length, universe.classes.length);
  return { answers, answerAt, exact: answers.every(isExact) };
}

type Line = (index: number) => PairRow;

interface Reading {
  readonly direction: Direction;
  readonly others: OtherSides;
  /** How many words of bits to read of the other side together. */
  readonly words: number;
}

function createLine(
  which: "sure" | "possible",
  { direction, others, words }: Reading,
  { universe, answerOf, apart }: Cluster,
): Line {
  const { portSets, size, classes } = universe;
  const own = new Int32Array(size);
  const row = new Int32Array(size);
  const otherIds = otherReader(which, others, portSets, words);
  let spreadFor: readonly PortPeers[] | undefined;
  const spread = (answer: readonly PortPeers[] | undefined): void => {
    if (answer !== undefined && answer === spreadFor) return;
    spreadFor = answer;
    own.fill(answer === undefined ? portSets.all : portSets.none);
    for (const { peers, [which]: ports } of answer ?? []) spreadPorts(own, peers, ports);
  };
  // Among classes of one family and network only the addresses outside can be apart.
  const kinds = new Set(classes.map(({ family = 0, network = "" }) => `${family} ${network}`));
  const firstApart = kinds.size > 1 ? 0 : classes.length;
  return (index) => {
    const isClass = index < classes.length;
    spread(isClass ? answerOf(direction, index) : undefined);
    // Between two addresses outside the row stays as it is: none.
    const last = isClass ? size : classes.length;
    row.fill(portSets.none, last);
    combine(row.subarray(0, last), own, { ids: otherIds(index), at: others.answerAt }, portSets);
    for (let peer = isClass ? firstApart : 0; peer < last; peer++)
      if (apart(index, peer)) row[peer] = portSets.none;
    return row;
  };
}

// The innermost loop, once for every pair: plain comparisons before the table of intersections.
function combine(
  row: PairRow,
  own: Int32Array,
  other: { readonly ids: Int32Array; readonly at: Int32Array },
  { none, all, and }: Universe["portSets"],
): void {
  const { ids, at } = other;
  for (let peer = 0; peer < row.length; peer++) {
    const a = own[peer] ?? none;
    const b = a === none ? none : (ids[at[peer] ?? 0] ?? none);
    if (b === none || a === all || a === b) row[peer] = b;
    else row[peer] = b === all ? a : and(a, b);
  }
}

/** What every answer of the other side says of one line, read for a block of lines together. */
function otherReader(
  which: "sure" | "possible",
  { answers }: OtherSides,
  { none, all }: Universe["portSets"],
  words: number,
): (line: number) => Int32Array {
  // One place more than there are answers: addresses outside let everything through.
  const width = answers.length + 1;
  const lines = words * 32;
  const block = new Int32Array(lines * width);
  let first = -1;
  const read = (answer: readonly PortPeers[], index: number): void => {
    for (const { peers, [which]: ports } of answer)
      for (let line = 0; line < lines; line += 32)
        for (let rest = word(peers, (first + line) >>> 5); rest !== 0; rest &= rest - 1)
          block[(line + 31 - Math.clz32(rest & -rest)) * width + index] = ports;
  };
  return (line) => {
    const place = line % lines;
    if (first !== line - place) {
      first = line - place;
      block.fill(none);
      for (let each = 1; each <= lines; each++) block[each * width - 1] = all;
      for (const [index, answer] of answers.entries()) read(answer, index);
    }
    return block.subarray(place * width, (place + 1) * width);
  };
}

function spreadPorts(own: Int32Array, peers: Bits, ports: number): void {
  for (let index = 0; index < peers.length; index++)
    for (let rest = word(peers, index); rest !== 0; rest &= rest - 1)
      own[index * 32 + 31 - Math.clz32(rest & -rest)] = ports;
}
