import { join } from "node:path";
import { nameOfOrigin } from "@watertight/core/snapshot";
import { globSync } from "tinyglobby";
import { expect, it } from "vitest";
import { GO } from "./go-program.ts";
import { askGo, comparable } from "./go-reader.ts";
import { needing } from "./needs.ts";
import { readFiles } from "./reading.ts";
import { CORPUS } from "./suites.ts";

it("the objects of every file of the corpus are those that apimachinery reads", {
  timeout: 120_000,
  ...needing(CORPUS, GO),
}, async () => {
  const snapshot = await readFiles(["."], { workingDirectory: CORPUS.path });
  const ours = new Map<string, string[]>();
  for (const { object, origin } of snapshot.objects) {
    const file = nameOfOrigin(origin);
    const texts = ours.get(file) ?? [];
    ours.set(file, [...texts, JSON.stringify(comparable(object))]);
  }
  const files = globSync("**/*.{yaml,yml,json}", { cwd: CORPUS.path, dot: true }).sort();
  expect(files).not.toEqual([]);
  const theirs = askGo(files.map((file) => join(CORPUS.path, file)));
  const differing = files.filter((file, index) => {
    const documents = (theirs[index] ?? []).flatMap(({ json }) => objectsIn(json));
    const expected = documents.map((object) => JSON.stringify(comparable(object)));
    return JSON.stringify(expected) !== JSON.stringify(ours.get(file) ?? []);
  });
  expect(differing).toEqual([]);
});

/** The objects of a document as upstream has it, lists opened. */
function objectsIn(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const { apiVersion, kind, items } = value as Record<string, unknown>;
  if (typeof apiVersion !== "string" || typeof kind !== "string" || kind === "") return [];
  return kind.endsWith("List") && Array.isArray(items) ? items.flatMap(objectsIn) : [value];
}
