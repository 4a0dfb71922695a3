import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { JsonObject } from "@watertight/core/kubernetes";
import {
  type ChartOptions,
  fileOfOrigin,
  findInputs,
  inParallel,
  type KustomizationInput,
  type RenderedKustomization,
  renderChart,
  renderKustomization,
  takeOrigin,
} from "@watertight/manifests";
import { loadAll } from "js-yaml";
import { expect, onTestFinished, test } from "vitest";
import { needing } from "./needs.ts";
import { neededProgram } from "./programs.ts";
import { CORPUS } from "./suites.ts";

const helm = neededProgram("helm");
const kustomize = neededProgram("kustomize");
const CHART = { values: [], set: [], kubeVersion: "v1.30", helm: helm.path };

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "watertight-test-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

async function renderCharts(cwd: string, paths: string[], options: Partial<ChartOptions> = {}) {
  const { charts } = await findInputs(paths, { cwd });
  return inParallel(charts, 2, (chart) => renderChart(chart, { ...CHART, ...options }));
}

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
}

const FILES = {
  "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 0.1.0\n",
  "chart/values.yaml": "name: plain\nmap: {a: 1}\n",
  "chart/templates/a.yaml": `${configMap("{{ .Release.Name }}-{{ .Values.name }}")}---\n${configMap("'{{ .Capabilities.KubeVersion.Version }}'")}`,
  "chart/templates/NOTES.txt": "hello",
  "chart/templates/none.yaml": "{{ if false }}x{{ end }}",
  "chart/crds/crd.yaml": `${configMap("crd-1")}---\n${configMap("crd-2")}`,
  "chart/charts/folder/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 0.1.0\n",
  "chart/charts/folder/templates/s.yaml": configMap("sub"),
};

const RENDERED = [
  ["chart/crds/crd.yaml", "crd-1", "crd-2"],
  ["chart/charts/folder/templates/s.yaml", "sub"],
  ["chart/templates/a.yaml", "web-plain"],
  ["chart/templates/a.yaml", "'v1.30.0'"],
];

function namesOf(text: string): string[] {
  return [...text.matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name ?? "");
}

test("helm renders a chart with its dependencies and definitions", needing(helm), async () => {
  const cwd = folderWith(FILES);
  const [result] = await renderCharts(cwd, ["chart"]);
  if (!result || "failed" in result) throw new Error(result?.failed);
  expect(result.documents.map(({ file, text }) => [file, ...namesOf(text)])).toEqual(RENDERED);
  expect(result.warnings).toEqual([]);
});

test("helm renders a packed chart, with values and settings", needing(helm), async () => {
  const cwd = folderWith({ ...FILES, "mine,too.yaml": "name: mine\n" });
  execFileSync(helm.path, ["package", "chart"], { cwd });
  const [result] = await renderCharts(cwd, ["web-0.1.0.tgz"], {
    values: [join(cwd, "mine,too.yaml")],
  });
  if (!result || "failed" in result) throw new Error(result?.failed);
  expect(result.documents.map(({ file, text }) => [file, ...namesOf(text)])).toEqual([
    ["web-0.1.0.tgz!web/crds/crd.yaml", "crd-1", "crd-2"],
    ["web-0.1.0.tgz!web/charts/sub/templates/s.yaml", "sub"],
    ["web-0.1.0.tgz!web/templates/a.yaml", "web-mine"],
    ["web-0.1.0.tgz!web/templates/a.yaml", "'v1.30.0'"],
  ]);
});

test("helm's reasons for a failure are quoted", needing(helm), async () => {
  const broken = (files: Record<string, string>) => folderWith({ ...FILES, ...files });
  const failures = [
    broken({ "chart/templates/x.yaml": '{{ fail "not without a name" }}' }),
    broken({ "chart/templates/x.yaml": "a: b: c\n" }),
    broken({
      "chart/Chart.yaml":
        "apiVersion: v2\nname: web\nversion: 0.1.0\ndependencies:\n- {name: foo, version: 1.0.0, repository: 'https://example.invalid'}\n",
    }),
  ];
  const results = await inParallel(failures, 2, (cwd) => renderCharts(cwd, ["chart"]));
  expect(results.flat()).toEqual([
    {
      failed:
        "The chart chart was not rendered: helm says: execution error at (web/templates/x.yaml:1:3): not without a name.",
    },
    {
      failed:
        "The chart chart was not rendered: helm says: YAML parse error on web/templates/x.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context.",
    },
    {
      failed:
        "The chart chart was not rendered: helm says: An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: foo.",
    },
  ]);
});

test("helm's warnings are kept beside the output", needing(helm), async () => {
  const cwd = folderWith({
    ...FILES,
    "chart/charts/folder/values.yaml": "map: 3\n",
    "chart/values.yaml": "name: plain\nsub: {map: {a: 1}}\n",
  });
  const [result] = await renderCharts(cwd, ["chart"]);
  if (!result || "failed" in result) throw new Error(result?.failed);
  expect(result.documents.length).toBe(4);
  expect(result.warnings.map((warning) => warning.replace(/\w+\.go:\d+: /, ""))).toEqual([
    "Rendering the chart chart, helm warns: warning: skipped value for web.sub.map: Not a table.",
  ]);
});

