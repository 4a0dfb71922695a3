import { type PairPorts, portsWith } from "./evaluate.ts";
import { type AnswerOf, type VisitRow, visitLines } from "./lines.ts";
import type { Direction } from "./policy.ts";
import type { Universe } from "./universe.ts";

export interface Pairs {
  /** Whether two peers have no network in common: other families, networks apart, or both outside the cluster. */
  readonly apart: (a: number, b: number) => boolean;
  readonly between: (source: number, destination: number) => PairPorts;
  /** Visits every pair of peers, a source at a time; only these sources, if they are given. */
  readonly rows: (visit: VisitRow, sources?: readonly number[]) => void;
  /** The same a destination at a time: each row then holds one destination and every source. */
  readonly columns: (visit: VisitRow, destinations?: readonly number[]) => void;
}

export function createPairs(universe: Universe, answerOf: AnswerOf): Pairs {
  const { portSets } = universe;
  const apart = createApart(universe);
  return {
    apart,
    between: (source, destination) => {
      if (apart(source, destination)) return { sure: portSets.none, possible: portSets.none };
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
      visitLines("egress", { universe, answerOf, apart }, visit, sources);
    },
    columns: (visit, destinations) => {
      visitLines("ingress", { universe, answerOf, apart }, visit, destinations);
    },
  };
}

// Addresses outside are no concern of ours among themselves; a packet is of one family; networks of pods do not meet.
function createApart({ classes, addresses }: Universe): Pairs["apart"] {
  // 0: of either family, as far as is known.
  const families = Int8Array.from(
    [...classes, ...addresses.atoms].map(({ family }) => family ?? 0),
  );
  const networks = classes.map(({ kind, network = "" }) => (kind === "pod" ? network : undefined));
  return (a, b) => {
    if (a >= classes.length && b >= classes.length) return true;
    const [one = 0, other = 0] = [families[a], families[b]];
    if (one !== other && one !== 0 && other !== 0) return true;
    const [from, to] = [networks[a], networks[b]];
    return from !== to && from !== undefined && to !== undefined;
  };
}
