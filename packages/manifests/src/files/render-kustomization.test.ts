import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, programOf, setTemporaryPlace } from "../../testing/files.ts";
import type { KustomizationInput } from "./input.ts";
import { fileOfOrigin, takeOrigin } from "./kustomize-origin.ts";
import { renderKustomization } from "./render-kustomization.ts";

function kustomizationIn(path: string): KustomizationInput {
  return {
    name: "over",
    path,
    file: "over/kustomization.yaml",
    consumed: [],
    patches: [],
    remote: undefined,
    lean: undefined,
    parts: [],
  };
}

test("what needs the network is not built", async () => {
  const remote = { url: "https://example.com/x", file: "base/kustomization.yaml" };
  const result = await renderKustomization(
    { ...kustomizationIn(folderWith({})), remote },
    { kustomize: programOf('console.log("a: 1")') },
  );
  expect(result).toEqual({
    failed:
      "The kustomization over was not built: it needs the network for https://example.com/x (in base/kustomization.yaml), which Watertight does not use; build it yourself and scan the output.",
  });
});

test("the program builds a wrapper that asks for origins; its warnings are handed on", async () => {
  const kustomize = programOf(
    `import { readFileSync } from "node:fs";
    const wrapper = JSON.parse(readFileSync(process.argv[3] + "/kustomization.yaml", "utf8"));
    console.log(process.argv[2], wrapper.buildMetadata.join(), wrapper.resources.length, wrapper.resources[0].startsWith("../watertight-test-"));
    console.error("# Warning: x is deprecated in " + process.argv[3]);`,
  );
  expect(await renderKustomization(kustomizationIn(folderWith({})), { kustomize })).toEqual({
    documents: [
      { text: "build originAnnotations 1 true\n", file: "over/kustomization.yaml", line: 1 },
    ],
    warnings: ["Building the kustomization over, kustomize warns: # Warning: x is deprecated in ."],
    origins: { notes: expect.stringMatching(/^\.\.\/watertight-test-\w+$/) as string },
    leftOut: [],
  });
});

test("without any program it is said what to install", async () => {
  const env = { PATH: folderWith({}) };
  expect(await renderKustomization(kustomizationIn(folderWith({})), { env })).toEqual({
    failed:
      "The kustomization over was not built: kustomize is not installed or not on the PATH; install Kustomize or kubectl, or set WATERTIGHT_KUSTOMIZE to its path.",
  });
});

test("a failing program is quoted with the folder's own name", async () => {
  const kustomize = programOf(
    `import { readFileSync } from "node:fs";
    const { resources } = JSON.parse(readFileSync(process.argv[3] + "/kustomization.yaml", "utf8"));
    console.error("Error: accumulating '" + resources[0] + "': must specify --enable-helm"); process.exitCode = 1;`,
  );
  expect(await renderKustomization(kustomizationIn(folderWith({})), { kustomize })).toEqual({
    failed:
      "The kustomization over was not built: kustomize says: accumulating 'over': must specify --enable-helm.",
  });
});

test("where nothing temporary can be written, that is said and nothing thrown", async () => {
  const kustomize = programOf('console.log("a: 1")');
  const path = folderWith({});
  setTemporaryPlace(join(path, "gone"));
  const failed = `The kustomization over was not built: kustomize needs a temporary folder in ${join(path, "gone")}: there is no such file or folder.`;
  const lean = { leftOut: [], sources: [], copy: undefined };
  expect(await renderKustomization(kustomizationIn(path), { kustomize })).toEqual({ failed });
  expect(await renderKustomization({ ...kustomizationIn(path), lean }, { kustomize })).toEqual({
    failed,
  });
});

test("the note on the origin is taken out of the object, and nothing else", () => {
  const annotated = (annotations: Record<string, string>) => ({
    kind: "ConfigMap",
    metadata: { name: "a", annotations },
  });
  const key = "config.kubernetes.io/origin";
  expect(takeOrigin(annotated({ [key]: "path: ../x/base/cm.yaml\n" }))).toEqual({
    object: { kind: "ConfigMap", metadata: { name: "a" } },
    origin: { path: "../x/base/cm.yaml" },
  });
  expect(
    takeOrigin(annotated({ [key]: "path: a.yaml\nrepo: https://example.com/r\n", b: "c" })),
  ).toEqual({
    object: { kind: "ConfigMap", metadata: { name: "a", annotations: { b: "c" } } },
    origin: { path: "a.yaml", repo: "https://example.com/r" },
  });
  expect(
    takeOrigin(annotated({ [key]: "configuredIn: ../x/kustomization.yaml\n" })).origin,
  ).toEqual({
    path: "../x/kustomization.yaml",
  });
  expect(takeOrigin(annotated({ [key]: "{{{" })).origin).toBeUndefined();
  expect(takeOrigin({ metadata: null })).toEqual({ object: { metadata: null }, origin: undefined });
});

test("an origin is named as the user named the folder", () => {
  const folder = "../../home/k/over";
  const origin = { path: "../../home/k/base/cm.yaml" };
  expect(fileOfOrigin(origin, { name: "k/over", folder })).toBe("k/base/cm.yaml");
  expect(fileOfOrigin(origin, { name: ".", folder })).toBe("../base/cm.yaml");
  expect(fileOfOrigin(origin, { name: "/home/k/over", folder })).toBe("/home/k/base/cm.yaml");
  expect(fileOfOrigin(undefined, { name: "k/over", folder })).toBe("k/over");
});
