import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createTar } from "nanotar";
import { expect, test } from "vitest";
import { folderWith } from "../../testing/files.ts";
import { findInputs } from "./find-inputs.ts";
import { readInput } from "./input.ts";

const POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";

async function namesIn(cwd: string, paths: string[], exclude: string[] = []): Promise<string[]> {
  const { files } = await findInputs(paths, { cwd, exclude });
  return files.map(({ name }) => name);
}

function reasonsOf(notExamined: readonly { kind: string; reason: string }[]): string[] {
  return notExamined.map(({ kind, reason }) => `${kind}: ${reason}`);
}

test("a folder gives its manifests by name, recursively, without node_modules and .git", async () => {
  const cwd = folderWith({
    "b/z.yml": POD,
    "b/a.JSON": "{}",
    "B.yaml": POD,
    "a.yaml": POD,
    "notes.txt": "x",
    "x.yaml.gotmpl": "x",
    "p.tpl": "x",
    "node_modules/m/x.yaml": POD,
    ".git/x.yaml": POD,
    ".github/w.yaml": POD,
  });
  const expected = [".github/w.yaml", "B.yaml", "a.yaml", "b/a.JSON", "b/z.yml"];
  expect(await namesIn(cwd, ["."])).toEqual(expected);
  expect(await namesIn(cwd, [cwd])).toEqual(expected);
  expect(await namesIn(join(cwd, "b"), [".."])).toEqual(
    ["../.github/w.yaml", "../B.yaml", "../a.yaml", "a.JSON", "z.yml"].map((name) =>
      name.startsWith("..") ? name : `../b/${name}`,
    ),
  );
});

test("a file that is named is read whatever its name, and once", async () => {
  const cwd = folderWith({ "pod.txt": POD, ".gitignore": "*" });
  expect(await namesIn(cwd, ["pod.txt", "./pod.txt", "."])).toEqual(["pod.txt"]);
});

test("ignore files hold for their folder, and a deeper or later rule overrules", async () => {
  const cwd = folderWith({
    ".gitignore": "out/\n*.json\n/only-here.yaml\n",
    ".watertightignore": "!kept.json\nsecret.yaml\n",
    "out/a.yaml": POD,
    "kept.json": "{}",
    "lost.json": "{}",
    "only-here.yaml": POD,
    "sub/only-here.yaml": POD,
    "sub/secret.yaml": POD,
    "sub/lost.json": "{}",
    "deep/.gitignore": "!lost.json\n!secret.yaml\n!out/\nx.yaml\n",
    "deep/lost.json": "{}",
    "deep/secret.yaml": POD,
    "deep/out/b.yaml": POD,
    "deep/x.yaml": POD,
    "deep/X.yaml": POD,
  });
  expect(await namesIn(cwd, ["."])).toEqual([
    "deep/X.yaml",
    "deep/lost.json",
    "deep/out/b.yaml",
    "deep/secret.yaml",
    "kept.json",
    "sub/only-here.yaml",
  ]);
  expect(await namesIn(cwd, ["out"])).toEqual(["out/a.yaml"]);
});

test("excluded files are left out, and one that was named is mentioned", async () => {
  const cwd = folderWith({ "a.yaml": POD, "t/b.yaml": POD, "t/c.yaml": POD });
  expect(await namesIn(cwd, ["."], ["t/b.yaml"])).toEqual(["a.yaml", "t/c.yaml"]);
  const { files, notExamined } = await findInputs(["t/b.yaml"], { cwd, exclude: ["t/"] });
  expect(files).toEqual([]);
  expect(notExamined).toEqual([
    {
      file: "t/b.yaml",
      line: 1,
      kind: "ignored",
      reason: "t/b.yaml was named but is excluded by a pattern of --exclude or the configuration.",
    },
  ]);
});

test("a glob finds files and folders; an existing file with such a name comes first", async () => {
  const cwd = folderWith({
    "a/x.yaml": POD,
    "a/x.txt": POD,
    "b/y.yaml": POD,
    "[z].yaml": POD,
    "z.yaml": POD,
    "node_modules/x.yaml": POD,
  });
  expect(await namesIn(cwd, ["*/*.yaml"])).toEqual(["a/x.yaml", "b/y.yaml"]);
  expect(await namesIn(cwd, ["a/*.txt"])).toEqual(["a/x.txt"]);
  expect(await namesIn(cwd, ["a/**"])).toEqual(["a/x.yaml"]);
  expect(await namesIn(cwd, ["[z].yaml"])).toEqual(["[z].yaml"]);
  const { notExamined } = await findInputs(["*.nope"], { cwd });
  expect(reasonsOf(notExamined)).toEqual([
    "unreadable: No file or folder matches the pattern *.nope.",
  ]);
});

test("what is missing or yields nothing is said", async () => {
  const cwd = folderWith({ "docs/readme.md": "x", "all/.gitignore": "*", "all/a.yaml": POD });
  const { notExamined } = await findInputs(["gone.yaml", "docs", "all"], { cwd });
  const nothing =
    "no .yaml, .yml or .json file, chart or kustomization that ignore files do not exclude.";
  expect(reasonsOf(notExamined)).toEqual([
    `unreadable: The folder all holds no manifests: ${nothing}`,
    `unreadable: The folder docs holds no manifests: ${nothing}`,
    "unreadable: gone.yaml cannot be read: there is no such file or folder.",
  ]);
});

