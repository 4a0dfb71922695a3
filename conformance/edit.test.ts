import { expect, it } from "vitest";
import { checkRandomEdits } from "../packages/manifests/testing/edits.ts";

it("changes ten thousand random documents as the plain reference does, and no line besides", () => {
  let done = 0;
  for (let seed = 0; seed < 10_000; seed++) done += checkRandomEdits(seed);
  expect(done).toBe(14_393);
});
