import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { type TarFile, tarOf } from "../../testing/tar.ts";
import { LIMITS } from "../limits.ts";
import type { LayerContents } from "./layer.ts";
import { mergeLayers } from "./merge-layers.ts";
import { type LayerSource, readLayer } from "./read-layer.ts";

async function* inPieces(bytes: Buffer, size = 4096): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size)
    yield await Promise.resolve(bytes.subarray(at, at + size));
}

const digestOf = (bytes: Buffer): string =>
  `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

function sourceOf(bytes: Buffer, more: Partial<LayerSource> = {}): LayerSource {
  return { digest: "", diffId: "", open: () => inPieces(bytes), ...more };
}

const layer = (files: readonly TarFile[]): Promise<LayerContents> =>
  readLayer(sourceOf(gzipSync(tarOf(files))), LIMITS);

const npm = (path: string, name: string): TarFile => ({
  path: `${path}node_modules/${name}/package.json`,
  content: JSON.stringify({ name, version: "1.0.0" }),
});

const merged = async (...layers: readonly (readonly TarFile[])[]): Promise<readonly string[]> => {
  const { packages } = mergeLayers(await Promise.all(layers.map(layer)));
  return packages.map(({ name, path, layer: index }) => `${name} ${path} ${index ?? ""}`);
};

test("whiteouts take away files and folders of lower layers, and nothing of their own", async () => {
  expect(
    await merged(
      [npm("app/", "a"), npm("app/", "b"), npm("opt/", "c"), npm("srv/", "d")],
      [
        { path: "app/node_modules/.wh.a" },
        { path: "opt/.wh..wh..opq" },
        npm("opt/", "e"),
        { path: ".wh.srv" },
        npm("app/", "a2"),
      ],
    ),
  ).toEqual([
    "b app/node_modules/b/package.json 0",
    "a2 app/node_modules/a2/package.json 1",
    "e opt/node_modules/e/package.json 1",
  ]);
});

test("a file in the place of a folder hides all that was in it, and a folder in the place of a file the file", async () => {
  expect(await merged([npm("app/", "a")], [{ path: "app", content: "a file" }])).toEqual([]);
  expect(await merged([npm("", "a")], [{ path: "node_modules/a/package.json/" }])).toEqual([]);
});

test("what a later layer writes is what counts, with that layer", async () => {
  const newer = { ...npm("", "a"), content: '{"name":"a","version":"2.0.0"}' };
  const { packages } = mergeLayers([await layer([npm("", "a")]), await layer([newer])]);
  expect(packages).toMatchObject([{ version: "2.0.0", layer: 1 }]);
});

test("symlinks of lower layers lead where a container would go", async () => {
  const apk = "P:musl\nV:1.2.4-r2\nA:x86_64\n\n";
  const release = "ID=alpine\nVERSION_ID=3.20.1\n";
  const { packages, distribution } = mergeLayers([
    await layer([
      { path: "lib", link: "usr/lib" },
      { path: "etc/os-release", link: "../lib/os-release" },
    ]),
    await layer([
      { path: "lib/apk/db/installed", content: apk },
      { path: "usr/lib/os-release", content: release },
    ]),
  ]);
  expect(distribution?.id).toBe("alpine");
  expect(packages).toMatchObject([
    {
      path: "usr/lib/apk/db/installed",
      purl: "pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64&distro=alpine-3.20.1",
    },
  ]);
  const circle = await layer([{ path: "a", link: "b" }, { path: "b", link: "a" }, npm("a/", "x")]);
  expect(mergeLayers([circle]).packages).toEqual([]);
});

test("a hard link has the content of what it leads to, even where that told nothing by its name", async () => {
  const { packages, notRead } = mergeLayers([
    await layer([
      { path: "store/ab/cdef", content: '{"name":"a","version":"1.0.0"}' },
      { path: "node_modules/a/package.json", link: "store/ab/cdef", type: "1" },
    ]),
  ]);
  expect(notRead).toEqual([]);
  expect(packages.map(({ name, path }) => [name, path])).toEqual([
    ["a", "node_modules/a/package.json"],
  ]);
});

test("what a package of the system has installed says so", async () => {
  const { packages } = mergeLayers([
    await layer([
      {
        path: "var/lib/dpkg/status",
        content: "Package: python3-six\nStatus: install ok installed\nVersion: 1\n",
      },
      {
        path: "var/lib/dpkg/info/python3-six.list",
        content: "/usr/lib/python3/dist-packages/six-1.dist-info/METADATA\n",
      },
      {
        path: "usr/lib/python3/dist-packages/six-1.dist-info/METADATA",
        content: "Name: six\nVersion: 1\n",
      },
      {
        path: "usr/lib/python3/dist-packages/own-1.dist-info/METADATA",
        content: "Name: own\nVersion: 1\n",
      },
    ]),
  ]);
  expect(packages.map(({ name, installedBy }) => [name, installedBy])).toEqual([
    ["python3-six", undefined],
    ["six", "python3-six"],
    ["own", undefined],
  ]);
});

test("secrets and setuid files are told without a value", async () => {
  const { secrets, setuidFiles } = mergeLayers([
    await layer([
      { path: "app/.env", content: "DB_PASSWORD=hunter2-Xq9zV\n" },
      { path: "usr/share/x.yaml", content: "password: hunter2-Xq9zV\n" },
      { path: "bin/su", content: "x", mode: 0o4755 },
    ]),
  ]);
  expect(secrets.map(({ path, key }) => [path, key])).toEqual([["app/.env", "DB_PASSWORD"]]);
  expect(JSON.stringify(secrets)).not.toContain("hunter2");
  expect(setuidFiles).toEqual([{ path: "bin/su", setuid: true, setgid: false, layer: 0 }]);
});

test("bytes of other digests are not trusted, packed or unpacked", async () => {
  const tar = tarOf([npm("", "a")]);
  const bytes = gzipSync(tar);
  const good = await readLayer(
    sourceOf(bytes, { digest: digestOf(bytes), diffId: digestOf(tar) }),
    LIMITS,
  );
  expect([good.files.size, good.notRead]).toEqual([1, []]);
  const wrong = `sha256:${"0".repeat(64)}`;
  for (const expected of [{ digest: wrong }, { digest: digestOf(bytes), diffId: wrong }]) {
    const bad = await readLayer(sourceOf(bytes, expected), LIMITS);
    expect(bad.files.size).toBe(0);
    expect(bad.notRead[0]?.reason).toMatch(/nothing of (?:it|them) is trusted$/);
  }
});

test.each([
  ["cut", (bytes: Buffer) => gzipSync(bytes).subarray(0, -20), /./],
  [
    "without an end",
    (bytes: Buffer) => gzipSync(bytes.subarray(0, 700)),
    /^it ends in the middle of/,
  ],
  [
    "no archive",
    () => Buffer.from("hello, this is nothing of the kind, is it? ".repeat(30)),
    /^it is no tar archive/,
  ],
  [
    "xz",
    () => Buffer.from("fd377a585a000000", "hex"),
    /^it is compressed by xz, which layers of images are not/,
  ],
  [
    "zstd with a window of a terabyte",
    () => Buffer.from("28b52ffd00f0000000", "hex"),
    /window|memory|Frame|frame|data/i,
  ],
])("a layer that is %s is said, and nothing hangs", async (_, packed, reason) => {
  const tar = tarOf([{ path: "pad", content: "x".repeat(3000) }, npm("", "a")]);
  const { notRead, whole } = await readLayer(sourceOf(packed(tar)), LIMITS);
  expect(whole).toBe(false);
  expect(notRead).toEqual([{ path: "a layer", reason: expect.stringMatching(reason) as unknown }]);
});

test("limits end a layer with a sentence and keep what was read before", async () => {
  const files = [
    npm("", "a"),
    ...Array.from({ length: 20 }, (_, index) => ({
      path: `f${index}`,
      content: "x".repeat(10_000),
    })),
  ];
  const bytes = gzipSync(tarOf(files));
  const long = await readLayer(
    { ...sourceOf(bytes), open: () => inPieces(bytes, 64) },
    { ...LIMITS, unpacked: 100_000 },
  );
  expect(long.notRead.map(({ reason }) => reason)).toEqual([
    "it unpacks to more than 100000 bytes",
  ]);
  const many = await readLayer(sourceOf(bytes), { ...LIMITS, entries: 10 });
  expect(many.notRead.map(({ reason }) => reason)).toEqual(["it has more than 10 files"]);
  expect(mergeLayers([many]).packages.map(({ name }) => name)).toEqual(["a"]);
});
