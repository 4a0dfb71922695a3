/** Words longer than this are not typing mistakes, and comparing them would cost. */
const LONGEST = 64;

/** The candidate that was probably meant: at most one edit in three letters away, or the only one that begins so. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const wanted = word.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best ?? onlyContinuation(wanted, candidates);
}

/** `; did you mean "scan"?` or a full stop: the end of a sentence about a word that is not known. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? "." : `; did you mean "${candidate}"?`;
}

function onlyContinuation(word: string, candidates: readonly string[]): string | undefined {
  const longer = candidates.filter((candidate) => candidate.toLowerCase().startsWith(word));
  return word.length > 1 && longer.length === 1 ? longer[0] : undefined;
}

/** Damerau-Levenshtein distance in UTF-16 units, where no part is edited twice (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, substitution);
      row.push(isSwap(a, b, i, j) ? Math.min(cost, at(beforeLast, j - 2) + 1) : cost);
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

function isSwap(a: string, b: string, i: number, j: number): boolean {
  return i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
