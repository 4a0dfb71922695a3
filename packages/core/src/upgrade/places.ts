import type { VerdictValue } from "../snapshot/verdict.ts";
import type { Moved } from "./company.ts";
import type { RunningPod } from "./pods.ts";
import type { Rooms } from "./rooms.ts";

/** A pod that waits until the node is back. */
export interface Homeless {
  readonly pod: RunningPod;
  /** How many nodes would take it but for what runs there; 0: it may run nowhere else. */
  readonly candidates: number;
  /** Whether it finds no place in any order, or only in some. */
  readonly verdict: Exclude<VerdictValue, "yes">;
}

/** What becomes of the pods of a node. */
export interface Places {
  /** Each way in which it may end, by the pods that find no place then; at least one. */
  readonly outcomes: readonly ReadonlySet<RunningPod>[];
  readonly homeless: readonly Homeless[];
}

/** More ways of placing are not told apart. */
const MOST_WAYS = 4000;

/** Where pods of a node go that their controllers make again. */
export function placedAgain(pods: readonly RunningPod[], rooms: Rooms): Places {
  const never = new Set<RunningPod>();
  const perhaps = new Set<RunningPod>();
  for (const pod of pods) {
    const alone = rooms.placesFor(pod, [], pods.length).length;
    // Whom its terms mean may bring it a place by going there, or take it away.
    if (!rooms.asksOnlyRoom(pod, pods)) perhaps.add(pod);
    else if (alone === 0) never.add(pod);
    // Where more nodes have a place than there are others, the others cannot take all of them.
    else if (alone < pods.length) perhaps.add(pod);
  }
  const outcomes = perhaps.size === 0 ? [never] : outcomesOf(pods, never, perhaps, rooms);
  const lost = new Set(outcomes.flatMap((outcome) => [...outcome]));
  return {
    outcomes,
    homeless: [...lost].map((pod) => ({
      pod,
      candidates: rooms.candidates(pod),
      verdict: outcomes.every((outcome) => outcome.has(pod))
        ? ("no" as const)
        : ("unknown" as const),
    })),
  };
}

/** All ways in which pods may come to places one after another; the best and the worst that could be, where they are too many. */
function outcomesOf(
  pods: readonly RunningPod[],
  never: ReadonlySet<RunningPod>,
  perhaps: ReadonlySet<RunningPod>,
  rooms: Rooms,
): readonly ReadonlySet<RunningPod>[] {
  const extremes = [never, new Set([...never, ...perhaps])];
  const free = pods.length - never.size - perhaps.size;
  if (hasTooManyWays(free, pods.length)) return extremes;
  const found = new Map<string, ReadonlySet<RunningPod>>();
  const seen = new Set<string>([""]);
  const waiting: (readonly Moved[])[] = [[]];
  for (let moved = waiting.pop(); moved; moved = waiting.pop()) {
    const there = new Set(moved.map(({ pod }) => pod));
    let isLast = true;
    for (const next of nextMoves(pods, there, moved, rooms)) {
      isLast = false;
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size > MOST_WAYS) return extremes;
      waiting.push(next);
    }
    if (!isLast) continue;
    const lost = pods.filter((pod) => !there.has(pod));
    found.set(lost.map(({ name, namespace }) => `${namespace}/${name}`).join(), new Set(lost));
  }
  return [...found.values()];
}

/**
 * Whether pods that always find a place make more ways by themselves than are told apart: each has as many nodes as there are pods, and
 * another takes one of them.
 */
function hasTooManyWays(free: number, places: number): boolean {
  let ways = 1;
  let all = 1;
  for (let moved = 1; moved <= free && all <= MOST_WAYS; moved += 1) {
    ways *= ((free - moved + 1) / moved) * (places - moved + 1);
    all += ways;
  }
  return all > MOST_WAYS;
}

function* nextMoves(
  pods: readonly RunningPod[],
  there: ReadonlySet<RunningPod>,
  moved: readonly Moved[],
  rooms: Rooms,
): Generator<readonly Moved[]> {
  for (const pod of pods) {
    if (there.has(pod)) continue;
    for (const to of rooms.placesFor(pod, moved, MOST_WAYS + 1)) yield [...moved, { pod, to }];
  }
}

function keyOf(moved: readonly Moved[]): string {
  return moved
    .map(({ pod, to }) => `${pod.namespace}/${pod.name}@${to.name}`)
    .sort()
    .join();
}
