import { expect, test } from "vitest";
import type { JsonValue } from "../../kubernetes/json.ts";
import type { ForeignReport } from "./model.ts";
import { readForeignReport } from "./read-report.ts";
import { isSpdxTagValue, readSpdxTagValue } from "./spdx.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

function read(document: JsonValue): ForeignReport {
  return readForeignReport(document) ?? expect.fail();
}

/** `ID aliases | purl | fix | severity | status`, with `!` where somebody has accepted it. */
function told({ findings }: ForeignReport): readonly string[] {
  return findings.map(
    ({ vulnerability, aliases, package: item, fixed, severity, status, suppressed }) =>
      `${[vulnerability, ...aliases].join(" ")} | ${item.purl} | ${fixed || "none"} | ${severity} | ${status}${suppressed ? "!" : ""}`,
  );
}

test("CycloneDX: components within components, sources in properties, VEX in analyses", () => {
  const report = read({
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    metadata: {
      component: { name: "shop/web", purl: `pkg:oci/web@${DIGEST.replace(":", "%3A")}` },
      tools: { components: [{ name: "syft", version: "1" }] },
    },
    components: [
      { type: "operating-system", name: "debian", version: "12" },
      {
        "bom-ref": "a",
        purl: "pkg:deb/debian/libssl3@3.0.13-1?arch=amd64",
        properties: [
          { name: "aquasecurity:trivy:SrcName", value: "openssl" },
          { name: "aquasecurity:trivy:SrcVersion", value: "3.0.13" },
          { name: "aquasecurity:trivy:SrcRelease", value: "1" },
        ],
        components: [
          { "bom-ref": "b", purl: "pkg:npm/a@1", licenses: [{ license: { id: "MIT" } }] },
        ],
      },
    ],
    vulnerabilities: [
      {
        id: "CVE-1",
        ratings: [{ severity: "low" }, { severity: "critical", score: 9.8 }],
        recommendation: "Upgrade a to version 1.1",
        analysis: { state: "false_positive", detail: "no" },
        affects: [{ ref: "b" }],
      },
    ],
  });
  expect([
    report.scanner,
    report.digest,
    report.distribution?.id,
    report.packages[0]?.source,
    report.packages[1]?.licences,
  ]).toStrictEqual(["syft", DIGEST, "debian", { name: "openssl", version: "3.0.13-1" }, ["MIT"]]);
  expect(told(report)).toStrictEqual([
    "CVE-1 | pkg:npm/a@1 | 1.1 | critical | false positive: no!",
  ]);
});

test("SPDX in its three forms gives packages, and the distribution that their package URLs name", () => {
  const purl = "pkg:apk/alpine/curl@8.1.0-r0?distro=alpine-3.18.4";
  const json = read({
    spdxVersion: "SPDX-2.3",
    name: "shop",
    creationInfo: { creators: ["Tool: syft-1"] },
    packages: [
      {
        name: "curl",
        externalRefs: [{ referenceType: "purl", referenceLocator: purl }],
        licenseConcluded: "curl",
      },
      {
        name: "image",
        externalRefs: [{ referenceType: "purl", referenceLocator: "pkg:oci/shop@1" }],
      },
    ],
  });
  const graph = read({
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [{ type: "software_Package", software_packageUrl: purl }],
  });
  const text = `# a comment\nSPDXVersion: SPDX-2.3\nDocumentName: shop\nPackageName: curl\nPackageVersion: 8.1.0-r0\nExternalRef: PACKAGE-MANAGER purl ${purl}\n`;
  expect(isSpdxTagValue(text)).toBe(true);
  const forms = [json, graph, readSpdxTagValue(text)];
  expect(
    forms.map(({ packages, distribution }) => [
      packages.map((item) => item.purl),
      distribution?.id,
      distribution?.version,
    ]),
  ).toStrictEqual(Array.from({ length: 3 }, () => [[purl], "alpine", "3.18.4"]));
});

test("SARIF: packages are in messages or properties, suppressions are kept", () => {
  const rule = {
    id: "CVE-2024-10001",
    properties: { "security-severity": "9.1", tags: ["vulnerability", "CRITICAL"] },
  };
  const text =
    "Package: openssl\nInstalled Version: 3.0.1\nVulnerability CVE-2024-10001\nSeverity: CRITICAL\nFixed Version: 3.0.2\nLink: x";
  const report = read({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Trivy", rules: [rule] } },
        results: [
          { ruleId: "CVE-2024-10001", ruleIndex: 0, message: { text } },
          {
            ruleId: "CVE-2024-10001",
            message: { text: "x" },
            properties: { purl: "pkg:npm/a@1" },
            suppressions: [{ kind: "external" }],
          },
          { ruleId: "no-vulnerability", message: { text: "x" } },
        ],
      },
    ],
  });
  expect(told(report)).toStrictEqual([
    "CVE-2024-10001 | pkg:generic/openssl@3.0.1 | 3.0.2 | critical | ",
    "CVE-2024-10001 | pkg:npm/a@1 | none | critical | !",
  ]);
});

test("OSV-Scanner: one finding a group", () => {
  const record = {
    id: "GHSA-35jh-r3h4-6jhm",
    aliases: ["CVE-2021-23337"],
    database_specific: { severity: "HIGH" },
    affected: [
      {
        package: { ecosystem: "npm", name: "lodash" },
        ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "4.17.21" }] }],
      },
    ],
  };
  const report = read({
    results: [
      {
        source: { path: "/src/package-lock.json", type: "lockfile" },
        packages: [
          {
            package: { name: "lodash", version: "4.17.20", ecosystem: "npm" },
            vulnerabilities: [record],
            groups: [
              {
                ids: ["GHSA-35jh-r3h4-6jhm"],
                aliases: ["CVE-2021-23337", "GHSA-35jh-r3h4-6jhm"],
                max_severity: "7.2",
              },
            ],
          },
        ],
      },
    ],
  });
  expect(told(report)).toStrictEqual([
    "CVE-2021-23337 GHSA-35jh-r3h4-6jhm | pkg:npm/lodash@4.17.20 | 4.17.21 | high | ",
  ]);
});

test.each<[JsonValue]>([[null], [[]], [{}], [{ runs: 1 }], [{ bomFormat: "x" }]])(
  "%j is no report",
  (value) => {
    expect(readForeignReport(value)).toBeUndefined();
  },
);

test("packages that no package URL tells apart are named, and what is no package is not", () => {
  const cyclonedx = read({
    bomFormat: "CycloneDX",
    components: [
      { type: "operating-system", name: "debian" },
      { type: "application", name: "package-lock.json" },
      { type: "library", name: "left" },
      { type: "file", name: "odd", purl: "pkg:%%%" },
    ],
  });
  const unread = [
    { path: "left", reason: "it has no package URL" },
    { path: "odd", reason: "its package URL pkg:%%% cannot be read" },
  ];
  expect(cyclonedx.notRead).toEqual(unread);
  const purl = { referenceType: "purl", referenceLocator: "pkg:%%%" };
  const spdx = read({
    spdxVersion: "SPDX-2.3",
    packages: [
      { name: "image", primaryPackagePurpose: "CONTAINER" },
      { name: "left", primaryPackagePurpose: "LIBRARY" },
      { name: "odd", externalRefs: [purl] },
    ],
  });
  expect(spdx.notRead).toEqual(unread);
  const tags =
    "SPDXVersion: SPDX-2.3\nPackageName: odd\nExternalRef: PACKAGE-MANAGER purl pkg:%%%\n";
  expect(readSpdxTagValue(tags).notRead).toEqual(unread.slice(1));
});
