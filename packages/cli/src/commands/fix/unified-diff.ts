/** Lines around a change that are shown with it. */
const CONTEXT = 3;
/**
 * As many equal lines, less the lines that differed before them, end one search for the shortest way and begin the next: else
 * time and memory would grow with the square of all differences.
 */
const SYNCHRONOUS = 40;
const FEWEST_SYNCHRONOUS = 3;
/** Where that many lines differ and no few are equal, all the rest is taken for different. */
const MOST_DIFFERENT = 2000;

/** Lines `[from, to)` of a text that became lines `[newFrom, newTo)` of another; from 0. */
export interface LineChange {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Lines with their line breaks. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What changed between two lists of lines, in order; short, though over long distances not always the shortest (Myers' algorithm). */
export function changesBetween(before: readonly string[], after: readonly string[]): LineChange[] {
  const changes: LineChange[] = [];
  let at: Point = { x: 0, y: 0 };
  while (at.x < before.length || at.y < after.length) {
    for (const point of pathFrom(before, after, at)) {
      if (point.x - at.x !== point.y - at.y) addChange(changes, at, point);
      at = point;
    }
  }
  return changes;
}

/** Lines that were removed or added directly behind others are one change with them. */
function addChange(changes: LineChange[], start: Point, end: Point): void {
  const last = changes.at(-1);
  const joins = last?.to === start.x && last.newTo === start.y;
  if (joins) changes.pop();
  const [from, newFrom] = joins ? [last.from, last.newFrom] : [start.x, start.y];
  changes.push({ from, newFrom, to: end.x, newTo: end.y });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/* oxlint-disable complexity -- the algorithm as it is known, whose few variables belong together */
/** The points of the way from `start` to the end or to many equal lines: one line removed or added, or equal lines, in each step. */
function pathFrom(before: readonly string[], after: readonly string[], start: Point): Point[] {
  const furthest = new Map<number, number>([[1, start.x]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; edits < MOST_DIFFERENT; edits++) {
    const enough = Math.max(FEWEST_SYNCHRONOUS, SYNCHRONOUS - edits);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = furthest.get(diagonal + 1) ?? -1;
      const right = furthest.get(diagonal - 1) ?? -1;
      const entered =
        diagonal === -edits || (diagonal !== edits && right < down) ? down : right + 1;
      let x = entered;
      const offset = start.y - start.x - diagonal;
      while (x < before.length && x + offset < after.length && before[x] === after[x + offset]) x++;
      furthest.set(diagonal, x);
      const isEnd = x >= before.length && x + offset >= after.length;
      if (isEnd || (x - entered >= enough && x + offset <= after.length)) {
        return backtrack({ x, y: x + offset }, trace, start);
      }
    }
    trace.push(new Map(furthest));
  }
  return [start, { x: before.length, y: start.y }, { x: before.length, y: after.length }];
}

/* eslint-enable complexity */

function backtrack(end: Point, trace: readonly Map<number, number>[], start: Point): Point[] {
  const points: Point[] = [end];
  let { x, y } = end;
  for (let edits = trace.length; edits > 0; edits--) {
    const furthest = trace[edits - 1] ?? new Map<number, number>();
    const diagonal = x - start.x - (y - start.y);
    const down = furthest.get(diagonal + 1) ?? -1;
    const right = furthest.get(diagonal - 1) ?? -1;
    const isDown = diagonal === -edits || (diagonal !== edits && right < down);
    const previous = isDown ? diagonal + 1 : diagonal - 1;
    const previousX = isDown ? down : right;
    const previousY = previousX - start.x - previous + start.y;
    const entered = isDown
      ? { x: previousX, y: previousY + 1 }
      : { x: previousX + 1, y: previousY };
    points.push(entered, { x: previousX, y: previousY });
    ({ x, y } = { x: previousX, y: previousY });
  }
  return points.reverse();
}

/** A line of a unified diff without its line break. */
export interface DiffLine {
  readonly kind: "file" | "hunk" | "same" | "removed" | "added" | "note";
  readonly text: string;
}

/** A text that changed; `before` is undefined for a file that is not there yet. */
export interface TextPair {
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** The difference as `git diff` shows it and `git apply` takes it; empty when there is none. */
export function* unifiedDiff({ file, before, after }: TextPair): Generator<DiffLine> {
  const old = linesOf(before ?? "");
  const fresh = linesOf(after);
  const changes = changesBetween(old, fresh);
  if (changes.length === 0) return;
  yield { kind: "file", text: `--- ${before === undefined ? "/dev/null" : headerName("a", file)}` };
  yield { kind: "file", text: `+++ ${headerName("b", file)}` };
  for (const hunk of hunksOf(changes)) yield* hunkLines(hunk, old, fresh);
}

/** As git writes names: quoted where they have characters that end a line or a quotation, and with a tab behind spaces. */
function headerName(side: "a" | "b", file: string): string {
  const name = file.startsWith("/") ? file : `${side}/${file}`;
  if (!/["\\\x00-\x1f\x7f]/.test(name)) return name.includes(" ") ? `${name}\t` : name;
  const escaped = name.replace(/["\\\x00-\x1f\x7f]/g, (character) => {
    const octal = character.charCodeAt(0).toString(8).padStart(3, "0");
    return character === '"' || character === "\\" ? `\\${character}` : `\\${octal}`;
  });
  return `"${escaped}"`;
}

function hunksOf(changes: readonly LineChange[]): LineChange[][] {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const hunk = hunks.at(-1);
    const last = hunk?.at(-1);
    if (hunk && last && change.from - last.to <= 2 * CONTEXT) hunk.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function* hunkLines(
  hunk: readonly LineChange[],
  old: readonly string[],
  fresh: readonly string[],
): Generator<DiffLine> {
  const [first, last] = [hunk[0], hunk.at(-1)];
  if (!first || !last) return;
  const lead = Math.min(CONTEXT, first.from);
  const tail = Math.min(CONTEXT, old.length - last.to);
  const range = rangeOf(first.from - lead, last.to + tail);
  const newRange = rangeOf(first.newFrom - lead, last.newTo + tail);
  yield { kind: "hunk", text: `@@ -${range} +${newRange} @@` };
  let at = first.from - lead;
  for (const { from, to, newFrom, newTo } of hunk) {
    yield* linesAs("same", old.slice(at, from));
    yield* linesAs("removed", old.slice(from, to));
    yield* linesAs("added", fresh.slice(newFrom, newTo));
    at = to;
  }
  yield* linesAs("same", old.slice(at, last.to + tail));
}

/** `start,count`, from 1; an empty range names the line before it. */
function rangeOf(from: number, to: number): string {
  const count = to - from;
  return `${count === 0 ? from : from + 1},${count}`;
}

const MARKS = { same: " ", removed: "-", added: "+" } as const;

function* linesAs(kind: keyof typeof MARKS, lines: readonly string[]): Generator<DiffLine> {
  for (const line of lines) {
    yield { kind, text: MARKS[kind] + line.replace(/\n$/, "") };
    if (!line.endsWith("\n")) yield { kind: "note", text: "\\ No newline at end of file" };
  }
}
