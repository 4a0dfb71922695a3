import { expect, test } from "vitest";
import { fromChunks, toChunks } from "./chunks.ts";
import { createKey, type SignedFacts, signFacts, verifyFacts } from "./sign.ts";

const NOW = Date.parse("2026-01-01T00:00:10Z");
const BINDING = { node: "n1", time: "2026-01-01T00:00:00Z", nonce: "q1" };
const FACTS = JSON.stringify({ node: "n1", kind: "NodeFacts" });
const EXPECTED = { node: "n1", nonce: "q1", now: NOW, oldest: 60_000 };

function signed(): SignedFacts {
  return signFacts(FACTS, BINDING, createKey());
}

function problem(
  facts: SignedFacts,
  expected: Partial<Parameters<typeof verifyFacts>[1]> = {},
): string {
  const verified = verifyFacts(facts, { ...EXPECTED, ...expected });
  return "problem" in verified ? verified.problem : "";
}

test("facts that nobody touched are taken", () => {
  expect(verifyFacts(signed(), EXPECTED)).toEqual({ facts: FACTS });
});

test("whatever is changed, the signature does not fit", () => {
  const sound = signed();
  const changes: readonly Partial<SignedFacts>[] = [
    { facts: FACTS.replace("Facts", "facts") },
    { node: "n2" },
    { time: "2026-01-01T00:00:01Z" },
    { nonce: "q2" },
    { signature: Buffer.alloc(64).toString("base64") },
    { signature: "" },
    { publicKey: "" },
    { publicKey: signed().publicKey },
    { node: "n", time: "12026-01-01T00:00:00Z" },
  ];
  for (const change of changes)
    expect(problem({ ...sound, ...change })).toMatch(/^The signature does not fit/);
});

test("facts of another node, another question, another key or another time are refused", () => {
  expect(problem(signed(), { node: "n2" })).toBe("The facts are of node n1, not of n2.");
  expect(problem(signed(), { nonce: "q2" })).toBe(
    "The facts are an answer to another question: they were sent before.",
  );
  expect(problem(signed(), { publicKey: signed().publicKey })).toBe(
    "The facts are signed by another key than the expected one.",
  );
  expect(problem(signed(), { now: NOW + 120_000 })).toMatch(/too long ago/);
  expect(problem(signed(), { now: NOW - 600_000 })).toMatch(/still to come/);
  expect(problem(signFacts(FACTS, { ...BINDING, time: "never" }, createKey()))).toMatch(
    /too long ago/,
  );
  const other = signFacts(JSON.stringify({ node: "n2" }), BINDING, createKey());
  expect(problem(other)).toBe("The signature names another node than the facts.");
});

test("a text comes out of a log as it went in, with other lines between", () => {
  const text = Array.from({ length: 9000 }, (_, index) => `${index * 7919} ä`).join("\n");
  const lines = toChunks(text, "run1");
  expect(lines.length).toBeGreaterThan(2);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(13_000);
  const log = ["a warning", ...lines, ...toChunks("other", "run2"), ""].reverse().join("\n");
  expect(fromChunks(log, "run1")).toEqual({ text });
});

test("a gap, a change and an empty log are no facts", () => {
  const lines = toChunks(
    Array.from({ length: 9000 }, (_, index) => `${index * 7919}`).join("\n"),
    "r",
  );
  expect(fromChunks(lines.slice(1).join("\n"), "r")).toEqual({
    problem: `Of ${lines.length} parts of the facts 1 are missing, the first is 1.`,
  });
  expect(fromChunks("nothing", "r")).toEqual({ problem: "The log holds no facts." });
  expect(fromChunks(lines.join("\n").replace(/.{5}$/, "AAAAA"), "r")).toMatchObject({
    problem: expect.stringMatching(/^The facts are not/) as string,
  });
});
