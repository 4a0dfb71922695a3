/** A set that has a member of each of some sets. */
export interface Hit {
  readonly members: readonly number[];
  readonly cost: number;
}

/** What a search for a cheapest one has found. */
export interface HittingSet extends Hit {
  /** Whether no other costs less: proven, not merely not found. */
  readonly isCheapest: boolean;
  /** How many branches it took to know. */
  readonly branches: number;
}

/** Members with what they cost together. */
export function hitOf(members: readonly number[], costs: readonly number[]): Hit {
  return { members, cost: members.reduce((sum, member) => sum + (costs[member] ?? 0), 0) };
}

/**
 * The cheapest set that has a member of each set: members are indices of `costs`, sets are not empty. Looks at `effort` branches
 * at most, each on the shortest set that is not met yet; what dual costs show to be no cheaper than the best so far, or than what
 * is known, is left out.
 */
export function cheapestHit(
  sets: readonly (readonly number[])[],
  costs: readonly number[],
  effort: number,
  known: Hit = hitOf([...new Set(sets.flatMap(([first]) => first ?? []))], costs),
): HittingSet {
  const ordered = sets.toSorted((a, b) => a.length - b.length);
  let best = known.members;
  let bestCost = known.cost;
  let branches = 0;
  const isChosen = new Uint8Array(costs.length);
  // What an earlier branch has tried with all that is below it.
  const isTried = new Uint8Array(costs.length);
  const residual = new Float64Array(costs.length);

  /** What the rest costs at least: each set in turn pays as much as the cheapest of its members still asks for. */
  function leastFor(open: readonly (readonly number[])[]): number {
    residual.set(costs);
    let least = 0;
    for (const set of open) {
      let paid = Infinity;
      for (const member of set) {
        if (isTried[member] === 0) paid = Math.min(paid, residual[member] ?? 0);
      }
      if (paid === Infinity) return Infinity;
      for (const member of set) residual[member] = (residual[member] ?? 0) - paid;
      least += paid;
    }
    return least;
  }

  function branch(chosen: readonly number[], cost: number): void {
    branches += 1;
    if (cost >= bestCost || branches > effort) return;
    const open = ordered.filter((set) => !set.some((member) => isChosen[member] === 1));
    const [next] = open;
    if (next === undefined) {
      best = chosen;
      bestCost = cost;
      return;
    }
    if (cost + leastFor(open) >= bestCost) return;
    const tried: number[] = [];
    for (const member of next) {
      if (isTried[member] === 1) continue;
      isChosen[member] = 1;
      branch([...chosen, member], cost + (costs[member] ?? 0));
      isChosen[member] = 0;
      isTried[member] = 1;
      tried.push(member);
    }
    for (const member of tried) isTried[member] = 0;
  }

  branch([], 0);
  return { members: best, cost: bestCost, isCheapest: branches <= effort, branches };
}
