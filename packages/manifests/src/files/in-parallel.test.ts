import { expect, test } from "vitest";
import { inParallel } from "./in-parallel.ts";

test("no more than the limit run at once, and results keep the order of the items", async () => {
  const log: string[] = [];
  const finish: (() => void)[] = [];
  const all = inParallel(["a", "b", "c"], 2, async (item) => {
    log.push(item);
    await new Promise<void>((resolve) => finish.push(resolve));
    return item.toUpperCase();
  });
  expect(log).toEqual(["a", "b"]);
  finish[1]?.();
  await expect.poll(() => log).toEqual(["a", "b", "c"]);
  finish[0]?.();
  finish[2]?.();
  expect(await all).toEqual(["A", "B", "C"]);
});
