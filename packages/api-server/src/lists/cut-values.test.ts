import { runs } from "@watertight/core/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createValueCutter } from "./cut-values.ts";

/** What the filter leaves of a text that comes in pieces of these sizes, again and again. */
function filtered(text: string, sizes: readonly number[] = [1_000_000]): string {
  const bytes = Buffer.from(text);
  const cutter = createValueCutter();
  const parts: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    const piece = Buffer.from(bytes.subarray(at, at + size));
    parts.push(cutter.push(piece));
    at += size;
  }
  return Buffer.concat(parts).toString();
}

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

function listOf(annotations: unknown, more: Record<string, unknown> = {}): string {
  const continued = "c".repeat(1000);
  return JSON.stringify({
    kind: "PartialObjectMetadataList",
    metadata: { continue: continued },
    items: [{ metadata: { name: "db", annotations }, ...more }],
  });
}

test("a copy of the object in an annotation is cut, all else stays byte for byte", () => {
  const kept = { "example.com/team": 'said "a" \\ {b}', z: "ä" };
  const text = listOf({ [LAST_APPLIED]: "x", "kapp.k14s.io/original": "y", ...kept });
  const wanted = listOf({ [LAST_APPLIED]: "", "kapp.k14s.io/original": "", ...kept });
  expect(filtered(text)).toBe(wanted);
  expect(filtered(text, [1])).toBe(wanted);
  expect(filtered(text.replace("last-applied", "\\u006cast-appl\\u0069ed"), [7])).toBe(
    wanted.replace("last-applied", "\\u006cast-appl\\u0069ed"),
  );
});

test("what has been filtered is overwritten", () => {
  const piece = Buffer.from(listOf({ [LAST_APPLIED]: "s3cret" }));
  createValueCutter().push(piece);
  expect(piece.every((byte) => byte === 0)).toBe(true);
});

test("so is what no program is known for: a text that is long or looks like JSON", () => {
  const text = listOf({ a: '{"password":"x"}', b: "[1]", c: "v".repeat(257), d: "v".repeat(256) });
  expect(filtered(text)).toBe(listOf({ a: "", b: "", c: "", d: "v".repeat(256) }));
});

test("so are values that a server shows although it was asked for metadata", () => {
  const more = { data: { key: "dmFsdWU=", deep: { list: ["a", { b: "c" }] } }, type: "Opaque" };
  expect(filtered(listOf({ data: "kept" }, { ...more, stringData: { k: "v" } }))).toBe(
    listOf(
      { data: "kept" },
      { data: { key: "", deep: { list: ["", { b: "" }] } }, type: "Opaque", stringData: { k: "" } },
    ),
  );
  const event = (value: string): string =>
    `${JSON.stringify({ type: "ADDED", object: { data: { k: value }, metadata: { name: "a" } } })}\n`;
  expect(filtered(event("v") + event("w"))).toBe(event("") + event(""));
});

test("whatever JSON comes, in whatever pieces: it stays JSON of the same shape, and no text under a cut key is left", () => {
  const key = fc.oneof(fc.constantFrom(LAST_APPLIED, "data", "metadata", '"', "\\"), fc.string());
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 5 },
      fc.string({ unit: "binary" }),
      fc.integer(),
      fc.constantFrom(null, true, "{", "[", "v".repeat(300)),
      fc.array(tie("any")),
      fc.dictionary(key, tie("any")),
    ),
  })).any;
  fc.assert(
    fc.property(
      value,
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
      (json, sizes) => {
        expect(JSON.parse(filtered(JSON.stringify(json), sizes))).toEqual(cut(json, 0, false));
      },
    ),
    runs(600),
  );
});

/** The same of a value that is there as a whole. */
function cut(value: unknown, depth: number, cuts: boolean): unknown {
  if (typeof value === "string") {
    const written = JSON.stringify(value);
    const isLong =
      Buffer.byteLength(written) - 2 > 256 || value.startsWith("{") || value.startsWith("[");
    return cuts || (depth >= 3 && isLong) ? "" : value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => cut(each, depth + 1, cuts));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      cut(each, depth + 1, cuts || name === LAST_APPLIED || (name === "data" && depth < 3)),
    ]),
  );
}
