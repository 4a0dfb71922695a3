import type { Alternative, Edge, Edit, Need } from "./hypergraph.ts";

/** Keys of the edits that are taken to be made. */
export interface Made {
  readonly size: number;
  readonly has: (key: string) => boolean;
}

export const NOTHING_MADE: Made = { size: 0, has: () => false };
export const EVERYTHING_MADE: Made = { size: Infinity, has: () => true };

/** Whether each need still has an alternative. */
export function isMet({ needs }: Edge, made: Made): boolean {
  return made.size === 0 || needs.every((need) => need.some((one) => isLeft(one, made)));
}

function isLeft({ edit }: Alternative, made: Made): boolean {
  return edit === undefined || !made.has(edit.key);
}

/** The edits any one of which takes from some edges an alternative that they now rest on, each once, the cheapest first. */
export function editsOf<Change>(
  edges: readonly Edge<unknown, unknown, Change>[],
  made: Made,
): readonly Edit<Change>[] {
  const byKey = new Map<string, Edit<Change>>();
  for (const need of edges.flatMap(({ needs }) => needs)) {
    const edit = editOf(need, made);
    if (edit && !byKey.has(edit.key)) byKey.set(edit.key, edit);
  }
  return [...byKey.values()].sort((a, b) => a.cost - b.cost);
}

/** The edit of the first alternative that is left; none where one is left that nothing takes away. */
function editOf<Change>(need: Need<unknown, Change>, made: Made): Edit<Change> | undefined {
  const left = need.filter((one) => isLeft(one, made));
  return left.every(({ edit }) => edit !== undefined) ? left[0]?.edit : undefined;
}
