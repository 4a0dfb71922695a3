import { expect, it } from "vitest";
import { changeText } from "./severity-change.ts";

const step = (change: -1 | 1, because: string) => ({ signal: "s", change, because });

it.each([
  ["critical", [step(1, "a"), step(1, "b")], "raised from high: a; b"],
  ["low", [step(-1, "a")], "lowered from medium: a"],
  ["medium", [step(1, "a"), step(-1, "b")], "medium all the same: a; b"],
] as const)("%s after %j is %s", (severity, steps, expected) => {
  expect(changeText(severity, steps)).toBe(expected);
});
