import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../testing/files.ts";
import { findInputs } from "./find-inputs.ts";
import type { LeanBuild } from "./input.ts";

const CM = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

function definition(name: string, spec = "  group: example.com\n"): string {
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  labels:\n    a: b\n  name: ${name}\nspec:\n${spec}`;
}

/** Of the one root below `paths`. */
async function leanBuildIn(
  files: Readonly<Record<string, string>>,
  paths: readonly string[] = ["."],
): Promise<{ readonly lean: LeanBuild | undefined; readonly cwd: string }> {
  const cwd = folderWith(files);
  const { kustomizations } = await findInputs(paths, { cwd });
  expect(kustomizations).toHaveLength(1);
  const [root] = kustomizations;
  return { lean: root?.lean, cwd };
}

const TREE = {
  "over/kustomization.yaml": "resources: [../base, ../crds]\nnamespace: shop\n",
  "base/kustomization.yaml": "resources: [cm.yaml, crd.yaml]\npatches: [{path: p.yaml}]\n",
  "base/cm.yaml": CM,
  "base/p.yaml": CM,
  "base/crd.yaml": definition("a.example.com"),
  "crds/kustomization.yaml": "resources: [b.yaml]\n",
  "crds/b.yaml": `# All of them.\n---\n${definition("b.example.com")}---\n${definition("c.example.com")}`,
};

test("files with nothing but CustomResourceDefinitions are left out, and folders that are empty then", async () => {
  const { lean, cwd } = await leanBuildIn(TREE);
  expect(lean).toEqual({
    leftOut: ["base/crd.yaml", "crds/b.yaml"],
    sources: [{ name: "base/cm.yaml", path: join(cwd, "base/cm.yaml") }],
    copy: {
      root: "over",
      kustomizations: new Map([
        ["base/kustomization.yaml", { resources: ["cm.yaml"], patches: [{ path: "p.yaml" }] }],
        ["over/kustomization.yaml", { resources: ["../base"], namespace: "shop" }],
      ]),
      files: new Map([
        ["base/cm.yaml", join(cwd, "base/cm.yaml")],
        ["base/p.yaml", join(cwd, "base/p.yaml")],
      ]),
    },
  });
});

test("a kustomization of CustomResourceDefinitions alone needs no build", async () => {
  const { lean } = await leanBuildIn({
    "kustomization.yaml": "resources: [crd.yaml]\n",
    "crd.yaml": definition("a.example.com"),
  });
  expect(lean?.leftOut).toEqual(["crd.yaml"]);
  expect(lean?.copy?.root).toBeUndefined();
});

test("a kustomization that changes all of its objects is built as it is", async () => {
  const { lean, cwd } = await leanBuildIn({
    "kustomization.yaml": "resources: [cm.yaml]\nnamespace: shop\n",
    "cm.yaml": CM,
  });
  expect(lean).toEqual({
    leftOut: [],
    sources: [{ name: "cm.yaml", path: join(cwd, "cm.yaml") }],
    copy: undefined,
  });
});

test.each([
  [
    "a field that may change anything",
    { "over/kustomization.yaml": "resources: [../base, ../crds]\ncommonLabels: {a: b}\n" },
  ],
  [
    "a patch whose target may be a definition",
    {
      "base/kustomization.yaml":
        "resources: [cm.yaml, crd.yaml]\npatches: [{path: p.yaml, target: {name: .*}}]\n",
    },
  ],
  [
    "a target that is an expression",
    {
      "base/kustomization.yaml":
        "resources: [cm.yaml, crd.yaml]\npatches: [{path: p.yaml, target: {kind: Custom.*}}]\n",
    },
  ],
  ["a patch of a definition", { "base/p.yaml": definition("a.example.com") }],
  [
    "a patch that may rename",
    {
      "base/kustomization.yaml":
        "resources: [cm.yaml, crd.yaml]\npatches: [{path: p.yaml, options: {allowNameChange: true}}]\n",
    },
  ],
  ["the same definition twice", { "crds/b.yaml": definition("a.example.com") }],
  [
    "a folder that is built on twice",
    {
      "over/kustomization.yaml": "resources: [../base, ../crds, ../more]\n",
      "more/kustomization.yaml": "resources: [../crds]\n",
    },
  ],
] as const)("all is built for %s", async (_, change) => {
  const { lean } = await leanBuildIn({ ...TREE, ...change });
  expect(lean).toBeUndefined();
});

test.each([
  [
    "holds another object too",
    `${definition("a.example.com")}---\n${CM.replace("name: a", "name: b")}`,
  ],
  [
    "has a conversion webhook",
    definition("a.example.com", "  conversion:\n    strategy: Webhook\n"),
  ],
  ["is a template", definition("{{ .Values.name }}")],
  [
    "is written in flow style",
    "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: a}}",
  ],
])("a file that %s is not left out", async (_, text) => {
  const { lean } = await leanBuildIn({ ...TREE, "base/crd.yaml": text });
  expect(lean?.leftOut).toEqual(["crds/b.yaml"]);
});

const PLAIN = {
  "kustomization.yaml":
    "resources: [cm.yaml, web.yaml, role.yaml]\npatches: [{path: p.yaml}]\nimages: [{name: web, newTag: v2}]\n",
  "cm.yaml": `${CM}---\n${CM.replace("name: a", "name: b")}`,
  "p.yaml": `${CM}data: {a: b}\n`,
  "web.yaml":
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: web\n",
  "role.yaml":
    "# Reads.\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: web\n",
};

