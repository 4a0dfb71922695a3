import { expect, test } from "vitest";
import { timeoutOf } from "./handler.ts";

test.each([
  ["timeout=10s", 10_000],
  ["timeout=2.5s", 2500],
  ["timeout=1s500ms", 1500],
  ["timeout=1m", 30_000],
  ["", 10_000],
  ["timeout=-1s", 10_000],
  ["timeout=x", 10_000],
])("the query %j gives %d ms", (query, milliseconds) => {
  expect(timeoutOf(query)).toBe(milliseconds);
});
