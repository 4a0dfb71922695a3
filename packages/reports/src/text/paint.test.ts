import { expect, test } from "vitest";
import { createPaint } from "./paint.ts";

test("paint follows the decision and nothing else", () => {
  expect(createPaint(true)("red", "x")).toBe("\u001b[31mx\u001b[39m");
  expect(createPaint(false)("red", "x")).toBe("x");
});
