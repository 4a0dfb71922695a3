import { deflateRawSync, deflateSync, inflateRawSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { fileOf, NO_TOOLS } from "../../../testing/images.ts";
import { readDotnet } from "./dotnet.ts";
import { goPackagesInPart } from "./executables/go-build-info.ts";
import { mayBeExecutable, readExecutable } from "./executables/index.ts";
import { readJar } from "./java/jar.ts";
import { readNpm } from "./npm.ts";
import type { FoundPackages, Tools } from "./package-file.ts";
import { readComposer } from "./php.ts";
import { readPython } from "./python.ts";
import { readerOf } from "./readers.ts";
import { readGemspec } from "./ruby.ts";

const TOOLS: Tools = {
  inflate: (bytes, format, limit) => {
    try {
      const options = { maxOutputLength: limit };
      return format === "raw" ? inflateRawSync(bytes, options) : inflateSync(bytes, options);
    } catch {
      return undefined;
    }
  },
};

const told = ({ packages }: FoundPackages): readonly string[] =>
  packages.map(({ namespace, name, version, path }) => `${namespace}|${name}|${version}|${path}`);

test.each([
  ["app/node_modules/a/package.json", true],
  ["app/node_modules/@s/a/package.json", true],
  ["app/node_modules/.pnpm/a@1/node_modules/a/package.json", true],
  ["app/node_modules/a/esm/package.json", false],
  ["app/package.json", false],
  ["usr/lib/python3/dist-packages/a-1.dist-info/METADATA", true],
  ["usr/lib/python3/dist-packages/a-1.egg-info", true],
  ["opt/app.war", true],
  ["usr/lib/ruby/gems/3.1.0/specifications/default/json-2.6.1.gemspec", true],
  ["srv/vendor/composer/installed.json", true],
  ["app/App.deps.json", true],
  ["var/lib/dpkg/status", true],
  ["var/lib/dpkg/status-old", false],
  ["var/lib/dpkg/status.d/base.md5sums", false],
  ["usr/lib/apk/db/installed", true],
  ["usr/lib/sysimage/rpm/Packages.db", true],
  ["home/me/var/lib/dpkg/status", false],
])("whether %s is read as packages: %s", (path, reads) => {
  expect(readerOf(path) !== undefined).toBe(reads);
});

test("a package of npm has its scope and licence; a folder that is none is passed over, what is no JSON is said", () => {
  const path = "node_modules/@s/a/package.json";
  expect(
    readNpm(fileOf(path, '{"name":"@s/a","version":"1.0.0","license":"MIT"}'), NO_TOOLS).packages,
  ).toMatchObject([
    { type: "npm", namespace: "@s", name: "a", version: "1.0.0", licences: ["MIT"] },
  ]);
  expect(readNpm(fileOf(path, '{"type":"module"}'), NO_TOOLS)).toEqual({
    packages: [],
    notRead: [],
  });
  expect(readNpm(fileOf(path, "{"), NO_TOOLS).notRead).toEqual([
    { path, reason: "it is no JSON object, as npm writes it" },
  ]);
});

test("a package of Python has its licence from its classifiers, and its description says nothing", () => {
  const text =
    "Metadata-Version: 2.1\nName: Flask\nVersion: 2.2.5\nClassifier: License :: OSI Approved :: BSD License\n\nName: other\n";
  expect(
    readPython(fileOf("Flask-2.2.5.dist-info/METADATA", text), NO_TOOLS).packages,
  ).toMatchObject([{ type: "pypi", name: "Flask", version: "2.2.5", licences: ["BSD License"] }]);
});

test("a gem is told by its stub, or by what is assigned", () => {
  const stub =
    '# -*- encoding: utf-8 -*-\n# stub: rack 2.2.6 ruby lib\n\nGem::Specification.new do |s|\n  s.licenses = ["MIT".freeze, "X".freeze]\nend\n';
  expect(
    readGemspec(fileOf("specifications/rack-2.2.6.gemspec", stub), NO_TOOLS).packages,
  ).toMatchObject([{ type: "gem", name: "rack", version: "2.2.6", licences: ["MIT", "X"] }]);
  const plain =
    'Gem::Specification.new do |spec|\n  spec.name = "json"\n  spec.version = "2.6.1"\nend\n';
  expect(told(readGemspec(fileOf("j.gemspec", plain), NO_TOOLS))).toEqual([
    "|json|2.6.1|j.gemspec",
  ]);
  expect(
    readGemspec(fileOf("own.gemspec", "s.version = VERSION\ns.name = 'own'"), NO_TOOLS).packages,
  ).toEqual([]);
});

test("packages of Composer are read from both forms of its list", () => {
  const entry = '{"name":"monolog/monolog","version":"v2.9.1","license":["MIT"]}';
  for (const text of [`[${entry}]`, `{"packages":[${entry}],"dev":true}`])
    expect(told(readComposer(fileOf("vendor/composer/installed.json", text), NO_TOOLS))).toEqual([
      "monolog|monolog|2.9.1|vendor/composer/installed.json",
    ]);
});

test("libraries of .NET are its packages and the parts of its runtime, not its projects", () => {
  const text =
    '{\n "libraries": {\n  "App/1.0.0": {"type": "project"},\n  "Newtonsoft.Json/13.0.1": {"type": "package"},\n  "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"type": "runtimepack"}\n }\n}';
  expect(
    readDotnet(fileOf("App.deps.json", text), NO_TOOLS).packages.map(({ name, version, line }) => ({
      name,
      version,
      line,
    })),
  ).toEqual([
    { name: "Newtonsoft.Json", version: "13.0.1", line: 4 },
    { name: "Microsoft.NETCore.App.Runtime.linux-x64", version: "8.0.1", line: 5 },
  ]);
});

/** A zip archive of the test's own writing. */
function zip(files: Readonly<Record<string, Uint8Array | string>>, stored = false): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const data = stored ? content : deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(stored ? 0 : 8, 8);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(stored ? 0 : 8, 10);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(at, 42);
    parts.push(local, Buffer.from(name), data);
    directory.push(central, Buffer.from(name));
    at += 30 + name.length + data.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

const POM = "META-INF/maven/org.x/lib/pom.properties";

test("a jar is what its records say, with those that it holds, each with its own path", () => {
  const inner = zip({ [POM]: "groupId=org.x\nartifactId=lib\nversion=1.2\n" });
  const app = zip(
    {
      "META-INF/MANIFEST.MF":
        "Implementation-Title: app\r\nImplementation-Version: 3.0\r\nImplementation-Vendor-Id: com.ex\r\n ample\r\n\r\nName: x\r\nImplementation-Version: 9\r\n",
      "BOOT-INF/lib/lib-1.2.jar": inner,
    },
    true,
  );
  expect(told(readJar(fileOf("opt/app.jar", app), TOOLS))).toEqual([
    "com.example|app|3.0|opt/app.jar",
    "org.x|lib|1.2|opt/app.jar!/BOOT-INF/lib/lib-1.2.jar",
  ]);
});

test("a jar without records is told by its name, and a program before the archive changes nothing", () => {
  const bare = zip({ "a.class": "x" });
  expect(told(readJar(fileOf("commons-io-2.11.0.jar", bare), TOOLS))).toEqual([
    "|commons-io|2.11.0|commons-io-2.11.0.jar",
  ]);
  const launcher = Buffer.concat([
    Buffer.from("#!/bin/sh\nexec java -jar $0\n"),
    zip({ [POM]: "groupId=org.x\nartifactId=lib\nversion=1.2\n" }),
  ]);
  expect(told(readJar(fileOf("lib.jar", launcher), TOOLS))).toEqual(["org.x|lib|1.2|lib.jar"]);
});

test("a jar that unpacks to too much, is damaged or nested without end is said, and the rest is read", () => {
  const bomb = Buffer.from(
    zip({ "big.jar": "small", [POM]: "groupId=g\nartifactId=a\nversion=1\n" }),
  );
  // Its size in the directory: of the first entry.
  bomb.writeUInt32LE(250_000_000, bomb.indexOf(Buffer.from("PK\x01\x02", "latin1")) + 24);
  const { packages, notRead } = readJar(fileOf("a.jar", bomb), TOOLS);
  expect(packages.map(({ name }) => name)).toEqual(["a"]);
  expect(notRead).toEqual([
    { path: "a.jar!/big.jar", reason: "it unpacks to more than 200000000 bytes" },
  ]);
  let nested = zip({ "x.class": "" });
  for (let depth = 0; depth < 8; depth++) nested = zip({ "in.jar": nested });
  expect(readJar(fileOf("deep.jar", nested), TOOLS).notRead.map(({ reason }) => reason)).toEqual([
    "it is nested too deep",
  ]);
  expect(readJar(fileOf("no.jar", "PK no"), TOOLS).notRead).toEqual([
    { path: "no.jar", reason: "it is no zip archive" },
  ]);
});

const MODULES =
  "path\texample.com/app\nmod\texample.com/app\t(devel)\t\ndep\tgithub.com/a/b\tv1.0.0\th1:x\ndep\tgithub.com/c/d\tv1.0.0\n=>\tgithub.com/e/d\tv1.1.0\th1:y\ndep\texample.com/l\tv1.0.0\n=>\t./l\t(devel)\t\nbuild\t-compiler=gc\n";

function goInfo(): Buffer {
  const marked = `${"m".repeat(16)}${MODULES}${"n".repeat(16)}`;
  const text = (value: string): Buffer => {
    const bytes = Buffer.from(value, "latin1");
    return Buffer.concat([Buffer.from([(bytes.length & 127) | 128, bytes.length >> 7]), bytes]);
  };
  const head = Buffer.alloc(32);
  head.write("\xff Go buildinf:", 0, "latin1");
  head[14] = 8;
  head[15] = 2;
  return Buffer.concat([head, text("go1.22.1 X:x"), text(marked)]);
}

const FROM_GO = [
  "example.com|app||app",
  "github.com/a|b|v1.0.0|app",
  "github.com/e|d|v1.1.0|app",
  "example.com|l||app",
  "|stdlib|1.22.1|app",
];

test("modules of Go are found in a part of a program, as they are replaced; the magic alone is none", () => {
  const file = { path: "app" };
  const fake = Buffer.from("\xff Go buildinf:\x08\x02 only a constant", "latin1");
  const found = goPackagesInPart(file, Buffer.concat([fake, Buffer.alloc(64), goInfo()]));
  expect(told({ packages: found, notRead: [] })).toEqual(FROM_GO);
  expect(goPackagesInPart(file, fake)).toEqual([]);
});

/** A program of Linux of 64 bits with one section. */
function elf(name: string, content: Buffer): Buffer {
  const names = Buffer.from(`\0${name}\0`, "latin1");
  const head = Buffer.alloc(64);
  head.write("\x7fELF\x02\x01\x01", 0, "latin1");
  const table = 64 + content.length + names.length;
  head.writeBigUInt64LE(BigInt(table), 40);
  head.writeUInt16LE(64, 58);
  head.writeUInt16LE(3, 60);
  head.writeUInt16LE(2, 62);
  const section = (nameAt: number, at: number, size: number): Buffer => {
    const entry = Buffer.alloc(64);
    entry.writeUInt32LE(nameAt, 0);
    entry.writeUInt32LE(1, 4);
    entry.writeBigUInt64LE(BigInt(at), 24);
    entry.writeBigUInt64LE(BigInt(size), 32);
    return entry;
  };
  return Buffer.concat([
    head,
    content,
    names,
    Buffer.alloc(64),
    section(1, 64, content.length),
    section(0, 64 + content.length, names.length),
  ]);
}

test("modules of Go and crates of Rust are read from their sections", () => {
  expect(told(readExecutable(fileOf("app", elf(".go.buildinfo", goInfo())), TOOLS))).toEqual(
    FROM_GO,
  );
  const crates =
    '{"packages":[{"name":"itoa","version":"1.0.1","source":"crates.io"},{"name":"cc","version":"1.0.0","kind":"build"},{"name":"app","version":"0.1.0","root":true}]}';
  expect(told(readExecutable(fileOf("app", elf(".dep-v0", deflateSync(crates))), TOOLS))).toEqual([
    "|itoa|1.0.1|app",
    "|app|0.1.0|app",
  ]);
  expect(readExecutable(fileOf("app", elf(".dep-v0", Buffer.from("x"))), TOOLS).notRead).toEqual([
    { path: "app", reason: "its list of Rust crates is damaged" },
  ]);
});

test("programs are known by their first bytes, and classes of Java are none", () => {
  const starts = (hex: string): boolean => mayBeExecutable(Buffer.from(hex, "hex"));
  expect(
    ["7f454c4602010100", "4d5a900003000000", "cffaedfe0c000001", "cafebabe00000002"].map(starts),
  ).toEqual([true, true, true, true]);
  expect(
    ["cafebabe00000034", "2321 2f62696e2f73".replace(" ", ""), "0000000000000000"].map(starts),
  ).toEqual([false, false, false]);
});
