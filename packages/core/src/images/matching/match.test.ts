import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import type { Distribution, Package } from "../model.ts";
import { packageOfPurl, readPackage } from "../read-package.ts";
import { judgeAdvisory } from "./affected.ts";
import { cvss2Score, cvss3Score } from "./cvss.ts";
import { describeMatch } from "./join.ts";
import { matchPackages } from "./match.ts";
import { advisoriesInMemory } from "./memory.ts";
import { readOsv } from "./osv.ts";
import { ratingOfScore, ratingOfWord } from "./severity.ts";
import type { AdvisorySource } from "./source.ts";

function sourceOf(...records: readonly JsonObject[]): AdvisorySource {
  return advisoriesInMemory(records.flatMap((record) => readOsv(record) ?? []));
}

function affecting(ecosystem: string, name: string, ...events: readonly JsonObject[]): JsonObject {
  return {
    package: { ecosystem, name },
    ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, ...events] }],
  };
}

function given(json: JsonObject | string): Package {
  const found = typeof json === "string" ? packageOfPurl(json) : readPackage(json);
  if (found === undefined) throw new Error(`${JSON.stringify(json)} is no package.`);
  return found;
}

const DEBIAN: Distribution = { id: "debian", version: "12", name: "", codename: "bookworm" };

/** `ID and aliases | fix | severity` of each match. */
function told(
  item: JsonObject | string,
  distribution: Distribution | undefined,
  source: AdvisorySource,
): readonly string[] {
  return matchPackages([given(item)], distribution, source).matches.map(
    ({ vulnerability, aliases, fixed, severity }) =>
      `${[vulnerability, ...aliases].join(" ")} | ${fixed ?? "none"} | ${severity}`,
  );
}

test("packages of Debian are judged by their source and its version", () => {
  const source = sourceOf(
    {
      id: "DEBIAN-CVE-2024-1",
      upstream: ["CVE-2024-1"],
      affected: [
        {
          ...affecting("Debian:12", "openssl", { fixed: "3.0.14-1~deb12u1" }),
          ecosystem_specific: { urgency: "unimportant" },
        },
      ],
    },
    { id: "DEBIAN-CVE-2024-2", affected: [affecting("Debian:11", "openssl")] },
  );
  const libssl = {
    type: "deb",
    name: "libssl3",
    version: "3.0.14-1~deb12u1+b1",
    source: { name: "openssl", version: "3.0.13-1" },
  };
  expect(told(libssl, DEBIAN, source)).toStrictEqual([
    "CVE-2024-1 DEBIAN-CVE-2024-1 | 3.0.14-1~deb12u1 | negligible",
  ]);
  expect(
    told({ ...libssl, source: { name: "openssl", version: "3.0.14-1~deb12u1" } }, DEBIAN, source),
  ).toStrictEqual([]);
});

test("an epoch of RPM counts whether it is given apart or within the version", () => {
  const source = sourceOf({
    id: "ALSA-2024:1",
    upstream: ["CVE-2024-1", "CVE-2024-2"],
    summary: "Important: bind security update",
    affected: [affecting("AlmaLinux:9", "bind", { fixed: "32:9.16.23-14.el9" })],
  });
  const alma = { id: "almalinux", version: "9.3", name: "", codename: "" };
  const bind = { type: "rpm", name: "bind", version: "9.16.23", release: "1.el9" };
  expect(told({ ...bind, epoch: 32 }, alma, source)).toStrictEqual([
    "CVE-2024-1 ALSA-2024:1 | 32:9.16.23-14.el9 | high",
    "CVE-2024-2 ALSA-2024:1 | 32:9.16.23-14.el9 | high",
  ]);
  expect(told({ ...bind, epoch: 33 }, alma, source)).toStrictEqual([]);
  expect(told("pkg:rpm/almalinux/bind@9.16.23-1.el9?epoch=32", alma, source)).toHaveLength(2);
});

