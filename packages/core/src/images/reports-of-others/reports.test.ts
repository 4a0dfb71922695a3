import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { joinReports } from "./join-reports.ts";
import type { ForeignReport } from "./model.ts";
import { readForeignReport } from "./read-report.ts";

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

const TRIVY: JsonObject = {
  SchemaVersion: 2,
  ArtifactName: "shop/web:1",
  Metadata: {
    OS: { Family: "debian", Name: "12.5" },
    RepoDigests: [`shop/web@${DIGEST}`],
    ImageID: "sha256:x",
  },
  Results: [
    {
      Target: "shop/web:1 (debian 12.5)",
      Class: "os-pkgs",
      Type: "debian",
      Packages: [
        {
          Name: "libssl3",
          Version: "3.0.13",
          Release: "1",
          SrcName: "openssl",
          SrcVersion: "3.0.13",
          SrcRelease: "1",
          Arch: "amd64",
        },
      ],
    },
    {
      Target: "app/package-lock.json",
      Class: "lang-pkgs",
      Type: "npm",
      Vulnerabilities: [
        {
          VulnerabilityID: "CVE-2021-23337",
          VendorIDs: ["GHSA-35jh-r3h4-6jhm"],
          PkgName: "lodash",
          InstalledVersion: "4.17.20",
          FixedVersion: "4.17.21",
          Severity: "HIGH",
          Status: "fixed",
          SeveritySource: "ghsa",
          CVSS: { ghsa: { V3Score: 7.2 }, nvd: { V3Score: 9 } },
        },
      ],
    },
  ],
};
const GRYPE: JsonObject = {
  descriptor: { name: "grype", version: "0.80.0" },
  source: { type: "image", target: { userInput: "shop/web:1", manifestDigest: DIGEST } },
  distro: { name: "debian", version: "12" },
  matches: [
    {
      vulnerability: {
        id: "GHSA-35jh-r3h4-6jhm",
        namespace: "github:language:javascript",
        severity: "Medium",
        fix: { versions: ["4.17.21"], state: "fixed" },
        cvss: [{ metrics: { baseScore: 7.2 } }],
      },
      relatedVulnerabilities: [{ id: "CVE-2021-23337" }],
      artifact: { name: "lodash", version: "4.17.20", type: "npm", purl: "pkg:npm/lodash@4.17.20" },
    },
  ],
  ignoredMatches: [
    {
      vulnerability: {
        id: "CVE-2020-1",
        severity: "Low",
        fix: { versions: [], state: "wont-fix" },
      },
      artifact: { name: "bash", version: "5.2", type: "deb" },
    },
  ],
};

test("Trivy's report: packages with sources, findings with aliases and the score of whom the severity is of", () => {
  const report = read(TRIVY);
  expect(told(report)).toStrictEqual([
    "CVE-2021-23337 GHSA-35jh-r3h4-6jhm | pkg:npm/lodash@4.17.20 | 4.17.21 | high | ",
  ]);
  expect([report.digest, report.distribution?.version, report.findings[0]?.score]).toStrictEqual([
    DIGEST,
    "12.5",
    7.2,
  ]);
  expect(
    report.packages.map(({ type, name, release, source }) => ({ type, name, release, source })),
  ).toStrictEqual([
    {
      type: "deb",
      name: "libssl3",
      release: "1",
      source: { name: "openssl", version: "3.0.13-1" },
    },
  ]);
});

test("Grype's report: what it ignored is told as that", () => {
  expect(told(read(GRYPE))).toStrictEqual([
    "GHSA-35jh-r3h4-6jhm CVE-2021-23337 | pkg:npm/lodash@4.17.20 | 4.17.21 | medium | ",
    "CVE-2020-1 | pkg:deb/bash@5.2 | none | low | ignored by its configuration!",
  ]);
});

test("two scanners on one image are joined by digest, package and alias, with what they differ in", () => {
  const joined = joinReports([read(TRIVY), read(GRYPE)]);
  expect(joined.map(({ digest, scanners }) => ({ digest, scanners }))).toStrictEqual([
    { digest: DIGEST, scanners: ["Trivy", "Grype"] },
  ]);
  expect(
    joined[0]?.findings.map(({ vulnerability, says, silent, differences }) => ({
      vulnerability,
      says: says.map(({ scanner }) => scanner),
      silent,
      differences,
    })),
  ).toStrictEqual([
    {
      vulnerability: "CVE-2021-23337",
      says: ["Trivy", "Grype"],
      silent: [],
      differences: ["severity: Trivy high, Grype medium"],
    },
    {
      vulnerability: "CVE-2020-1",
      says: ["Grype"],
      silent: [{ scanner: "Trivy", reason: "it did not find the package" }],
      differences: [],
    },
  ]);
});

