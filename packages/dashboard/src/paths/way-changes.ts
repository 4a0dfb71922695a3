import type { PathDetailsDocument, StepDetailJson, StepJson } from "../documents/paths.ts";
import type { Way } from "./ways.ts";

/** A change that takes a step of paths away. */
export interface WayChange {
  /** What it does, in words; equal for the same change. */
  readonly text: string;
  readonly edits: readonly StepJson["breaks"][number][];
  /** Numbers of the paths that have such a step. */
  readonly ways: ReadonlySet<number>;
}

/** Every change that breaks a step of any path, those that are on most paths first. */
export function changesOfWays(
  ways: readonly Way[],
  { steps }: PathDetailsDocument,
): readonly WayChange[] {
  const found = new Map<string, { edits: WayChange["edits"]; ways: Set<number> }>();
  for (const { index, path } of ways) {
    for (const [at, step] of path.steps.entries()) {
      for (const { text, edits } of changesOf(step, steps[index]?.[at])) {
        const known = found.get(text) ?? { edits, ways: new Set<number>() };
        found.set(text, known);
        known.ways.add(index);
      }
    }
  }
  return [...found]
    .map(([text, { edits, ways: own }]) => ({ text, edits, ways: own }))
    .sort((a, b) => b.ways.size - a.ways.size || (a.text < b.text ? -1 : 1));
}

/** What breaks a step, each with its own of the step's edits. */
function changesOf(
  { breaks }: StepJson,
  detail: StepDetailJson | undefined,
): readonly Pick<WayChange, "edits" | "text">[] {
  const { brokenBy = [], edits: counts = [] } = detail ?? {};
  let from = 0;
  return brokenBy
    .map((text, number) => {
      const edits = breaks.slice(from, from + (counts[number] ?? 0));
      from += edits.length;
      return { text, edits };
    })
    .filter(({ edits }) => edits.length > 0);
}