test("what databases call by several names is one vulnerability, with the fix that satisfies all", () => {
  const source = sourceOf(
    {
      id: "GHSA-aaaa-bbbb-cccc",
      aliases: ["CVE-2024-1"],
      database_specific: { severity: "MODERATE" },
      summary: "From GitHub",
      references: [{ url: "https://a.example" }],
      affected: [affecting("PyPI", "Flask_App", { fixed: "2.0" })],
    },
    {
      id: "PYSEC-2024-1",
      aliases: ["CVE-2024-1", "GHSA-aaaa-bbbb-cccc"],
      affected: [affecting("PyPI", "flask-app", { fixed: "2.1" })],
    },
    {
      id: "PYSEC-2024-2",
      withdrawn: "2024-02-01T00:00:00Z",
      affected: [affecting("PyPI", "flask-app")],
    },
  );
  expect(told("pkg:pypi/flask.app@1.0", undefined, source)).toStrictEqual(
    ["CVE-2024-1 PYSEC-2024-1 GHSA-aaaa-bbbb-cccc | 2.1 | medium"].map((line) =>
      line.replace("PYSEC-2024-1 GHSA-aaaa-bbbb-cccc", "GHSA-aaaa-bbbb-cccc PYSEC-2024-1"),
    ),
  );
  const [match] = matchPackages([given("pkg:pypi/flask.app@1.0")], undefined, source).matches;
  expect(match && describeMatch(match, source)).toStrictEqual({
    summary: "From GitHub",
    references: ["https://a.example"],
    published: "",
    cwes: [],
  });
});

test("a distribution's open record is answered by its announcement of the fix", () => {
  const rhel = { id: "rhel", version: "8.10", name: "", codename: "" };
  const source = sourceOf(
    { id: "CVE-2024-3", affected: [affecting("Red Hat:enterprise_linux:8::baseos", "expat")] },
    {
      id: "RHSA-2024:3",
      upstream: ["CVE-2024-3"],
      affected: [
        affecting("Red Hat:enterprise_linux:8::baseos", "expat", { fixed: "0:2.2.5-15.el8_10" }),
      ],
    },
  );
  expect(
    told({ type: "rpm", name: "expat", version: "2.2.5-16.el8_10" }, rhel, source),
  ).toStrictEqual([]);
  expect(told({ type: "rpm", name: "expat", version: "2.2.5-1.el8" }, rhel, source)).toStrictEqual([
    "CVE-2024-3 RHSA-2024:3 | 0:2.2.5-15.el8_10 | unknown",
  ]);
});

test("packages of a module's stream are compared with those of streams alone", () => {
  const rocky = { id: "rocky", version: "8.5", name: "", codename: "" };
  const source = sourceOf({
    id: "RLSA-2024:1",
    affected: [affecting("Rocky Linux:8", "nginx", { fixed: "1:1.20.1-2.module+el8.5.0+1" })],
  });
  expect(
    told({ type: "rpm", name: "nginx", version: "1.14.1-9.el8", epoch: 1 }, rocky, source),
  ).toStrictEqual([]);
  expect(
    told(
      { type: "rpm", name: "nginx", version: "1.14.1-9.module_el8.0.0", epoch: 1 },
      rocky,
      source,
    ),
  ).toHaveLength(1);
});

test("Kubernetes' staging modules are compared as v0 where an advisory wrote v1", () => {
  const source = sourceOf({
    id: "GHSA-0000-0000-0001",
    affected: [affecting("Go", "k8s.io/apiserver", { fixed: "1.18.3" })],
  });
  expect(told("pkg:golang/k8s.io/apiserver@v0.18.2", undefined, source)).toStrictEqual([
    "GHSA-0000-0000-0001 | 0.18.3 | unknown",
  ]);
  expect(told("pkg:golang/k8s.io/apiserver@v0.30.0", undefined, source)).toStrictEqual([]);
});

test.each<[string, JsonObject | string, Distribution | undefined, string]>([
  [
    "no distribution",
    { type: "deb", name: "bash", version: "5" },
    undefined,
    "the distribution is not known",
  ],
  [
    "an unknown one",
    { type: "rpm", name: "bash", version: "5" },
    { ...DEBIAN, id: "narnia" },
    "no advisories are known for narnia",
  ],
  [
    "a type without advisories",
    "pkg:generic/curl@8",
    undefined,
    "no advisories are known for packages of type generic",
  ],
  [
    "a development version",
    "pkg:golang/example.com/a@(devel)",
    undefined,
    "its version is not known",
  ],
  [
    "a release that the advisories lack",
    { type: "deb", name: "bash", version: "5" },
    { ...DEBIAN, version: "7" },
    "the advisories have none of debian:7",
  ],
])("with %s a package is not judged, and that is said", (_title, item, distribution, reason) => {
  const source = sourceOf({
    id: "A",
    affected: [affecting("Debian:12", "bash"), affecting("Go", "a")],
  });
  const { matches, notJudged } = matchPackages([given(item)], distribution, source);
  expect({ matches: matches.length, reasons: notJudged.map((one) => one.reason) }).toStrictEqual({
    matches: 0,
    reasons: [reason],
  });
});