const CLAIR: JsonObject = {
  manifest_hash: DIGEST,
  packages: {
    "1": {
      id: "1",
      name: "libc6",
      version: "2.36-9",
      kind: "binary",
      arch: "amd64",
      source: { name: "glibc", version: "2.36-9" },
    },
    "2": { id: "2", name: "requests", version: "2.25.0", kind: "binary", source: { name: "" } },
    "3": { id: "3", name: "glibc", version: "2.36-9", kind: "source" },
  },
  distributions: { "2": { did: "debian", version_id: "12", pretty_name: "Debian GNU/Linux 12" } },
  repository: { "1": { name: "pypi" } },
  environments: {
    "1": [{ package_db: "var/lib/dpkg/status", distribution_id: "2", repository_ids: null }],
    "2": [{ package_db: "python:usr/lib/python3", repository_ids: ["1"] }],
  },
  vulnerabilities: {
    "8": {
      id: "8",
      updater: "debian/updater",
      name: "CVE-2024-1",
      links: "",
      severity: "high",
      normalized_severity: "Critical",
      fixed_in_version: "2.36-10",
      issued: "0001-01-01T00:00:00Z",
      distribution: { did: "debian" },
      Self: { Space: "CVE", Name: "2024-1" },
      Aliases: null,
    },
    "9": {
      id: "9",
      updater: "osv/pypi",
      name: "PYSEC-2023-74",
      links: "https://osv.example/CVE-2023-32681 https://a.example/GHSA-j8r2-6x86-q33q",
      severity: "",
      normalized_severity: "Unknown",
      fixed_in_version: "fixed=2.31.0&introduced=2.3.0",
    },
    "10": {
      id: "10",
      updater: "osv/pypi",
      name: "GHSA-aaaa-bbbb-cccc",
      Aliases: [{ Space: "CVE", Name: "2024-22222" }],
      normalized_severity: "Low",
      fixed_in_version: "introduced=1",
    },
  },
  package_vulnerabilities: { "1": ["8"], "2": ["9", "10", "404"], "77": ["9"] },
};

test("Clair's report: its words for severities, query strings of fixes, aliases in links, and sources as what they are", () => {
  const report = read(CLAIR);
  expect(told(report)).toStrictEqual([
    "CVE-2024-1 | pkg:deb/libc6@2.36-9 | 2.36-10 | high | ",
    "PYSEC-2023-74 CVE-2023-32681 GHSA-j8r2-6x86-q33q | pkg:pypi/requests@2.25.0 | 2.31.0 | unknown | ",
    "GHSA-aaaa-bbbb-cccc CVE-2024-22222 | pkg:pypi/requests@2.25.0 | none | low | ",
  ]);
  expect(report.packages.map(({ name, source }) => [name, source?.name])).toStrictEqual([
    ["libc6", "glibc"],
    ["requests", undefined],
  ]);
  const { vulnerabilities: _one, package_vulnerabilities: _other, ...index } = CLAIR;
  expect(read(index)).toMatchObject({ format: "Clair index report", findings: [] });
});

test("Sysdig's two forms say the same", () => {
  const metadata = { pullString: "shop/web:1", digest: DIGEST, baseOs: "alpine 3.18.0" };
  const vulnerability = {
    name: "CVE-2024-8096",
    severity: { value: "Low" },
    cvssScore: { value: { score: 3.7 } },
    fixedInVersion: "8.10.0-r0",
    acceptedRisks: [],
  };
  const old = read({
    result: {
      metadata,
      packages: [
        {
          type: "os",
          name: "curl",
          version: "8.1.0-r0",
          path: "/lib/apk/db/installed",
          vulns: [vulnerability],
        },
      ],
    },
  });
  const current = read({
    result: {
      assetType: "containerImage",
      metadata,
      packages: {
        p: { type: "os", name: "curl", version: "8.1.0-r0", vulnerabilitiesRefs: ["v"] },
      },
      vulnerabilities: {
        v: {
          name: "CVE-2024-8096",
          severity: "low",
          cvssScore: { score: 3.7 },
          fixVersion: "8.10.0-r0",
        },
      },
    },
  });
  expect([old.format, current.format]).toStrictEqual(["Sysdig JSON", "Sysdig JSON v1"]);
  expect([told(old), told(current)]).toStrictEqual(
    Array.from({ length: 2 }, () => ["CVE-2024-8096 | pkg:apk/curl@8.1.0-r0 | 8.10.0-r0 | low | "]),
  );
});