const OVERLAY = {
  "k/base/kustomization.yaml":
    "resources: [cm.yaml]\nconfigMapGenerator: [{name: g, literals: [a=b]}]\n",
  "k/base/cm.yaml": configMap("plain"),
  "k/over/kustomization.yaml": "namePrefix: p-\nresources: [../base]\n",
};

async function buildIn(cwd: string, program: string) {
  const { kustomizations } = await findInputs(["."], { cwd });
  return inParallel(kustomizations, 2, async (one) => {
    const result = await renderKustomization(one, { kustomize: program });
    if ("failed" in result) return result.failed;
    return placedObjects(one, result);
  });
}

/** Every object of a build, behind the file that it is said to be from. */
function placedObjects(
  { name }: KustomizationInput,
  { documents, origins }: Exclude<RenderedKustomization, { readonly failed: string }>,
): readonly (readonly [string, unknown])[] {
  const objects = documents.flatMap(({ text }) => loadAll(text) as JsonObject[]);
  return objects.map((object, index) => {
    if ("files" in origins) return [origins.files[index] ?? "", object];
    const taken = takeOrigin(object);
    return [fileOfOrigin(taken.origin, { name, folder: origins.notes }), taken.object];
  });
}

/** What a part is: the output of its build, and the files that need none. */
async function objectsOfPart(
  part: KustomizationInput,
  program: { readonly kustomize: string },
): Promise<readonly unknown[]> {
  const result = await renderKustomization(part, program);
  if ("failed" in result) throw new Error(result.failed);
  const asTheyAre = result.leftOut.flatMap((file) =>
    loadAll(readFileSync(join(CORPUS.path, file), "utf8")),
  );
  return [...placedObjects(part, result).map(([, object]) => object), ...asTheyAre];
}

function sortedIdentities(objects: readonly unknown[]): readonly string[] {
  const identityOf = (object: unknown): string => {
    const { apiVersion, kind, metadata } = object as JsonObject;
    const { name, namespace } = metadata as JsonObject;
    return JSON.stringify([apiVersion, kind, name, namespace]);
  };
  return objects
    .filter((object) => object !== null && object !== undefined)
    .map(identityOf)
    .sort();
}

const BUILT = [
  [
    [
      "k/base/kustomization.yaml",
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "p-g-4h2mbtbbt6" },
        data: { a: "b" },
      },
    ],
    ["k/base/cm.yaml", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "p-plain" } }],
  ],
];

test(
  "kustomize builds the overlay, and every object knows its file",
  needing(kustomize),
  async () => {
    expect(await buildIn(folderWith(OVERLAY), kustomize.path)).toEqual(BUILT);
  },
);

test("kustomize's reasons for a failure are quoted", needing(kustomize), async () => {
  const cwd = folderWith({
    "k/kustomization.yaml": "helmCharts: [{name: x, repo: 'https://example.invalid'}]\n",
  });
  expect(await buildIn(cwd, kustomize.path)).toEqual([
    "The kustomization k was not built: kustomize says: accumulating resources: accumulation err='accumulating resources from 'k': 'k' must resolve to a file': recursed accumulation of path 'k': trouble configuring builtin HelmChartInflationGenerator with config: ` name: x repo: https://example.invalid `: must specify --enable-helm.",
  ]);
});

test("a build that leaves out what it cannot change has all else that the whole build has, from the same files", {
  timeout: 120_000,
  ...needing(kustomize, CORPUS),
}, async () => {
  const { kustomizations } = await findInputs([CORPUS.path], { cwd: CORPUS.path });
  const program = { kustomize: kustomize.path };
  let lean = 0;
  await inParallel(kustomizations, 2, async (one) => {
    const result = await renderKustomization(one, program);
    const whole = await renderKustomization({ ...one, lean: undefined }, program);
    if ("failed" in result || "failed" in whole) {
      expect(result).toEqual(whole);
      return;
    }
    if ("files" in result.origins) lean++;
    const leftOut = new Set(result.leftOut);
    const isDefinition = (object: unknown): boolean =>
      (object as JsonObject)["kind"] === "CustomResourceDefinition";
    const others = placedObjects(one, whole).filter(([file]) => !leftOut.has(file));
    expect(placedObjects(one, result)).toEqual(others);
    for (const [file, object] of placedObjects(one, whole)) {
      if (!leftOut.has(file) || isDefinition(object)) continue;
      expect(loadAll(readFileSync(join(CORPUS.path, file), "utf8"))).toContainEqual(object);
    }
  });
  expect(lean).toBe(12);
  await inParallel(kustomizations, 2, async (one) => {
    const whole = await renderKustomization({ ...one, lean: undefined }, program);
    if ("failed" in whole) return;
    const objects = one.parts.map((part) => objectsOfPart(part, program));
    expect(sortedIdentities((await Promise.all(objects)).flat())).toEqual(
      sortedIdentities(placedObjects(one, whole).map(([, object]) => object)),
    );
  });
});
