import { expect, test } from "vitest";
import { createRecipient, sealFor } from "./seal.ts";
import { createKey, keyOfToken, publicKeyOf, signFacts, verifyFacts } from "./sign.ts";

test("what is sealed only its recipient reads, and only unchanged", () => {
  const recipient = createRecipient();
  const sealed = sealFor(recipient.key, "token ä");
  expect(recipient.open(sealed)).toBe("token ä");
  expect(sealed).not.toContain("token");
  expect(createRecipient().open(sealed)).toBeUndefined();
  const bytes = Buffer.from(sealed, "base64");
  for (const index of [0, 33, 45, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(recipient.open(changed.toString("base64"))).toBeUndefined();
  }
  for (const nothing of ["", "AAAA", "no base64!"]) {
    expect(recipient.open(nothing)).toBeUndefined();
  }
});

test("a key of a token is the same for that token, and of no other", () => {
  const key = publicKeyOf(keyOfToken("a.b.c"));
  expect(publicKeyOf(keyOfToken("a.b.c"))).toBe(key);
  expect(publicKeyOf(keyOfToken("a.b.d"))).not.toBe(key);
  const time = "2026-07-01T00:00:00.000Z";
  const binding = { node: "n", time, nonce: "x" };
  const expected = { now: Date.parse(time), oldest: 0, publicKey: key };
  const facts = '{"node":"n"}';
  expect(verifyFacts(signFacts(facts, binding, keyOfToken("a.b.c")), expected)).toEqual({ facts });
  expect(verifyFacts(signFacts(facts, binding, createKey()), expected)).toEqual({
    problem: "The facts are signed by another key than the expected one.",
  });
});
