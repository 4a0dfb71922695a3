import { expect, test } from "vitest";
import { describeFailure } from "./failure.ts";
import { UnreadError } from "./unread-error.ts";
import { UsageError } from "./usage-error.ts";

test("wrong usage is status 2 with its details and a hint", () => {
  const error = new UsageError("It has a mistake:", {
    details: ["a:1:1: \u001b[2Jx"],
    verb: "scan",
  });
  expect(describeFailure(error, { debug: true })).toEqual({
    status: 2,
    text: 'watertight: It has a mistake:\na:1:1: x\nSee "watertight help scan".\n',
  });
});

test("everything else is status 4, in one sentence with the causes", () => {
  const cause = new Error("EACCES: permission denied.");
  const error = new Error("The report out.json cannot be written.", { cause });
  expect(describeFailure(error, { debug: false })).toEqual({
    status: 4,
    text: "watertight: The report out.json cannot be written: EACCES: permission denied. Run it again with --debug for the stack trace.\n",
  });
  expect(describeFailure("odd", { debug: false }).text).toBe(
    "watertight: odd. Run it again with --debug for the stack trace.\n",
  );
});

test("--debug shows the stack trace", () => {
  const { text } = describeFailure(new TypeError("no"), { debug: true });
  expect(text).toMatch(/^watertight: no\.\nTypeError: no\n {4}at .*failure\.test\.ts/);
});

test("what cannot be read at all ends with status 3, in its own words", () => {
  const error = new UnreadError("https://10.0.0.1 cannot be read: is it running?", new Error("x"));
  expect(describeFailure(error, { debug: false })).toEqual({
    status: 3,
    text: "watertight: https://10.0.0.1 cannot be read: is it running?\n",
  });
  expect(describeFailure(error, { debug: true }).text).toContain("UnreadError");
});
