import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shopImages } from "./shop-images.ts";

test("the example's images are those that the script writes, and small", () => {
  const written = readFileSync(new URL("../examples/shop/images.tar", import.meta.url));
  expect(written.equals(shopImages())).toBe(true);
  expect(written.length).toBeLessThan(100_000);
});
