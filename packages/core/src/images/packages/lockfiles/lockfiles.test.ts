import { expect, test } from "vitest";
import { fileOf, NO_TOOLS } from "../../../../testing/images.ts";
import { sourceReaderOf } from "./index.ts";

/** `type namespace/name version line`. */
function read(path: string, text: string): readonly string[] {
  const found = sourceReaderOf(path)?.read(fileOf(path, text), NO_TOOLS);
  return [
    ...(found?.packages ?? []).map(({ type, namespace, name, version, line }) =>
      [type, namespace === "" ? name : `${namespace}/${name}`, version, line ?? ""]
        .join(" ")
        .trim(),
    ),
    ...(found?.notRead ?? []).map(({ path: place, reason }) => `not read ${place}: ${reason}`),
  ];
}

test.each<readonly [string, string, readonly string[]]>([
  [
    "package-lock.json",
    '{\n "lockfileVersion": 3,\n "packages": {\n  "": {"name": "app", "version": "1.0.0"},\n  "node_modules/@s/a": {"version": "1.0.0"},\n  "node_modules/b/node_modules/a": {"version": "2.0.0"},\n  "node_modules/own": {"link": true},\n  "packages/own": {"version": "1.0.0"}\n }\n}',
    ["npm @s/a 1.0.0 5", "npm a 2.0.0 6"],
  ],
  [
    "npm-shrinkwrap.json",
    '{\n "dependencies": {\n  "a": {"version": "1.0.0", "dependencies": {\n   "b": {"version": "npm:@s/c@2.0.0"}}},\n  "d": {"version": "git+ssh://x/d.git#1"}\n }\n}',
    ["npm a 1.0.0 3", "npm @s/c 2.0.0 4"],
  ],
  [
    "yarn.lock",
    '# yarn lockfile v1\n\n"@s/a@^1.0.0", "@s/a@~1.1":\n  version "1.1.0"\n\nb@npm:c@^2:\n  version "2.0.0"\n',
    ["npm @s/a 1.1.0 3", "npm c 2.0.0 6"],
  ],
  [
    "yarn.lock",
    '__metadata:\n  version: 8\n\n"a@npm:^1.0.0":\n  version: 1.0.1\n  resolution: "a@npm:1.0.1"\n\n"own@workspace:.":\n  version: 0.0.0-use.local\n',
    ["npm a 1.0.1 4"],
  ],
  [
    "pnpm-lock.yaml",
    "lockfileVersion: '9.0'\n\npackages:\n\n  '@s/a@1.0.0':\n    resolution: {integrity: x}\n\n  b@2.0.0(c@1.0.0):\n    resolution: {}\n\nsnapshots:\n\n  b@2.0.0: {}\n",
    ["npm @s/a 1.0.0 5", "npm b 2.0.0 8"],
  ],
  [
    "pnpm-lock.yaml",
    "packages:\n\n  /@s/a/1.0.0_b@2.0.0:\n    dev: false\n  /c/1.2.3:\n    dev: true\n",
    ["npm @s/a 1.0.0 3", "npm c 1.2.3 5"],
  ],
  [
    "Cargo.lock",
    'version = 3\n\n[[package]]\nname = "itoa"\nversion = "1.0.1"\nsource = "registry"\n\n[[package]]\nname = "app"\nversion = "0.1.0"\n\n[metadata]\nname = "no"\n',
    ["cargo itoa 1.0.1 3", "cargo app 0.1.0 8"],
  ],
  [
    "poetry.lock",
    '[[package]]\nname = "Flask"\nversion = "2.2.5"\n\n[package.dependencies]\nname = "x"\nversion = "9"\n',
    ["pypi Flask 2.2.5 1"],
  ],
  [
    "Pipfile.lock",
    '{\n "default": {\n  "flask": {"version": "==2.2.5"},\n  "git": {"ref": "x"}\n }\n}',
    ["pypi flask 2.2.5 3"],
  ],
  [
    "requirements.txt",
    "# comment\nflask[async]==2.2.5 ; python_version > '3' --hash=sha256:x\n-r other.txt\nrequests>=2\n",
    ["pypi flask 2.2.5 2", "not read requirements.txt:4: requests is not pinned to a version"],
  ],
  [
    "go.mod",
    "module example.com/app\n\ngo 1.22\n\nrequire example.com/a v1.0.0 // indirect\n\nrequire (\n\texample.com/b/v2 v2.1.0\n\texample.com/c v1.0.0\n)\n\nreplace example.com/b/v2 => example.com/fork/b/v2 v2.1.1\n\nreplace (\n\texample.com/c v1.0.0 => ./c\n)\n",
    [
      "golang example.com/a v1.0.0 5",
      "golang example.com/fork/b/v2 v2.1.1 8",
      "golang example.com/c  9",
    ],
  ],
  [
    "Gemfile.lock",
    "PATH\n  remote: .\n  specs:\n    own (1.0)\n\nGEM\n  remote: x\n  specs:\n    nokogiri (1.15.0-x86_64-linux)\n      racc (~> 1.4)\n    racc (1.7.1)\n",
    ["gem nokogiri 1.15.0 9", "gem racc 1.7.1 11"],
  ],
  [
    "composer.lock",
    '{\n "packages": [\n  {"name": "a/b", "version": "v1.0.0"}],\n "packages-dev": [{"name": "c/d", "version": "2.0"}]\n}',
    ["composer a/b 1.0.0 3", "composer c/d 2.0 4"],
  ],
  [
    "packages.lock.json",
    '{\n "dependencies": {"net8.0": {\n  "A": {"resolved": "1.0.0"},\n  "own": {"type": "Project"}}}\n}',
    ["nuget A 1.0.0 3"],
  ],
  [
    "gradle.lockfile",
    "# comment\norg.x:lib:1.2=runtimeClasspath\nempty=\n",
    ["maven org.x/lib 1.2 2"],
  ],
  [
    "pom.xml",
    "<project><dependency></dependency></project>",
    [
      "not read pom.xml: Maven has no lockfile, so that what its dependencies bring is not known; read the jar or the image that it builds",
    ],
  ],
  [
    "Containerfile",
    "ARG BASE=debian:12\nFROM --platform=linux/amd64 golang:1.22 AS build\nFROM ${BASE}\nFROM build\nFROM scratch\n",
    ["docker docker.io/library/golang 1.22 2", "docker docker.io/library/debian 12 3"],
  ],
  [
    "package-lock.json",
    "{",
    ["not read package-lock.json: it is no JSON object, as npm writes it"],
  ],
])("%s names its packages with their lines", (path, text, wanted) => {
  expect(read(path, text)).toEqual(wanted);
});

test("other files are no list of packages", () => {
  for (const name of ["package.json", "README.md", "go.sum", "lock", "Dockerfile.md/x"])
    expect(sourceReaderOf(name)).toBeUndefined();
});
