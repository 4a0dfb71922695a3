import fc from "fast-check";
import { expect, test } from "vitest";
import { sanitize } from "./sanitize.ts";

test.each([
  ["ordinary text stays", 'container "web" uses hostPort 80', 'container "web" uses hostPort 80'],
  ["other scripts and emoji stay", "naïve 日本 👩‍💻", "naïve 日本 👩‍💻"],
  ["line breaks and tabs become spaces", "a\r\nb\nc\td\u2028e", "a b c d e"],
  ["colours go", "\u001b[31mred\u001b[0m \u009b1mbold", "red bold"],
  ["a window title goes", "a\u001b]0;owned\u0007b", "ab"],
  [
    "a link goes but its text stays",
    "\u001b]8;;https://evil.example\u001b\\x\u001b]8;;\u001b\\",
    "x",
  ],
  ["a reset goes", "a\u001bcb", "ab"],
  ["an unfinished sequence hides nothing", "a\u001b]0;still here", "a]0;still here"],
  ["nested sequences do not join", "a\u001b\u001b[0m[31mb", "a[31mb"],
  ["bidirectional overrides go", "a\u202eb\u2066c\u200fd", "abcd"],
  ["tags and byte order marks go", "a\u{e0041}\ufeffb", "ab"],
  ["a lone surrogate becomes U+FFFD", "a\ud800b\udc00", "a\ufffdb\ufffd"],
])("%s", (_title, text, expected) => {
  expect(sanitize(text)).toBe(expected);
});

test("nothing that a terminal obeys is left of any text", () => {
  const unit = fc.oneof(
    fc.constantFrom(
      "\u001b",
      "[",
      "]",
      "\u009b",
      "\u009d",
      "\u0007",
      "\\",
      "\n",
      "\ud800",
      "\u202e",
    ),
    fc.string({ unit: "binary", maxLength: 2 }),
  );
  fc.assert(
    fc.property(fc.array(unit), (parts) => {
      expect(sanitize(parts.join(""))).not.toMatch(/[\p{Cc}\p{Surrogate}\u202a-\u202e]/u);
    }),
  );
});

test("a megabyte of unfinished sequences takes no more than a moment", () => {
  expect(sanitize("\u009d\u001b[".repeat(300_000))).toBe("[".repeat(300_000));
});

test.each([
  ["plain ünïcode 漢 🙂", "plain ünïcode 漢 🙂"],
  ["\u001b[31mred\u001b[0m", "red"],
  ["\u009b2Jx", "x"],
  ["a\u001b]0;title\u0007b\u001b]8;;http://x\u001b\\c", "abc"],
  ["\u001b]0;never ended", "]0;never ended"],
  ["\u001bP1;2q\u001b\\x\u001bcy", "xy"],
  ["a\u001b\u001b[1m[31mb", "a[31mb"],
  ["one\r\ntwo\tthree\u2028four", "one two three four"],
  ["\u0000\u0008\u007f\u0085x\u0090", " x"],
  ["safe\u202egnp.exe\u2066\u200b\ufeff\u{e0041}", "safegnp.exe"],
])("sanitize makes %j harmless", (text, clean) => {
  expect(sanitize(text)).toBe(clean);
});

test("sanitize takes linear time on sequences that never end", () => {
  expect(sanitize("\u001b]".repeat(100_000)) === "]".repeat(100_000)).toBe(true);
  expect(sanitize("\u001b[1".repeat(100_000)) === "[1".repeat(100_000)).toBe(true);
});
