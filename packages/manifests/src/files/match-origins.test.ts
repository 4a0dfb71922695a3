import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../testing/files.ts";
import { matchOrigins } from "./match-origins.ts";

const output = (...names: readonly string[]): string =>
  names
    .map(
      (name) =>
        `apiVersion: v1\ndata:\n  name: x\nkind: ConfigMap\nmetadata:\n  labels:\n    name: y\n  ${name}\n`,
    )
    .join("---\n");

function match(
  files: Readonly<Record<string, string>>,
  text: string,
): readonly string[] | undefined {
  const folder = folderWith(files);
  const places = Object.keys(files).map((name) => ({ name, path: join(folder, name) }));
  return matchOrigins(text, places, new Map());
}

const cm = (metadata: string): string =>
  `{apiVersion: v1, kind: ConfigMap, metadata: {${metadata}}}\n`;

test("each document is from the file with an object of its group, kind and name", () => {
  const files = { "a.yaml": cm("name: a"), "b.yaml": `${cm("name: x")}---\n${cm("name: b")}` };
  expect(match(files, output("name: b", "name: a"))).toEqual(["b.yaml", "a.yaml"]);
});

test("of objects with the same name the one in the same namespace counts", () => {
  const files = {
    "a.yaml": cm("name: a, namespace: one"),
    "b.yaml": cm("name: a, namespace: two"),
  };
  expect(match(files, output("name: a\n  namespace: two"))).toEqual(["b.yaml"]);
});

test.each([
  ["no file has the object", { "a.yaml": cm("name: a") }, output("name: a-6c4c85mh6f")],
  [
    "several files could have it",
    { "a.yaml": cm("name: a, namespace: one"), "b.yaml": cm("name: a, namespace: two") },
    output("name: a\n  namespace: three"),
  ],
  ["the name is written in a way of its own", { "a.yaml": cm("name: a") }, output('name: "a"')],
])("nothing is guessed when %s", (_, files, text) => {
  expect(match(files, text)).toBeUndefined();
});
