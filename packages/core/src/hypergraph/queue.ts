/** A priority queue: the item of least cost first, and of those of equal cost the one that came first. */
export interface Queue<Item> {
  readonly push: (cost: number, item: Item) => void;
  readonly pop: () => Item | undefined;
}

/** A binary heap on parallel arrays: searches push millions of items, so that one moves once and nothing is made for it. */
export function createQueue<Item>(): Queue<Item> {
  const costs: number[] = [];
  const orders: number[] = [];
  const items: Item[] = [];
  let next = 0;

  function isBefore(cost: number, order: number, at: number): boolean {
    const other = costs[at] ?? 0;
    return cost < other || (cost === other && order < (orders[at] ?? 0));
  }

  function put(at: number, cost: number, order: number, item: Item): void {
    costs[at] = cost;
    orders[at] = order;
    items[at] = item;
  }

  function move(from: number, to: number): void {
    costs[to] = costs[from] ?? 0;
    orders[to] = orders[from] ?? 0;
    const item = items[from];
    if (item !== undefined) items[to] = item;
  }

  /** Of two that stand below another, which may be one: the one that comes first. */
  function firstBelow(at: number): number {
    const left = 2 * at + 1;
    const right = left + 1;
    return right < items.length && isBefore(costs[right] ?? 0, orders[right] ?? 0, left)
      ? right
      : left;
  }

  return {
    push: (cost, item) => {
      const order = next++;
      let at = items.length;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!isBefore(cost, order, parent)) break;
        move(parent, at);
        at = parent;
      }
      put(at, cost, order, item);
    },
    pop: () => {
      const first = items[0];
      const cost = costs.pop() ?? 0;
      const order = orders.pop() ?? 0;
      const last = items.pop();
      if (items.length === 0 || last === undefined) return last;
      let at = 0;
      for (let below = 1; below < items.length; below = 2 * at + 1) {
        const least = firstBelow(at);
        if (isBefore(cost, order, least)) break;
        move(least, at);
        at = least;
      }
      put(at, cost, order, last);
      return first;
    },
  };
}
