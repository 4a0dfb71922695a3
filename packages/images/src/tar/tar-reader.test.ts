import fc from "fast-check";
import { expect, test } from "vitest";
import { entryOf, paxOf, type TarFile, tarOf } from "../../testing/tar.ts";
import { cleanPath, targetOf } from "./path.ts";
import { createTarReader } from "./tar-reader.ts";

interface Seen {
  readonly path: string;
  readonly kind: string;
  readonly link: string;
  readonly size: number;
  readonly content: string;
}

function read(bytes: Buffer, cuts: readonly number[] = [bytes.length]): readonly Seen[] {
  const seen: Seen[] = [];
  const reader = createTarReader(({ path, kind, linkName, size }) => {
    const chunks: Buffer[] = [];
    const told = { path, kind, link: linkName, size };
    if (kind !== "file") {
      seen.push({ ...told, content: "" });
      return undefined;
    }
    return {
      data: (chunk) => {
        chunks.push(Buffer.from(chunk));
        return true;
      },
      end: () => {
        seen.push({ ...told, content: Buffer.concat(chunks).toString("latin1") });
      },
    };
  });
  let at = 0;
  for (let index = 0; at < bytes.length; index++) {
    const next = at + Math.max(1, cuts[index % cuts.length] ?? 1);
    reader.push(bytes.subarray(at, next));
    at = next;
  }
  reader.end();
  return seen;
}

const FILES: readonly TarFile[] = [
  { path: "a/" },
  { path: "a/file", content: "x".repeat(700) },
  { path: "empty" },
  { path: "a/link", link: "../file" },
  { path: "a/hard", link: "a/file", type: "1" },
  { path: "device", type: "3" },
];

test("files, folders and links come in order, whatever pieces the bytes come in", () => {
  const whole = read(tarOf(FILES));
  expect(whole.map(({ path, kind, link, size }) => [path, kind, link, size])).toEqual([
    ["a", "folder", "", 0],
    ["a/file", "file", "", 700],
    ["empty", "file", "", 0],
    ["a/link", "symlink", "../file", 0],
    ["a/hard", "hardlink", "a/file", 0],
    ["device", "other", "", 0],
  ]);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 8 }),
      (cuts) => {
        expect(read(tarOf(FILES), cuts)).toEqual(whole);
      },
    ),
    { numRuns: 40 },
  );
});

test("long names of pax and of GNU, and sizes of pax, are those that count", () => {
  const long = `${"d/".repeat(90)}name`;
  const bytes = Buffer.concat([
    ...paxOf({ path: long }),
    ...entryOf({ path: "short", content: "1" }),
    ...entryOf({ path: "././@LongLink", type: "L", content: `${long}2\0` }),
    ...entryOf({ path: "short", content: "22" }),
    ...paxOf({ linkpath: "é/target" }),
    ...entryOf({ path: "l", link: "x" }),
    ...entryOf({ path: "after", content: "3" }),
    Buffer.alloc(1024),
  ]);
  expect(read(bytes).map(({ path, link, content }) => [path, link, content])).toEqual([
    [long, "", "1"],
    [`${long}2`, "", "22"],
    ["l", "é/target", ""],
    ["after", "", "3"],
  ]);
});

test("sparse files have zeros in their holes, in both forms of pax", () => {
  const map = "2\n3\n2\n8\n2\n".padEnd(512, "\0");
  const bytes = Buffer.concat([
    ...paxOf({ "GNU.sparse.size": "10", "GNU.sparse.map": "3,2,8,2" }),
    ...entryOf({ path: "old", content: "abcd" }),
    ...paxOf({
      "GNU.sparse.major": "1",
      "GNU.sparse.minor": "0",
      "GNU.sparse.realsize": "12",
      "GNU.sparse.name": "real",
    }),
    ...entryOf({ path: "GNUSparseFile.0/real", content: `${map}abcd` }),
    Buffer.alloc(1024),
  ]);
  const wanted = [
    { path: "old", kind: "file", link: "", size: 10, content: "\0\0\0ab\0\0\0cd" },
    { path: "real", kind: "file", link: "", size: 12, content: "\0\0\0ab\0\0\0cd\0\0" },
  ];
  expect(read(bytes)).toEqual(wanted);
  expect(read(bytes, [1])).toEqual(wanted);
});

test("what is no archive, is damaged or ends too early is an error that says where", () => {
  const bytes = tarOf([{ path: "a", content: "x".repeat(600) }]);
  expect(() => read(Buffer.from("no archive".repeat(100)))).toThrow(
    "it is no tar archive, or damaged, at byte 0",
  );
  expect(() => read(bytes.subarray(0, 900))).toThrow("it ends in the middle of a");
  expect(() => read(bytes.subarray(0, 300))).toThrow("it ends in the middle of a head");
  const damaged = Buffer.concat([...entryOf({ path: "a" }), Buffer.alloc(512, 7)]);
  expect(() => read(damaged)).toThrow("it is no tar archive, or damaged, at byte 512");
  expect(() =>
    read(Buffer.concat(entryOf({ path: "x", type: "x", content: Buffer.alloc(2_000_000) }))),
  ).toThrow("a head that extends another has 2000000 bytes");
  expect(read(Buffer.alloc(1024))).toEqual([]);
});

test.each([
  ["./a//b/", "a/b"],
  ["/etc/passwd", "etc/passwd"],
  ["../../etc/passwd", "etc/passwd"],
  ["a/../../b", "b"],
  ["a/./b", "a/b"],
  ["a\0b", "a"],
  ["..", ""],
  ["a..b/...", "a..b/..."],
])("%j is %j from the archive's root", (path, clean) => {
  expect(cleanPath(path)).toBe(clean);
});

test("symlinks lead no higher than the root", () => {
  expect(targetOf("usr/lib/x", "../../../../etc")).toBe("etc");
  expect(targetOf("usr/lib/x", "/opt/./y")).toBe("opt/y");
  expect(targetOf("x", "y")).toBe("y");
});

test("random bytes give an error or nothing, and never more", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 3000 }),
      fc.integer({ min: 0, max: 1500 }),
      (noise, at) => {
        const bytes = Buffer.from(tarOf(FILES));
        bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), at);
        try {
          expect(read(bytes).length).toBeLessThan(10);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      },
    ),
    { numRuns: 60 },
  );
});