test("what no patch is for and no image is in is left out", async () => {
  const { lean } = await leanBuildIn(PLAIN);
  expect(lean?.leftOut).toEqual(["role.yaml"]);
  expect([...(lean?.copy?.kustomizations.values() ?? [])]).toEqual([
    {
      resources: ["cm.yaml", "web.yaml"],
      patches: [{ path: "p.yaml" }],
      images: [{ name: "web", newTag: "v2" }],
    },
  ]);
});

test("a kustomization that only gathers needs no build", async () => {
  const { lean } = await leanBuildIn({
    ...PLAIN,
    "kustomization.yaml": "resources: [cm.yaml, web.yaml, role.yaml]\n",
  });
  expect(lean?.leftOut).toEqual(["cm.yaml", "web.yaml", "role.yaml"]);
  expect(lean?.copy?.root).toBeUndefined();
});

const PATCHED = "resources: [cm.yaml, web.yaml, role.yaml]\npatches:\n- patch: ''\n  target: ";

test.each([
  ["all of a kind", `${PATCHED}{kind: ConfigMap}\n`, ["web.yaml", "role.yaml"]],
  ["one of a kind", `${PATCHED}{kind: Role, name: other}\n`, ["cm.yaml", "web.yaml", "role.yaml"]],
  ["names of an expression", `${PATCHED}{kind: Role, name: oth.*}\n`, ["cm.yaml", "web.yaml"]],
  ["any kind", `${PATCHED}{name: other}\n`, undefined],
])("a patch for %s leaves the others out", async (_, kustomization, leftOut) => {
  const { lean } = await leanBuildIn({ ...PLAIN, "kustomization.yaml": kustomization });
  expect(lean?.leftOut).toEqual(leftOut);
});

test.each([
  [
    "a namespace for all",
    { "kustomization.yaml": `namespace: shop\n${PLAIN["kustomization.yaml"]}` },
  ],
  ["a patch that is not plain", { "p.yaml": `{${CM.replaceAll("\n", ",")}}` }],
  ["a patch of nothing", { "p.yaml": CM.replace("name: a", "name: none") }],
  [
    "a resource that is not plain",
    { "cm.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}" },
  ],
  [
    "a list",
    { "cm.yaml": "apiVersion: v1\nkind: ConfigMapList\nmetadata:\n  name: a\nitems: []\n" },
  ],
  [
    "an object that Kustomize is told to leave out",
    { "cm.yaml": `${CM}  annotations:\n    config.kubernetes.io/local-config: "true"\n` },
  ],
])("nothing but definitions is left out for %s", async (_, change) => {
  const { lean } = await leanBuildIn({
    ...PLAIN,
    "crd.yaml": definition("a.example.com"),
    ...change,
    "kustomization.yaml": (
      ("kustomization.yaml" in change && change["kustomization.yaml"]) ||
      PLAIN["kustomization.yaml"]
    ).replace("resources: [", "resources: [crd.yaml, "),
  });
  expect(lean?.leftOut).toEqual(["crd.yaml"]);
});

test.each([
  ["a patch that is a text", "patches: [p.yaml]\n"],
  ["a resource that is a number", "resources: [cm.yaml, 1]\n"],
  ["images that are no list", "images: {name: web}\n"],
  ["a kind that is none", "kind: Kustomisation\n"],
  ["an API version that is none", "apiVersion: kustomize.config.k8s.io/v9\n"],
])("%s is left to Kustomize, which refuses it", async (_, change) => {
  const resources = change.startsWith("resources") ? "" : "resources: [cm.yaml]\n";
  const { lean } = await leanBuildIn({ "kustomization.yaml": resources + change, "cm.yaml": CM });
  expect(lean).toBeUndefined();
});

test.each([
  ["a name twice", `${CM}  name: b\n`],
  ["a quoted key", `${CM}  "name": b\n`],
  ["a merge", `${CM}  <<: {name: b}\n`],
  ["a quoted kind", `${CM}"kind": Role\n`],
])("an object with %s is not plain, so that the build decides", async (_, text) => {
  const { lean } = await leanBuildIn({
    "kustomization.yaml": "resources: [cm.yaml]\n",
    "cm.yaml": text,
  });
  expect(lean?.leftOut).toEqual([]);
});

test("an empty kustomization below is left to Kustomize, which refuses it", async () => {
  const { lean } = await leanBuildIn({
    "kustomization.yaml": "resources: [cm.yaml, none]\n",
    "cm.yaml": CM,
    "none/kustomization.yaml": "resources: []\n",
  });
  expect(lean?.leftOut).toEqual(["cm.yaml"]);
  expect(lean?.copy?.kustomizations).toEqual(
    new Map([
      ["kustomization.yaml", { resources: ["none"] }],
      ["none/kustomization.yaml", { resources: [] }],
    ]),
  );
});

test("the same object twice is left to Kustomize, which refuses it", async () => {
  const { lean } = await leanBuildIn({
    "kustomization.yaml": "resources: [cm.yaml, again.yaml]\n",
    "cm.yaml": CM,
    "again.yaml": CM,
  });
  expect(lean).toBeUndefined();
});

test("definitions outside the inputs are built, as nobody else would examine them", async () => {
  const { lean } = await leanBuildIn(TREE, ["over"]);
  expect(lean).toBeUndefined();
});

test("a circle is left to Kustomize", async () => {
  const { lean } = await leanBuildIn({
    "a/kustomization.yaml": "resources: [../b]\n",
    "b/kustomization.yaml": "resources: [../a]\n",
  });
  expect(lean).toBeUndefined();
});
