import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { computedSha256, sha256 } from "./sha256.ts";

it("hashes the empty text as FIPS 180-4 does", () => {
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

it("agrees with the platform's SHA-256 over UTF-8 for every text of whole characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const expected = createHash("sha256").update(text, "utf8").digest("hex");
      expect([sha256(text), computedSha256(text)]).toEqual([expected, expected]);
    }),
  );
});

it("tells lone surrogates apart", () => {
  expect(sha256("\ud800")).not.toBe(sha256("\udc00"));
});

it("gives a text with a lone surrogate the same digits wherever it runs", () => {
  expect(sha256("a\ud800")).toBe(computedSha256("a\ud800"));
});
