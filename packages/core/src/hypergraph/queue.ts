/** A priority queue: the item of least cost first, and of those of equal cost the one that came first. */
export interface Queue<Item> {
  readonly push: (cost: number, item: Item) => void;
  readonly pop: () => Item | undefined;
}

/** A binary heap on parallel arrays: searches push millions of items. */
export function createQueue<Item>(): Queue<Item> {
  const costs: number[] = [];
  const orders: number[] = [];
  const items: Item[] = [];
  let next = 0;

  function isBefore(a: number, b: number): boolean {
    const [costA = 0, costB = 0] = [costs[a], costs[b]];
    return costA < costB || (costA === costB && (orders[a] ?? 0) < (orders[b] ?? 0));
  }

  function swap(a: number, b: number): void {
    swapIn(costs, a, b);
    swapIn(orders, a, b);
    swapIn(items, a, b);
  }

  return {
    push: (cost, item) => {
      let at = items.length;
      costs.push(cost);
      orders.push(next++);
      items.push(item);
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!isBefore(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    pop: () => {
      if (items.length === 0) return undefined;
      swap(0, items.length - 1);
      costs.pop();
      orders.pop();
      const item = items.pop();
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        if (left >= items.length) break;
        const right = left + 1;
        const least = right < items.length && isBefore(right, left) ? right : left;
        if (!isBefore(least, at)) break;
        swap(at, least);
        at = least;
      }
      return item;
    },
  };
}

function swapIn(list: unknown[], a: number, b: number): void {
  const first = list[a];
  list[a] = list[b];
  list[b] = first;
}