test("the standard input is read for -, and too much of it is not", async () => {
  const stdin = (async function* () {
    yield await Promise.resolve(Buffer.from("kind"));
    yield ": Pod";
  })();
  const { files } = await findInputs(["-", "-"], { stdin });
  expect(files.map(({ name, size }) => [name, size])).toEqual([["<stdin>", 9]]);
  const [file] = files;
  expect(file && Buffer.from(await readInput(file)).toString()).toBe("kind: Pod");
  const broken = (async function* () {
    yield await Promise.reject<string>(Object.assign(new Error("x"), { code: "EIO" }));
  })();
  expect(reasonsOf((await findInputs(["-"], { stdin: broken })).notExamined)).toEqual([
    "unreadable: The standard input cannot be read: the device reports an error.",
  ]);
});

test("symbolic links are followed, loops end, and a broken link is said", async () => {
  const cwd = folderWith({ "b/x.yaml": POD, "outside/y.yaml": POD });
  mkdirSync(join(cwd, "in"));
  symlinkSync(join(cwd, "b"), join(cwd, "a"));
  symlinkSync(cwd, join(cwd, "b/up"));
  symlinkSync("loop.yaml", join(cwd, "loop.yaml"));
  symlinkSync("nowhere", join(cwd, "gone.yaml"));
  symlinkSync("nowhere", join(cwd, "irrelevant.txt"));
  symlinkSync(join(cwd, "outside/y.yaml"), join(cwd, "in/link.yaml"));
  const { files, notExamined } = await findInputs(["."], { cwd });
  expect(files.map(({ name }) => name)).toEqual(["b/x.yaml", "outside/y.yaml"]);
  expect(reasonsOf(notExamined)).toEqual([
    "unreadable: The symbolic link gone.yaml cannot be followed: there is no such file or folder.",
    "unreadable: The symbolic link loop.yaml cannot be followed: it is a symbolic link that leads back to itself.",
  ]);
  expect(await namesIn(cwd, ["in"])).toEqual(["in/link.yaml"]);
});

test("a named pipe is read only when it is named, a device never", async () => {
  const cwd = folderWith({ "a.yaml": POD });
  execFileSync("mkfifo", [join(cwd, "pipe.yaml")]);
  const { files, notExamined } = await findInputs([".", "/dev/null"], { cwd });
  expect(files.map(({ name }) => name)).toEqual(["a.yaml"]);
  expect(reasonsOf(notExamined)).toEqual([
    "unreadable: /dev/null is not a regular file but a device.",
    "unreadable: pipe.yaml is not a regular file but a named pipe.",
  ]);
  const [pipe] = (await findInputs(["pipe.yaml"], { cwd })).files;
  const read = pipe && readInput(pipe);
  await writeFile(join(cwd, "pipe.yaml"), "x: 1");
  expect(Buffer.from((await read) ?? []).toString()).toBe("x: 1");
});

test("a file over 512 MiB is not read", async () => {
  const cwd = folderWith({ "big.yaml": "" });
  truncateSync(join(cwd, "big.yaml"), 512 * 1024 * 1024 + 1);
  const { files, notExamined } = await findInputs(["."], { cwd });
  expect(files).toEqual([]);
  expect(reasonsOf(notExamined)).toEqual([
    "too-large: big.yaml is larger than 512 MiB and was not read; split it into smaller files.",
  ]);
});

test("a file that vanishes after it was found is an error in a whole sentence", async () => {
  const file = { name: "a.yaml", path: join(folderWith({}), "a.yaml"), size: 3 };
  await expect(readInput(file)).rejects.toThrow(
    "a.yaml cannot be read: there is no such file or folder.",
  );
});

test("a chart is rendered as a whole, and objects beside its templates are read", async () => {
  const cwd = folderWith({
    "c/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "c/values.yaml": "kind: x\n",
    "c/templates/a.yaml": POD,
    "c/crds/b.yaml": POD,
    "c/charts/sub/Chart.yaml": "name: sub\n",
    "c/charts/sub/templates/s.yaml": POD,
    "c/ci/values.yaml": "image: x\n",
    "c/files/t.yaml": `${POD}  x: {{ .Values.x }}\n`,
    "c/examples/pod.yaml": POD,
    "lib/Chart.yaml": "name: lib\ntype: library\n",
    "lib/templates/_x.tpl": "x",
  });
  const { files, charts, notExamined } = await findInputs(["."], { cwd });
  expect(files.map(({ name }) => name)).toEqual(["c/examples/pod.yaml"]);
  expect(charts).toEqual([{ name: "c", path: join(cwd, "c"), archive: false, chartName: "web" }]);
  expect(reasonsOf(notExamined)).toEqual([
    "not-kubernetes: lib is a library chart: it has only definitions for other charts and renders no objects.",
  ]);
});

test("an archive is a chart when it holds one, otherwise the reason is said", async () => {
  const tar = (name: string): Uint8Array =>
    gzipSync(createTar([{ name, data: "name: web\nversion: 1.0.0\n" }]));
  const cwd = folderWith({
    "web.tgz": tar("web/Chart.yaml"),
    "other.tar.gz": tar("other/readme.yaml"),
    "broken.tgz": "no gzip",
    "cut.tgz": tar("web/Chart.yaml").subarray(0, 40),
  });
  const { charts, notExamined } = await findInputs(["."], { cwd });
  expect(charts).toEqual([
    { name: "web.tgz", path: join(cwd, "web.tgz"), archive: true, chartName: "web" },
  ]);
  expect(reasonsOf(notExamined)).toEqual([
    "unreadable: broken.tgz is not a valid gzip archive.",
    "unreadable: cut.tgz is not a valid gzip archive.",
    "not-kubernetes: other.tar.gz is an archive without a Helm chart in it; unpack it to have its files examined.",
  ]);
  const named = await findInputs(["other.tar.gz"], { cwd });
  expect(named.notExamined.map(({ kind }) => kind)).toEqual(["unreadable"]);
});
