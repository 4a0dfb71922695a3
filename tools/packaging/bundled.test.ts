import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { bundledFolders, bundledPackages, readBundledPackage } from "./bundled.ts";
import { licenceNotices } from "./notices.ts";

/** A repository that holds these files, gone when the test ends. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "watertight-bundled-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function metafile(...inputs: readonly (readonly [path: string, bytesInOutput: number])[]) {
  const entries = inputs.map(([path, bytesInOutput]) => [path, { bytesInOutput }] as const);
  return { outputs: { "main.js": { inputs: Object.fromEntries(entries) } } };
}

const JS_YAML = JSON.stringify({ name: "js-yaml", version: "5.5.0", license: "MIT" });

test("what was only looked at is not bundled, and the innermost package is the one that is", () => {
  const parts = metafile(
    ["packages/cli/src/main.ts", 10],
    ["node_modules/yaml/dist/index.js", 5],
    ["node_modules/yaml/dist/doc.js", 5],
    ["node_modules/left-out/index.js", 0],
    ["packages/manifests/node_modules/ignore/index.js", 1],
    ["node_modules/a/node_modules/@scope/b/lib/c.js", 1],
  );
  expect(bundledFolders([parts, metafile(["node_modules/react/index.js", 1])])).toEqual([
    "node_modules/a/node_modules/@scope/b",
    "node_modules/react",
    "node_modules/yaml",
    "packages/manifests/node_modules/ignore",
  ]);
});

test("all parts of the bundle are asked, and packages come by their names", () => {
  const root = repositoryWith({
    "packages/cli/dist/bundle.meta.json": JSON.stringify(
      metafile(["node_modules/js-yaml/a.js", 1]),
    ),
    "packages/cli/dist/bundle-page.meta.json": JSON.stringify(
      metafile(["node_modules/a/node_modules/x/a.js", 1], ["node_modules/js-yaml/a.js", 1]),
    ),
    "node_modules/js-yaml/package.json": JS_YAML,
    "node_modules/js-yaml/LICENSE": "Do as you like.\n",
    "node_modules/a/node_modules/x/package.json": '{"name":"x","version":"1.0.0","license":"ISC"}',
    "node_modules/a/node_modules/x/license.md": "\nAs you wish.\n",
    "node_modules/a/node_modules/x/NOTICE": "It is X.\n",
    "node_modules/a/node_modules/x/licenses.js": "no text",
  });
  const packages = bundledPackages(root);
  expect(packages).toEqual([
    {
      name: "js-yaml",
      version: "5.5.0",
      license: "MIT",
      folder: "node_modules/js-yaml",
      texts: ["Do as you like."],
    },
    {
      name: "x",
      version: "1.0.0",
      license: "ISC",
      folder: "node_modules/a/node_modules/x",
      texts: ["It is X.", "As you wish."],
    },
  ]);
  const rule = "-".repeat(80);
  expect(licenceNotices(packages)).toBe(
    `Watertight is licensed under Apache-2.0 (LICENSE). It contains parts of these packages, made from the record of what was bundled:

${rule}
js-yaml 5.5.0 (MIT)
${rule}

Do as you like.

${rule}
x 1.0.0 (ISC)
${rule}

It is X.

As you wish.
`,
  );
});

test.each([
  ["no licence", { "package.json": '{"name":"x","version":"1.0.0"}', LICENSE: "text" }],
  ["no text of it", { "package.json": JS_YAML, "README.md": "MIT" }],
  ["a notice alone", { "package.json": JS_YAML, NOTICE: "It is X." }],
])("a package with %s is refused", (_, files) => {
  const entries = Object.entries(files).map(([name, text]) => [`node_modules/x/${name}`, text]);
  const root = repositoryWith(Object.fromEntries(entries) as Record<string, string>);
  expect(() => readBundledPackage(root, "node_modules/x")).toThrow(
    "node_modules/x is bundled and has no licence or no text of it: what is shipped has to carry both.",
  );
});

test("a package without the text of its licence has that of another one of its repository, under the same licence", () => {
  const described = (name: string, url: string, license = "ISC"): string =>
    JSON.stringify({ name, version: "1.0.0", license, repository: { url } });
  const root = repositoryWith({
    "node_modules/@s/a/package.json": described("@s/a", "one"),
    "node_modules/@s/b/package.json": described("@s/b", "two"),
    "node_modules/@s/b/LICENSE": "Of two.",
    "node_modules/@s/c/package.json": described("@s/c", "one"),
    "node_modules/@s/c/LICENSE": "Of one.",
  });
  expect(readBundledPackage(root, "node_modules/@s/a").texts).toEqual(["Of one."]);
  const other = repositoryWith({
    "node_modules/@s/a/package.json": described("@s/a", "one"),
    "node_modules/@s/c/package.json": described("@s/c", "one", "MIT"),
    "node_modules/@s/c/LICENSE": "Of one.",
  });
  expect(() => readBundledPackage(other, "node_modules/@s/a")).toThrow("has no licence");
});

test("nothing is packed before it is bundled", () => {
  const root = repositoryWith({ "packages/cli/dist/main.js": "" });
  expect(() => bundledPackages(root)).toThrow("The command is not bundled yet: run npm run build.");
});
