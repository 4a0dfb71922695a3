import { expect, test } from "vitest";
import { endOfLifeOf } from "./end-of-life.ts";

test.each([
  ["debian", "12", "2028-06-30"],
  ["alpine", "3.20.3", "2026-04-01"],
  ["almalinux", "9.4", "2032-05-31"],
  ["ubuntu", "22.04", "2027-04-30"],
  ["debian", "", undefined],
  ["wolfi", "20230201", undefined],
  ["debian", "constructor", undefined],
])("%s %s gets updates until %s", (id, version, end) => {
  expect(endOfLifeOf({ id, version, name: "", codename: "" })).toBe(end);
});
