import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  advisoriesInMemory,
  compareVersions,
  judgeAdvisory,
  matchPackages,
  readOsv,
  readPackage,
  satisfies,
  type VersionOrder,
  versionOrderOf,
} from "@watertight/core/images";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { expect, test } from "vitest";
import { detectionRecords } from "./detection-facts.ts";
import { needing } from "./needs.ts";
import { suite } from "./suites.ts";
import { VULNERABILITY_DIFFERENCES } from "./vulnerability-differences.ts";

const SUITE = suite("vulnerabilities");

function read<Case>(name: string, none: readonly Case[] = []): readonly Case[] {
  return SUITE.isHere ? (JSON.parse(readFileSync(join(SUITE.path, name), "utf8")) as Case[]) : none;
}

/** A question with what upstream answers and what we do. */
interface Compared {
  readonly name: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** That we differ in what the list has, in nothing else, and that the list has nothing in which we agree. */
function expectAgreement(kind: string, cases: readonly Compared[], wanted: number): void {
  const differing = cases.filter(({ theirs, ours }) => theirs !== ours);
  const known = [...VULNERABILITY_DIFFERENCES.keys()].filter((name) => name.startsWith(`${kind} `));
  console.log(`${kind}: ${cases.length - differing.length} of ${cases.length} agree`);
  expect(differing.map(({ name }) => `${kind} ${name}`).sort()).toStrictEqual(known.sort());
  expect(cases.length).toBe(wanted);
}

function orderOf(ecosystem: string): VersionOrder {
  const order = versionOrderOf(ecosystem);
  if (order === undefined) throw new Error(`No order is known for ${ecosystem}.`);
  return order;
}

test("versions are in upstream's order, both ways", needing(SUITE), () => {
  const folder = join(SUITE.path, "version-order");
  const cases = readdirSync(folder).flatMap((file) => {
    const order = orderOf(file.replace(/-.*$/, ""));
    return readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "" && !line.startsWith("//"))
      .flatMap((line) => {
        const [a = "", theirs = "", b = ""] = line.split(" ");
        const back = theirs === "<" ? ">" : theirs === ">" ? "<" : "=";
        return [
          { name: `${file} ${line}`, theirs, ours: signOf(order, a, b) },
          { name: `${file} ${line}, turned`, theirs: back, ours: signOf(order, b, a) },
        ];
      });
  });
  expectAgreement("order", cases, 9264);
});

function signOf(order: VersionOrder, a: string, b: string): string {
  const difference = compareVersions(order, a, b);
  if (difference === 0) return "=";
  return difference < 0 ? "<" : ">";
}

interface CompareCase {
  readonly ecosystem: string;
  readonly [key: string]: string | number | undefined;
}

const SIGNS = new Map<unknown, string>([
  [-1, "<"],
  [0, "="],
  [1, ">"],
  ["less", "<"],
  ["equal", "="],
  ["greater", ">"],
]);

test("two versions compare as grype compares them", needing(SUITE), () => {
  const cases = read<CompareCase>("compare-cases.json").flatMap((item) => {
    const a = String(item["v1"] ?? item["version1"] ?? item["a"]);
    const b = String(item["v2"] ?? item["version2"] ?? item["b"]);
    const keys = ["want", "expected", "ret", "result", "expect", "expectedResult"];
    const theirs = SIGNS.get(keys.map((key) => item[key]).find((value) => value !== undefined));
    const ours = signOf(orderOf(item.ecosystem), a, b);
    return theirs === undefined ? [] : [{ name: `${item.ecosystem} ${a} ${b}`, theirs, ours }];
  });
  expectAgreement("compare", cases, 83);
});

interface ConstraintCase {
  readonly ecosystem: string;
  readonly version: string;
  readonly constraint: string;
  readonly satisfied?: boolean;
}

test("versions are in grype's constraints", needing(SUITE), () => {
  const cases = read<ConstraintCase>("constraint-cases.json")
    .filter(({ satisfied }) => satisfied !== undefined)
    .map(({ ecosystem, version, constraint, satisfied }) => ({
      name: `${ecosystem} ${version} ${constraint.trim().replaceAll(/\s+/g, " ")}`,
      theirs: satisfied,
      ours: satisfies(orderOf(ecosystem), version, constraint),
    }));
  expectAgreement("constraint", cases, 240);
});

interface SystemCase {
  readonly test: string;
  readonly name: string;
  readonly version1?: string;
  readonly version2?: string;
  readonly constraints?: string;
  readonly version?: string;
  readonly want?: unknown;
}

test(
  "versions of operating systems are compared and constrained as trivy does",
  needing(SUITE),
  () => {
    const cases = read<SystemCase>("os-version-constraints.json").flatMap(
      (item): readonly Compared[] => {
        const order: VersionOrder = /APK|alpine/.test(item.test + item.name) ? "apk" : "dpkg";
        const name = `${item.test} ${item.name}`;
        if (item.version1 !== undefined && item.version2 !== undefined) {
          return [
            {
              name,
              theirs: item.want,
              ours: Math.sign(compareVersions(order, item.version1, item.version2)),
            },
          ];
        }
        if (item.version === undefined || item.constraints === undefined) return [];
        return [
          { name, theirs: item.want, ours: satisfies(order, item.version, item.constraints) },
        ];
      },
    );
    expectAgreement("operating system", cases, 18);
  },
);

