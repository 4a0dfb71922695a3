import fc from "fast-check";
import { expect, it } from "vitest";
import { checkRandomEdits } from "../../testing/edits.ts";

it("changes random documents as the plain reference does, and no line besides", () => {
  let done = 0;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      done += checkRandomEdits(seed);
    }),
    { numRuns: 130, seed: 1 },
  );
  expect(done).toBe(186);
});
