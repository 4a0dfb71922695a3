import { expect, test } from "vitest";
import { satisfies } from "./constraints.ts";
import { compareVersions, type VersionOrder, versionOrderOf } from "./ecosystems.ts";

// Each line from the least to the greatest; texts joined by "=" are the same version.
const ORDERED: readonly (readonly [VersionOrder, string])[] = [
  [
    "dpkg",
    "1.0~~ 1.0~rc1 1.0=1.0-0=0:1.0 1.0-1~bpo1 1.0-1 1.0-1+b1 1.0a 1.0+b 1.0.1 1.09=1.9 1.10 1:0.1",
  ],
  [
    "rpm",
    "1.0~rc1 1.0~rc1^x 1.0=0:1.0=1..0 1.0^ 1.0^git1 1.0a 1.0.rc1 1.0.1 1.01=1.1 1.10 1:0.1-1 1:0.1-1.el9 1:0.1-1.el10",
  ],
  ["pacman", "1.0a 1.0b 1.0beta 1.0p 1.0pre 1.0rc 1.0=1.0-3 1.0.a 1.0.1"],
  [
    "apk",
    "1_alpha 1_beta2 1_pre 1_rc1 1=1~abc 1-r0 1-r1 1_git 1_p 1_p1-r1 1a 1.0 1.02 1.1 1.10 2.A 2",
  ],
  [
    "semver",
    "1.0.0-0 1.0.0-1 1.0.0-a 1.0.0-a.1 1.0.0-a.b 1.0.0-b.2 1.0.0-b.11 1.20rc1=1.20.0-rc1 1.20=v1.20.0=go1.20=1.20.0+incompatible 99999999999999999999.0",
  ],
  ["nuget", "1.0.0-A=1.0.0-a+x 1.0.0-b 1.0.0=1.0=1.0.0.0 1.0.0.1-pre 1.0.0.1"],
  ["pub", "1.0.0-a 1.0.0-a+b 1.0.0 1.0.0+1 1.0.0+2 1.0.0+10 1.0.1"],
  ["bitnami", "1.2.3-rc1 1.2.3=1.2.3-0 1.2.3-1 1.2.3-12 1.2.4"],
  [
    "pep440",
    "0.9-eevee 1.0.dev1 1.0a1.dev1 1.0a1=1.0-alpha_1=1.0A1 1.0b2 1.0rc1=1.0c1=1.0.pre1 1.0=1=v1.0.0 1.0+a 1.0+a.1 1.0+2 1.0.post1.dev2 1.0.post1=1.0-1=1.0r1 1.1 1!0.1",
  ],
  [
    "maven",
    "1-alpha-1=1a1=1alpha1 1-beta 1-m3=1-milestone-3 1-cr1=1rc1 1-SNAPSHOT 1=1.0=1-ga=1.final=1-RELEASE=01 1-sp 1-abc 1-xyz 1-1 1.1",
  ],
  ["rubygems", "1.0.a 1.0.a.2=1.0.a2 1.0.b 1.0=1=1.0-x86_64-linux 1.0.1-pre 1.0.1-java=1.0.1 1.10"],
  [
    "packagist",
    "1.0-dev 1.0-alpha1=1.0a1 1.0-beta 1.0RC1=1.0-rc1 1.0=v1=1.0.0.0=1.0+build 1.0-p1=1.0pl1 1.0.1",
  ],
  ["dotted", "0.9 1.0 1.0.0 1.0-1 1.1"],
  ["portage", "1_alpha 1_rc 1 1-r1 1_p0 1_p1 1a 1.0 1.01 1.1 1.10"],
  [
    "jvm",
    "1.7.0_80 1.8.0_13-ea=8.0.13-ea+b2 1.8.0_13-b002=8.0.13=1.8.0-update13-b02 1.8.0_131 9.0.0-ea 9 11.0.4",
  ],
  ["generic", "1.0-rc1=1rc1 1.0=v1 1.0-post1 1.1 98se 98sp1"],
];