interface LibraryCase {
  readonly file: string;
  readonly name: string;
  readonly want: boolean;
  readonly args: {
    readonly currentVersion?: string;
    readonly ver?: string;
    readonly advisory: {
      readonly VulnerableVersions?: readonly string[];
      readonly PatchedVersions?: readonly string[];
      readonly UnaffectedVersions?: readonly string[];
    };
  };
}

const ORDERS_OF_FILES: readonly (readonly [RegExp, VersionOrder])[] = [
  [/bitnami/, "bitnami"],
  [/maven/, "maven"],
  [/npm/, "semver"],
  [/pep440/, "pep440"],
  [/rubygems/, "rubygems"],
  [/compare_compare/, "generic"],
];

test("libraries are vulnerable as trivy has it", needing(SUITE), () => {
  const cases = read<LibraryCase>("library-is-vulnerable.json").map(
    ({ file, name, args, want }) => {
      const order = ORDERS_OF_FILES.find(([pattern]) => pattern.test(file))?.[1] ?? "generic";
      const version = args.currentVersion ?? args.ver ?? "";
      const { VulnerableVersions, PatchedVersions = [], UnaffectedVersions = [] } = args.advisory;
      const isIn = (constraint: string): boolean => satisfies(order, version, constraint) === true;
      const safe = [...PatchedVersions, ...UnaffectedVersions].filter(
        (constraint) => constraint !== "",
      );
      const ours = (VulnerableVersions?.some(isIn) ?? true) && !safe.some(isIn);
      return { name: `${file} ${name}`, theirs: want, ours };
    },
  );
  expectAgreement("library", cases, 21);
});

interface OsvCase {
  readonly test: string;
  readonly vuln: JsonValue;
  readonly affected: boolean;
  readonly package: {
    readonly ecosystem: string;
    readonly name: string;
    readonly version?: string;
  };
}

test("OSV records affect what they affect at osv-scalibr", needing(SUITE), () => {
  const cases = read<OsvCase>("osv-affected.json").map((item, index) => {
    const advisory = readOsv(item.vuln);
    const judged = advisory && judgeAdvisory(advisory, { version: "", ...item.package });
    return { name: `${index} ${item.test}`, theirs: item.affected, ours: judged?.affected };
  });
  expectAgreement("OSV", cases, 75);
});

interface DetectedPackage {
  readonly Name: string;
  readonly Version?: string;
  readonly Release?: string;
  readonly Epoch?: number;
  readonly Arch?: string;
  readonly SrcName?: string;
  readonly SrcVersion?: string;
  readonly SrcRelease?: string;
  readonly SrcEpoch?: number;
  readonly Modularitylabel?: string;
}

interface DetectCase {
  readonly file: string;
  readonly name: string;
  readonly baseOS?: { readonly $go?: string };
  readonly wantErr?: unknown;
  readonly args: { readonly osVer?: string; readonly pkgs: readonly DetectedPackage[] };
  readonly want?: readonly {
    readonly VulnerabilityID: string;
    readonly PkgName: string;
    readonly FixedVersion?: string;
  }[];
}

const TYPES = new Map([
  ["echo", "deb"],
  ["ubuntu", "deb"],
  ["debian", "deb"],
  ["alpine", "apk"],
]);

test("packages of operating systems have what trivy detects in them", needing(SUITE), () => {
  const source = advisoriesInMemory(
    detectionRecords().flatMap((record) => readOsv(record as JsonObject) ?? []),
  );
  const cases = read<DetectCase>("detect-cases.json")
    // A feed that trivy cannot read is a matter of its own store.
    .filter(({ wantErr }) => wantErr === undefined || wantErr === null)
    .map((item) => {
      const id = distributionOf(item);
      const packages = item.args.pkgs.flatMap(
        (one) => readPackage(questionOf(one, TYPES.get(id) ?? "rpm")) ?? [],
      );
      const distribution = { id, version: item.args.osVer ?? "", name: "", codename: "" };
      const { matches } = matchPackages(packages, distribution, source);
      const ours = matches.map(
        (match) => `${match.vulnerability} ${match.package.name} ${match.fixed ?? ""}`,
      );
      const theirs = (item.want ?? []).map(
        (want) =>
          `${want.VulnerabilityID} ${want.PkgName} ${(want.FixedVersion ?? "").split(", ")[0] ?? ""}`,
      );
      return { name: `${id} ${item.name}`, theirs: sortedText(theirs), ours: sortedText(ours) };
    });
  expectAgreement("detection", cases, 24);
});

/** Trivy leaves out an epoch of 0. */
function sortedText(lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(/ 0:/, " "))
    .sort()
    .join("\n");
}

function distributionOf({ file, name }: DetectCase): string {
  const id = /ospkg_([a-z]+)_/.exec(file)?.[1] ?? "";
  return id === "rootio" ? (name.split(" ")[0] ?? "").toLowerCase() : id;
}

function questionOf(item: DetectedPackage, type: string): JsonObject {
  const module = item.Modularitylabel?.split(":").slice(0, 2).join(":");
  return {
    type,
    name: item.Name,
    ...partsOf({
      version: item.Version,
      release: item.Release,
      epoch: item.Epoch,
      arch: item.Arch,
      module,
    }),
    source: partsOf({
      name: item.SrcName,
      version: item.SrcVersion,
      release: item.SrcRelease,
      epoch: item.SrcEpoch,
    }),
  };
}

function partsOf(parts: Readonly<Record<string, string | number | undefined>>): JsonObject {
  const given = Object.entries(parts).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return Object.fromEntries(given);
}
