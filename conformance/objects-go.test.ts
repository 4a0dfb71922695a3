import { existsSync } from "node:fs";
import { globSync } from "tinyglobby";
import { expect, it } from "vitest";
import { readManifests } from "../packages/manifests/src/index.ts";
import { askGo, comparable, corpus, hasGo, root } from "./go-reader.ts";

const hasCorpus = existsSync(corpus);
if (!hasCorpus || !hasGo) {
  console.warn(
    "Not run: it needs Go (https://go.dev/dl/) and a corpus of manifests at ../shared/corpus.",
  );
}

it.skipIf(!hasCorpus || (!hasGo && !process.env["CI"]))(
  "the objects of every file of the corpus are those that apimachinery reads",
  { timeout: 120_000 },
  async () => {
    const snapshot = await readManifests({
      paths: ["../shared/corpus"],
      stdin: () => process.stdin,
      workingDirectory: root,
      exclude: [],
      charts: "report",
      kustomizations: "plain",
      helmValues: [],
      helmSet: [],
      kubernetesVersion: "v1.37",
      environment: process.env,
      assumptions: {
        kubernetesVersion: { value: "v1.37", known: "defaulted" },
        wholeCluster: { value: false, known: "defaulted" },
      },
    });
    const ours = new Map<string, string[]>();
    for (const { object, origin } of snapshot.objects) {
      const texts = ours.get(origin.file) ?? [];
      ours.set(origin.file, [...texts, JSON.stringify(comparable(object))]);
    }
    const files = globSync("**/*.{yaml,yml,json}", { cwd: corpus, dot: true }).sort();
    expect(files.length).toBeGreaterThan(0);
    const theirs = askGo(files.map((file) => `${corpus}/${file}`));
    const differing = files.filter((file, index) => {
      const documents = (theirs[index] ?? []).flatMap(({ json }) => objectsIn(json));
      const expected = documents.map((object) => JSON.stringify(comparable(object)));
      return (
        JSON.stringify(expected) !== JSON.stringify(ours.get(`../shared/corpus/${file}`) ?? [])
      );
    });
    expect(differing).toEqual([]);
  },
);

/** The objects of a document as upstream has it, lists opened. */
function objectsIn(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const { apiVersion, kind, items } = value as Record<string, unknown>;
  if (typeof apiVersion !== "string" || typeof kind !== "string" || kind === "") return [];
  return kind.endsWith("List") && Array.isArray(items) ? items.flatMap(objectsIn) : [value];
}
