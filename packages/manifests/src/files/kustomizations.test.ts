import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../testing/files.ts";
import { findInputs } from "./find-inputs.ts";

const CM = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

test("the overlays are built and what they read is theirs, through bases and components", async () => {
  const cwd = folderWith({
    "base/kustomization.yaml":
      "resources: [cm.yaml]\nconfigMapGenerator: [{name: g, files: [k=data.json]}]\n",
    "base/cm.yaml": CM,
    "base/data.json": "{}",
    "base/forgotten.yaml": CM,
    "part/kustomization.yml":
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: p.yaml}]\n",
    "part/p.yaml": CM,
    "prod/Kustomization": "resources: [../base]\ncomponents: [../part]\n",
    "test/kustomization.yaml": "bases: [../base]\npatches:\n- patch: |-\n    kind: X\n",
  });
  const { files, kustomizations, notExamined } = await findInputs(["."], { cwd });
  expect(files.map(({ name }) => name)).toEqual([
    "base/cm.yaml",
    "base/data.json",
    "base/forgotten.yaml",
    "base/kustomization.yaml",
    "part/kustomization.yml",
    "part/p.yaml",
    "test/kustomization.yaml",
  ]);
  expect(kustomizations.map((one) => ({ ...one, lean: undefined, parts: [] }))).toEqual([
    {
      name: "prod",
      path: join(cwd, "prod"),
      file: "prod/Kustomization",
      consumed: [
        "base/cm.yaml",
        "base/data.json",
        "base/kustomization.yaml",
        "part/kustomization.yml",
        "part/p.yaml",
      ],
      patches: ["part/p.yaml"],
      remote: undefined,
      lean: undefined,
      parts: [],
    },
    {
      name: "test",
      path: join(cwd, "test"),
      file: "test/kustomization.yaml",
      consumed: [
        "base/cm.yaml",
        "base/data.json",
        "base/kustomization.yaml",
        "test/kustomization.yaml",
      ],
      patches: [],
      remote: undefined,
      lean: undefined,
      parts: [],
    },
  ]);
  expect(notExamined).toEqual([]);
});

test("patches, and what kustomizations that write fields read, are parts of objects", async () => {
  const cwd = folderWith({
    "base/kustomization.yaml": "resources: [cm.yaml]\n",
    "base/cm.yaml": CM,
    "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: p.yaml}]\n",
    "prod/p.yaml": CM,
    "plain/kustomization.yaml": "resources: [cm.yaml]\nnamespace: shop\n",
    "plain/cm.yaml": CM,
    "unused/kustomization.yaml":
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: p.yaml}]\n",
    "unused/p.yaml": CM,
  });
  const { parts } = await findInputs(["."], { cwd });
  expect([...parts].sort()).toEqual(["base/cm.yaml", "prod/p.yaml", "unused/p.yaml"]);
});

const PLAIN = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
const WEB = PLAIN.replace("name: a", "name: web");

/** Names of the parts of each root, with the files that need no build. */
async function partsIn(files: Readonly<Record<string, string>>) {
  const { kustomizations } = await findInputs(["."], { cwd: folderWith(files) });
  return kustomizations.map(({ name, parts }) => [
    name,
    parts.map((part) => [part.name, part.lean?.leftOut]),
  ]);
}

const GATHERED = {
  "base/kustomization.yaml": "resources: [cm.yaml]\npatches: [{path: p.yaml}]\n",
  "base/cm.yaml": PLAIN,
  "base/p.yaml": PLAIN,
  "one/kustomization.yaml": "resources: [../base, web.yaml]\n",
  "one/web.yaml": WEB,
  "two/kustomization.yaml": "resources: [../one]\n",
  "three/kustomization.yaml": "resources: [../base]\n",
};

test("what kustomizations only gather is built once for all of them", async () => {
  expect(await partsIn(GATHERED)).toEqual([
    [
      "three",
      [
        ["three", []],
        ["base", []],
      ],
    ],
    [
      "two",
      [
        ["two", []],
        ["one", ["one/web.yaml"]],
        ["base", []],
      ],
    ],
  ]);
});

test.each([
  [
    "three",
    "has another field",
    { "three/kustomization.yaml": "resources: [../base]\nnamespace: shop\n" },
  ],
  [
    "three",
    "names what is not there",
    { "three/kustomization.yaml": "resources: [../base, none.yaml]\n" },
  ],
  ["two", "gathers an object twice", { "one/web.yaml": PLAIN }],
  ["two", "gathers what is not plain", { "one/web.yaml": CM.replace("name: a", "name: web") }],
  [
    "three",
    "gathers what renames",
    { "base/kustomization.yaml": "resources: [cm.yaml]\nnamePrefix: a-\n" },
  ],
  [
    "three",
    "gathers a namespace",
    { "base/kustomization.yaml": "resources: [cm.yaml]\nnamespace: shop\n" },
  ],
])("the kustomization %s, that %s, is built as a whole", async (name, _, change) => {
  const roots = new Map(
    (await partsIn({ ...GATHERED, ...change })) as [string, [string, unknown][]][],
  );
  expect(roots.get(name)?.map(([part]) => part)).toEqual([name]);
});

test("a kustomization file that is named stands for its folder", async () => {
  const cwd = folderWith({ "k/kustomization.yaml": "resources: [a.yaml]\n", "k/a.yaml": CM });
  const { files, kustomizations } = await findInputs(["k/kustomization.yaml", "k"], { cwd });
  expect(files.map(({ name }) => name)).toEqual(["k/a.yaml", "k/kustomization.yaml"]);
  expect(kustomizations.map(({ name, consumed }) => [name, consumed])).toEqual([
    ["k", ["k/a.yaml", "k/kustomization.yaml"]],
  ]);
});

test("a circle is built once, so that Kustomize can say what is wrong", async () => {
  const cwd = folderWith({
    "a/kustomization.yaml": "resources: [../b]\n",
    "b/kustomization.yaml": "resources: [../a]\n",
  });
  const { kustomizations } = await findInputs(["."], { cwd });
  expect(kustomizations.map(({ name }) => name)).toEqual(["a"]);
});

test("Flux's Kustomization is an object, whatever the name of its file", async () => {
  const cwd = folderWith({
    "kustomization.yaml": "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n",
  });
  const { files, kustomizations } = await findInputs(["."], { cwd });
  expect(files.map(({ name }) => name)).toEqual(["kustomization.yaml"]);
  expect(kustomizations).toEqual([]);
});

test.each([
  "https://example.com/install.yaml",
  "github.com/example/repo//deploy?ref=v1",
  "git@github.com:example/repo.git",
  "git::https://example.com/x",
  "ssh://git@example.com/x",
  "example.com/team/repo",
  "gh:example/repo",
])(
  "the address %s is known to need the network, also in a base outside the inputs",
  async (url) => {
    const cwd = folderWith({
      "base/kustomization.yaml": `resources: ["${url}"]\n`,
      "over/kustomization.yaml": "resources: [../base]\n",
    });
    const { kustomizations } = await findInputs(["over"], { cwd });
    expect(kustomizations.map(({ remote }) => remote)).toEqual([
      { url, file: `${join(cwd, "base")}/kustomization.yaml` },
    ]);
  },
);

test("local files are no addresses, even when they are missing", async () => {
  const cwd = folderWith({
    "kustomization.yaml": 'resources: [missing.yaml, ../x/y.yaml, "a.b/c.yaml", gone]\n',
    "a.b/c.yaml": CM,
  });
  const { kustomizations } = await findInputs(["."], { cwd });
  expect(kustomizations.map(({ remote }) => remote)).toEqual([undefined]);
});
