import fc from "fast-check";
import { expect, test } from "vitest";
import { createQueue } from "./queue.ts";

test("items come by cost, those of equal cost in the order in which they went in", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(5), { nil: undefined })), (orders) => {
      const queue = createQueue<string>();
      const waiting: { readonly cost: number; readonly item: string }[] = [];
      for (const [index, cost] of orders.entries()) {
        if (cost === undefined) {
          const least = waiting.toSorted((a, b) => a.cost - b.cost)[0];
          expect(queue.pop()).toBe(least?.item);
          if (least) waiting.splice(waiting.indexOf(least), 1);
          continue;
        }
        waiting.push({ cost, item: `${index}` });
        queue.push(cost, `${index}`);
      }
    }),
  );
});