test.each(ORDERED)("%s orders %s", (order, line) => {
  const places = line
    .split(" ")
    .flatMap((texts, place) => texts.split("=").map((text) => ({ text, place })));
  const pairs = places.flatMap((a) => places.map((b) => [a, b] as const));
  const wrong = pairs.filter(
    ([a, b]) => Math.sign(compareVersions(order, a.text, b.text)) !== Math.sign(a.place - b.place),
  );
  expect(wrong.map(([a, b]) => `${a.text} ? ${b.text}`)).toStrictEqual([]);
});

test("ecosystems are known by OSV's names with or without a release, and by purl types", () => {
  const names = [
    "Debian:12",
    "Ubuntu:24.04:LTS",
    "Alpine:v3.20",
    "Red Hat:enterprise_linux:9::baseos",
    "crates.io",
    "golang",
    "Root:Alpine:3.18",
    "PyPI",
    "constructor",
    "Narnia",
  ];
  expect(names.map((name) => versionOrderOf(name))).toStrictEqual([
    "dpkg",
    "dpkg",
    "apk",
    "rpm",
    "semver",
    "semver",
    "apk",
    "pep440",
    undefined,
    undefined,
  ]);
});

test.each<[VersionOrder, string, string, boolean | undefined]>([
  ["semver", "1.5.0", "> 0.1.0, < 0.5.0 || > 1.0.0, < 2.0.0", true],
  ["semver", "1.5.0", "", true],
  ["semver", "1.2.9", "~1.2.3", true],
  ["semver", "1.3.0-rc1", "~1.2", false],
  ["semver", "1.9.0", "^1.2.3", true],
  ["semver", "0.3.0", "^0.2.3", false],
  ["semver", "1.2.7", "1.2.x", true],
  ["semver", "1.3.0", "1.2.*", false],
  ["semver", "1.3.0", "1.2.0 - 1.4.0", true],
  ["semver", "1.3.0", "*", true],
  ["rubygems", "1.9", "~> 1.2", true],
  ["rubygems", "2.0.a", "~> 1.2", false],
  ["rubygems", "1.3.0", "~> 1.2.3", false],
  ["pep440", "2.9.post1", "~=2.2", true],
  ["pep440", "2.0.0+x.1", "== 2.0.0", true],
  ["pep440", "2.0.1", "!= 2.0.*", false],
  ["packagist", "1.2.9", "~1.2", true],
  ["maven", "1.2.3", "(,1.2.3]", true],
  ["maven", "1.5", "[1.0,1.4),[1.6]", false],
  ["maven", "1.6.0", "[1.0,1.4),[1.6]", true],
  ["rpm", "3:4.19.0-1", "< 4.21.0-1", true],
  ["rpm", "3:4.19.0-1", "< 2:4.21.0-1", false],
  ["bitnami", "2.3.1-1", "> 2.3.1", false],
  ["dpkg", "1.0~rc1-1", "<1.0-1", true],
  ["semver", "1.0.0", ">=", undefined],
  ["maven", "1.0", "[1.0,2.0", undefined],
])("by the order of %s, whether %s is in %j is %s", (order, version, constraint, expected) => {
  expect(satisfies(order, version, constraint)).toBe(expected);
});

test("hostile texts are compared at once, and the same both ways", () => {
  const hostile = [
    "1-".repeat(50_000),
    "1.".repeat(50_000),
    "~".repeat(50_000),
    "1_p".repeat(50_000),
    "-x86".repeat(9_000),
    "",
    "\u0000\uD800",
  ];
  const pairs = hostile.flatMap((a) => hostile.map((b) => [a, b] as const));
  const sums = ORDERED.flatMap(([order]) =>
    pairs.map(
      ([a, b]) => Math.sign(compareVersions(order, a, b)) + Math.sign(compareVersions(order, b, a)),
    ),
  );
  expect(new Set(sums)).toStrictEqual(new Set([0]));
});
