import { expect, test } from "vitest";
import { watertight } from "../../../testing/watertight.ts";

const RECORD = JSON.stringify({
  id: "GHSA-35jh-r3h4-6jhm",
  aliases: ["CVE-2021-23337"],
  summary: "Command injection in \u001b[31mlodash",
  database_specific: { severity: "HIGH" },
  affected: [
    {
      package: { ecosystem: "npm", name: "lodash" },
      ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "4.17.21" }] }],
    },
  ],
});
const BOM = JSON.stringify({
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  metadata: { component: { name: "shop/web" } },
  components: [
    { "bom-ref": "a", purl: "pkg:npm/lodash@4.17.20" },
    { purl: "pkg:npm/left-pad@1.0.0" },
  ],
});
const FILES = {
  "osv/a.json": RECORD,
  "bom.json": BOM,
  "cyc.yaml": "bomFormat: CycloneDX\nspecVersion: '1.5'\n",
  "bad.xml": '<bom xmlns="http://cyclonedx.org/schema/bom/1.5">',
};

/** The lines of a batch, one question each, and what is answered. */
async function answersTo(
  verb: string,
  questions: readonly unknown[],
  options: readonly string[] = [],
): Promise<readonly unknown[]> {
  const text = questions.map((question) => JSON.stringify(question)).join("\n");
  const { stdout, status } = await watertight(
    ["images", verb, "--batch", "-", ...options],
    FILES,
    text,
  );
  return [
    status,
    ...stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
  ];
}

test("compare, satisfies and affected answer in bulk, each question for itself", async () => {
  expect(
    await answersTo("compare", [
      { id: 1, ecosystem: "Debian:12", a: "1.0~rc1", b: "1.0" },
      { id: 2, ecosystem: "Debain", a: "1", b: "1" },
      { id: 3, ecosystem: "npm", a: 1, b: "1" },
    ]),
  ).toStrictEqual([
    3,
    { id: 1, order: "<" },
    {
      id: 2,
      error: 'The order of versions of the ecosystem "Debain" is not known; did you mean "Debian"?',
    },
    { id: 3, error: "The member a must be a string." },
  ]);
  expect(
    await answersTo("satisfies", [
      { id: 1, ecosystem: "npm", version: "1.2.3", constraint: ">= 1, < 2" },
      { ecosystem: "npm", version: "1", constraint: ">=" },
    ]),
  ).toStrictEqual([
    3,
    { id: 1, satisfied: true },
    { error: 'The constraint ">=" cannot be read.' },
  ]);
  const vulnerability: unknown = JSON.parse(RECORD);
  expect(
    await answersTo("affected", [
      { id: 1, vulnerability, package: { ecosystem: "npm", name: "lodash", version: "4.17.20" } },
      { id: 2, vulnerability, package: { ecosystem: "npm", name: "lodash", version: "4.17.21" } },
      { id: 3, vulnerability: {}, package: {} },
    ]),
  ).toStrictEqual([
    3,
    { id: 1, affected: true, reason: "fixed in 4.17.21" },
    { id: 2, affected: false, reason: "fixed in 4.17.21" },
    { id: 3, error: "The member vulnerability must be an OSV record, with an id." },
  ]);
});

test("match answers with vulnerabilities, and says of what it could not judge", async () => {
  const packages = [
    { purl: "pkg:npm/lodash@4.17.20" },
    { type: "deb", name: "bash", version: "5" },
  ];
  expect(
    await answersTo(
      "match",
      [
        { id: 1, packages },
        { id: 2, packages: [{}] },
      ],
      ["--vulnerabilities", "osv"],
    ),
  ).toStrictEqual([
    3,
    {
      id: 1,
      matches: [
        {
          vulnerability: "CVE-2021-23337",
          aliases: ["GHSA-35jh-r3h4-6jhm"],
          package: "pkg:npm/lodash@4.17.20",
          installed: "4.17.20",
          fixed: "4.17.21",
          severity: "high",
          source: "GHSA",
          reason: "fixed in 4.17.21",
        },
      ],
      notJudged: [{ package: "pkg:deb/bash@5", reason: "the distribution is not known" }],
    },
    { id: 2, error: "packages[0] must have a purl, or type, name and version." },
  ]);
});

test("people ask the same questions one at a time", async () => {
  const asked = [
    ["compare", "npm", "1.0.0-rc.1", "1.0.0"],
    ["satisfies", "npm", "2.0.0", "<2"],
    ["affected", "osv/a.json", "npm", "lodash", "4.17.20"],
    ["match", "--vulnerabilities", "osv", "pkg:npm/lodash@4.17.20"],
    ["match", "--vulnerabilities", "osv", "pkg:npm/lodash@4.17.21"],
  ];
  const told: unknown[] = [];
  for (const argv of asked) {
    const { status, stdout } = await watertight(["images", ...argv], FILES);
    told.push([status, stdout]);
  }
  expect(told).toStrictEqual([
    [0, "<\n"],
    [1, "no\n"],
    [1, "lodash 4.17.20 is affected: fixed in 4.17.21\n"],
    [1, "high  CVE-2021-23337 (GHSA-35jh-r3h4-6jhm)  pkg:npm/lodash@4.17.20  fixed in 4.17.21\n"],
    [0, ""],
  ]);
});

test.each<[readonly string[], string]>([
  [["scan", "--vulnerabilities", "osv", "osv/a.json"], "osv/a.json is of no form that is known"],
  [["scan", "--vulnerabilities", "osv", "cyc.yaml"], "cyc.yaml is of no form that is known"],
  [
    ["scan", "--vulnerabilities", "osv", "bad.xml"],
    "bad.xml is no CycloneDX in XML: the element bom has no end.",
  ],
  [["scan", "--vulnerabilities", "nowhere", "bom.json"], "The advisories cannot be read"],
  [
    ["scan", "--vulnerabilities", "osv", "clair:sha256:1"],
    "Say with --clair URL which service clair:sha256:1 is of.",
  ],
  [
    ["match", "--vulnerabilities", "osv", "lodash"],
    "lodash is no package URL, such as pkg:npm/lodash@4.17.20.",
  ],
  [["compare", "npm", "1"], "Give an ecosystem and two versions"],
])("%j is refused with a sentence", async (argv, sentence) => {
  await expect(watertight(["images", ...argv], FILES)).rejects.toThrow(sentence);
});
