import { expect, test } from "vitest";
import { testPartsOf } from "./shipped.ts";

function partsOf(path: string, text = ""): readonly string[] {
  return testPartsOf([{ path, text }]);
}

test("files for tests are known by where they are and by their names", () => {
  const paths = [
    "core/dist/access/random-clusters.js",
    "core/dist/access/naive-admins.d.ts",
    "core/dist/network/per-packet.js",
    "core/dist/testing/snapshot.js",
    "cli/dist/journeys/watertight.js",
    "cli/dist/main.test.js",
  ];
  expect(paths.flatMap((path) => partsOf(path))).toEqual(
    paths.map((path) => `${path} is for tests`),
  );
});

test("a file that needs a tool of tests is named with it", () => {
  const texts = [
    'import { expect } from "vitest";',
    'import"fast-check";',
    "const a = await import('vitest/config');",
    'import { snapshotOf } from "@watertight/core/testing";',
    'export{a}from"../../testing/snapshot.js";',
    'import { a } from "./testing.js";',
  ];
  expect(texts.flatMap((text) => partsOf("core/dist/a.js", text))).toEqual([
    "core/dist/a.js needs vitest",
    "core/dist/a.js needs fast-check",
    "core/dist/a.js needs vitest/config",
    "core/dist/a.js needs @watertight/core/testing",
    "core/dist/a.js needs ../../testing/snapshot.js",
    "core/dist/a.js needs ./testing.js",
  ]);
});

test("all else may be shipped", () => {
  expect(
    testPartsOf([
      { path: "core/dist/kubernetes/image-reference.js", text: 'import { a } from "./json.js";' },
      { path: "core/dist/checks/latest.js", text: 'const words = "from testing to production";' },
      { path: "cli/dist/contest.js", text: "" },
    ]),
  ).toEqual([]);
});
