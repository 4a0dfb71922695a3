import { type CutEdge, isBroken, isDue, type Walk } from "./cut-walk.ts";

interface Within {
  readonly edges: readonly CutEdge[];
  /** What has a 1 may not be reached. */
  readonly ends: Uint8Array;
  readonly made: Uint8Array;
}

/**
 * Takes back an edit where that brings no end into reach: only what it opens is walked, and walked back where it may not be
 * opened. An edit at a time of thousands, where each search anew would take all of them.
 */
export function createTakingBack(
  { start, premises, from }: Walk,
  { edges, ends, made }: Within,
): (edit: number) => void {
  const missing = premises.slice();
  const isSeen = new Uint8Array(from.length);
  const edgesOf = edgesByEdit(edges, made.length);

  /** Walks on from vertices, unless to an end; all that were looked at. */
  function walkOn(queue: number[]): { readonly seen: readonly number[]; readonly isEnd: boolean } {
    let looked = 0;
    for (const vertex of queue) {
      looked += 1;
      let isEnd = false;
      for (const edge of from[vertex] ?? []) {
        if (!isDue(edge, missing) || isSeen[edge.conclusion] === 1 || isBroken(edge, made))
          continue;
        if (ends[edge.conclusion] === 1) isEnd = true;
        isSeen[edge.conclusion] = 1;
        queue.push(edge.conclusion);
      }
      if (isEnd) return { seen: queue.slice(0, looked), isEnd };
    }
    return { seen: queue, isEnd: false };
  }

  /** What an edit keeps out by itself. */
  function openedBy(edit: number): number[] {
    const opened: number[] = [];
    for (const edge of edgesOf[edit] ?? []) {
      const isDueNow = missing[edge.number] === 0 && isSeen[edge.conclusion] === 0;
      if (!isDueNow || isBroken(edge, made)) continue;
      isSeen[edge.conclusion] = 1;
      opened.push(edge.conclusion);
    }
    return opened;
  }

  function walkBack(opened: readonly number[], seen: readonly number[]): void {
    for (const vertex of opened) isSeen[vertex] = 0;
    for (const vertex of seen)
      for (const { number } of from[vertex] ?? []) missing[number] = (missing[number] ?? 0) + 1;
  }

  isSeen[start] = 1;
  walkOn([start]);
  return (edit) => {
    made[edit] = 0;
    const opened = openedBy(edit);
    const isEnd = opened.some((vertex) => ends[vertex] === 1);
    const walked = isEnd ? { seen: [], isEnd } : walkOn(opened);
    if (!walked.isEnd) return;
    walkBack(opened, walked.seen);
    made[edit] = 1;
  };
}

/** The edges that an edit takes an alternative from. */
function edgesByEdit(edges: readonly CutEdge[], size: number): readonly (readonly CutEdge[])[] {
  const found: CutEdge[][] = Array.from({ length: size }, () => []);
  for (const edge of edges) for (const edit of new Set(edge.needs.flat())) found[edit]?.push(edge);
  return found;
}
