/** A piece of text that is put in the place of another; offsets are UTF-16 units, the end is exclusive. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Splices in the order of the text, none over another; undefined when two of them change the same characters. What is
 * inserted in the middle of something that is taken away moves behind it.
 */
export function inOrder(splices: readonly Splice[]): readonly Splice[] | undefined {
  const deletions = splices.filter(({ start, end, text }) => text === "" && end > start);
  const moved = splices.map((splice): Splice => {
    const { start, end, text } = splice;
    if (start !== end) return splice;
    const around = deletions.find((deletion) => deletion.start < start && start < deletion.end);
    return around ? { start: around.end, end: around.end, text } : splice;
  });
  // Sorting is stable: of two insertions at one place the first made stays the first.
  const sorted = moved.toSorted(
    (a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start),
  );
  const overlap = sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0));
  return overlap ? undefined : sorted;
}

/** The text with splices that are in order. */
export function splice(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: inserted } of splices) {
    parts.push(text.slice(at, start), inserted);
    at = end;
  }
  return parts.join("") + text.slice(at);
}

/** The one splice that makes a text of another: what lies between all that they have in common at both ends. */
export function spliceBetween(before: string, after: string): Splice {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