test.each<[string, readonly JsonValue[], string, boolean, string]>([
  ["before the fix", [{ introduced: "0" }, { fixed: "2" }], "1.9", true, "fixed in 2"],
  ["at the fix", [{ introduced: "0" }, { fixed: "2" }], "2.0.0", false, "fixed in 2"],
  ["before it came in", [{ introduced: "1" }], "0.9", false, "0.9 is before 1"],
  [
    "in the second range, unsorted",
    [{ fixed: "4" }, { introduced: "3" }, { introduced: "1" }, { fixed: "2" }],
    "3.1",
    true,
    "since 3, fixed in 4",
  ],
  [
    "at the last affected",
    [{ introduced: "1" }, { last_affected: "2" }],
    "2",
    true,
    "since 1, affected until 2",
  ],
  ["after it", [{ introduced: "1" }, { last_affected: "2" }], "2.0.1", false, "affected last in 2"],
  [
    "beyond a limit",
    [{ introduced: "1" }, { limit: "2" }],
    "3",
    false,
    "beyond the limit of the range",
  ],
  ["with no fix", [{ introduced: "0" }], "3", true, "no fix is known"],
  [
    "with no version",
    [{ introduced: "0" }],
    "",
    true,
    "the version is not known, so that it may be an affected one",
  ],
])("a version %s", (...[, events, version, affected, reason]) => {
  const advisory = readOsv({
    id: "X",
    affected: [{ package: { ecosystem: "npm", name: "a" }, ranges: [{ type: "SEMVER", events }] }],
  });
  const { fixed: _fixed, ...judged } = judgeAdvisory(advisory ?? expect.fail(), {
    ecosystem: "npm",
    name: "a",
    version,
  });
  expect(judged).toStrictEqual({ affected, reason });
});

test("a list of versions counts beside ranges, in every spelling of its ecosystem", () => {
  const record = {
    id: "X",
    affected: [
      {
        package: { ecosystem: "PyPI", name: "a" },
        versions: ["1.0"],
        ranges: [{ type: "GIT", events: [{ introduced: "abc" }] }],
      },
    ],
  };
  const advisory = readOsv(record) ?? expect.fail();
  const of = (version: string): string =>
    judgeAdvisory(advisory, { ecosystem: "PyPI", name: "A", version }).reason;
  expect([of("1.0.0"), of("1.1")]).toStrictEqual([
    "1.0.0 is in the list of affected versions",
    "its ranges speak of commits only",
  ]);
});

test("vectors of CVSS give the scores that their specifications do", () => {
  expect(
    [
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N",
      "CVSS:3.0/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:N/A:N",
      "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H",
      "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N",
      "CVSS:3.1/AV:X",
    ].map(cvss3Score),
  ).toStrictEqual([9.8, 6.1, 4.7, 9.9, 0, undefined]);
  expect([
    cvss2Score("AV:N/AC:L/Au:N/C:C/I:C/A:C"),
    cvss2Score("AV:N/AC:L/Au:N/C:N/I:N/A:C"),
    cvss2Score("(AV:L/AC:H/Au:N/C:C/I:C/A:C)"),
    cvss2Score("x"),
  ]).toStrictEqual([10, 7.8, 6.2, undefined]);
  expect([9, 8.9, 4, 0.1, 0].map(ratingOfScore)).toStrictEqual([
    "critical",
    "high",
    "medium",
    "low",
    "negligible",
  ]);
  expect(["IMPORTANT", "moderate", "high**", "unimportant", "foo"].map(ratingOfWord)).toStrictEqual(
    ["high", "medium", "high", "negligible", "unknown"],
  );
});
