import type { PlacementNode } from "../placement/model.ts";
import type { VerdictValue } from "../snapshot/verdict.ts";
import type { RunningPod } from "./pods.ts";
import type { Moved, Rooms } from "./rooms.ts";

/** A pod that waits until the node is back. */
export interface Homeless {
  readonly pod: RunningPod;
  /** Nodes that would take it but for what runs there; none: it may run nowhere else. */
  readonly candidates: readonly PlacementNode[];
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
    const alone = rooms.placesFor(pod, [], pods.length);
    if (alone.length === 0) never.add(pod);
    // Where more nodes have a place than there are others, the others cannot take all of them.
    else if (alone.length < pods.length || !rooms.asksOnlyRoom(pod)) perhaps.add(pod);
  }
  const outcomes = perhaps.size === 0 ? [never] : outcomesOf(pods, never, perhaps, rooms);
  const lost = new Set(outcomes.flatMap((outcome) => [...outcome]));
  return {
    outcomes,
    homeless: [...lost].map((pod) => ({
      pod,
      candidates: rooms.candidates(pod).filter(({ name }) => name !== pod.node),
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
  const found = new Map<string, ReadonlySet<RunningPod>>();
  const seen = new Set<string>();
  const waiting: (readonly Moved[])[] = [[]];
  for (let moved = waiting.pop(); moved; moved = waiting.pop()) {
    const key = keyOf(moved);
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MOST_WAYS) return [never, new Set([...never, ...perhaps])];
    const next = nextMoves(pods, moved, rooms);
    if (next.length > 0) waiting.push(...next);
    else {
      const there = new Set(moved.map(({ pod }) => pod));
      const lost = pods.filter((pod) => !there.has(pod));
      found.set(lost.map(({ name, namespace }) => `${namespace}/${name}`).join(), new Set(lost));
    }
  }
  return [...found.values()];
}

function nextMoves(
  pods: readonly RunningPod[],
  moved: readonly Moved[],
  rooms: Rooms,
): readonly (readonly Moved[])[] {
  const there = new Set(moved.map(({ pod }) => pod));
  return pods
    .filter((pod) => !there.has(pod))
    .flatMap((pod) => rooms.placesFor(pod, moved, MOST_WAYS).map((to) => [...moved, { pod, to }]));
}

function keyOf(moved: readonly Moved[]): string {
  return moved
    .map(({ pod, to }) => `${pod.namespace}/${pod.name}@${to.name}`)
    .sort()
    .join();
}
