import { type Bits, word } from "./bits.ts";
import { type PortPeers, portsWith } from "./evaluate.ts";
import type { Direction } from "./policy.ts";
import type { PairPorts } from "./reachability.ts";
import type { Universe } from "./universe.ts";

/** For each peer the id of a set of ports. It is only valid until the visitor returns. */
export type PairRow = Int32Array;

/** A row holds one source and every destination; `possible` is the same array as `sure` where all is known. */
export type VisitRow = (peer: number, sure: PairRow, possible: PairRow) => void;

export interface Pairs {
  /** Whether two peers have no network in common: other families, or both outside the cluster. */
  readonly apart: (a: number, b: number) => boolean;
  readonly between: (source: number, destination: number) => PairPorts;
  /** Visits every pair of peers, a source at a time; only these sources, if they are given. */
  readonly rows: (visit: VisitRow, sources?: readonly number[]) => void;
  /** The same a destination at a time: each row then holds one destination and every source. */
  readonly columns: (visit: VisitRow, destinations?: readonly number[]) => void;
}

type AnswerOf = (direction: Direction, index: number) => readonly PortPeers[];

export function createPairs(universe: Universe, answerOf: AnswerOf): Pairs {
  const { portSets } = universe;
  const families = familiesOf(universe);
  return {
    apart: (a, b) => !meet(a, b, universe, families),
    between: (source, destination) => {
      if (!meet(source, destination, universe, families))
        return { sure: portSets.none, possible: portSets.none };
      const side = (direction: Direction, index: number, peer: number): PairPorts =>
        index < universe.classes.length
          ? portsWith(answerOf(direction, index), peer, portSets)
          : { sure: portSets.all, possible: portSets.all };
      const egress = side("egress", source, destination);
      const ingress = side("ingress", destination, source);
      return {
        sure: portSets.and(egress.sure, ingress.sure),
        possible: portSets.and(egress.possible, ingress.possible),
      };
    },
    rows: (visit, sources) => {
      visitLines("egress", { universe, families, answerOf }, visit, sources);
    },
    columns: (visit, destinations) => {
      visitLines("ingress", { universe, families, answerOf }, visit, destinations);
    },
  };
}

/** 0: of either family, as far as is known. */
function familiesOf({ classes, addresses }: Universe): Int8Array {
  return Int8Array.from([...classes, ...addresses.atoms].map(({ family }) => family ?? 0));
}

// Addresses outside are no concern of ours among themselves; a packet is of one family.
function meet(a: number, b: number, { classes }: Universe, families: Int8Array): boolean {
  if (a >= classes.length && b >= classes.length) return false;
  const [one = 0, other = 0] = [families[a], families[b]];
  return one === 0 || other === 0 || one === other;
}

interface Cluster {
  readonly universe: Universe;
  readonly families: Int8Array;
  readonly answerOf: AnswerOf;
}

/**
 * One line of pairs after the other: the own side of a line is spread over all peers, and of the other side each different
 * answer is asked once for a line.
 */
function visitLines(
  direction: Direction,
  cluster: Cluster,
  visit: VisitRow,
  only: readonly number[] | undefined,
): void {
  const { universe } = cluster;
  const lines = only ?? Array.from({ length: universe.size }, (_, index) => index);
  const others = otherSides(direction === "egress" ? "ingress" : "egress", cluster);
  const exact = isExact(direction, cluster, lines) && others.exact;
  const sure = createLine("sure", direction, cluster, others);
  const possible = exact ? sure : createLine("possible", direction, cluster, others);
  for (const index of lines) {
    const row = sure(index);
    visit(index, row, exact ? row : possible(index));
  }
}

function isExact(
  direction: Direction,
  { universe, answerOf }: Cluster,
  lines: readonly number[],
): boolean {
  return lines.every(
    (index) =>
      index >= universe.classes.length ||
      answerOf(direction, index).every(({ sure, possible }) => sure === possible),
  );
}

interface OtherSides {
  readonly answers: readonly (readonly PortPeers[])[];
  /** By peer: the index of its answer; -1 for addresses outside, which have no policies. */
  readonly answerAt: Int32Array;
  readonly exact: boolean;
}

function otherSides(direction: Direction, { universe, answerOf }: Cluster): OtherSides {
  const indices = new Map<readonly PortPeers[], number>();
  const answerAt = new Int32Array(universe.size).fill(-1);
  for (let index = 0; index < universe.classes.length; index++) {
    const answer = answerOf(direction, index);
    const at = indices.get(answer) ?? indices.size;
    indices.set(answer, at);
    answerAt[index] = at;
  }
  const answers = [...indices.keys()];
  const exact = answers.every((answer) => answer.every(({ sure, possible }) => sure === possible));
  return { answers, answerAt, exact };
}

function createLine(
  which: "sure" | "possible",
  direction: Direction,
  { universe, families, answerOf }: Cluster,
  { answers, answerAt }: OtherSides,
): (index: number) => PairRow {
  const { portSets, size, classes } = universe;
  const own = new Int32Array(size);
  const row = new Int32Array(size);
  const otherIds = new Int32Array(answers.length);
  let spreadFor: readonly PortPeers[] | undefined;
  const spread = (answer: readonly PortPeers[] | undefined): void => {
    if (answer !== undefined && answer === spreadFor) return;
    spreadFor = answer;
    own.fill(answer === undefined ? portSets.all : portSets.none);
    for (const { ports, ...peers } of answer ?? []) addPorts(own, peers[which], ports, portSets.or);
  };
  const mixed = families.some((family) => family !== 0);
  const keepFamily = (index: number, last: number): void => {
    for (let peer = 0; peer < last; peer++)
      if (!meet(index, peer, universe, families)) row[peer] = portSets.none;
  };
  return (index) => {
    const isClass = index < classes.length;
    spread(isClass ? answerOf(direction, index) : undefined);
    askOthers(index, otherIds, { answers, which, portSets });
    // Between two addresses outside the row stays as it is: none.
    const last = isClass ? size : classes.length;
    row.fill(portSets.none, last);
    for (let peer = 0; peer < last; peer++) {
      const other = answerAt[peer] ?? -1;
      const ownId = own[peer] ?? 0;
      const otherId = other < 0 ? portSets.all : (otherIds[other] ?? 0);
      row[peer] = ownId === otherId ? ownId : portSets.and(ownId, otherId);
    }
    if (mixed) keepFamily(index, last);
    return row;
  };
}

interface Asked {
  readonly answers: readonly (readonly PortPeers[])[];
  readonly which: "sure" | "possible";
  readonly portSets: Universe["portSets"];
}

/** What every answer says of one peer. */
function askOthers(peer: number, ids: Int32Array, { answers, which, portSets }: Asked): void {
  const at = peer >>> 5;
  const bit = peer & 31;
  for (let index = 0; index < answers.length; index++) {
    let id = portSets.none;
    for (const { ports, [which]: peers } of answers[index] ?? [])
      if (((word(peers, at) >>> bit) & 1) === 1) id = portSets.or(id, ports);
    ids[index] = id;
  }
}

function addPorts(
  own: Int32Array,
  peers: Bits,
  ports: number,
  or: (a: number, b: number) => number,
): void {
  for (let index = 0; index < peers.length; index++) {
    const bits = word(peers, index);
    if (bits === 0) continue;
    for (let bit = 0; bit < 32; bit++)
      if (((bits >>> bit) & 1) === 1) {
        const peer = index * 32 + bit;
        own[peer] = or(own[peer] ?? 0, ports);
      }
  }
}
