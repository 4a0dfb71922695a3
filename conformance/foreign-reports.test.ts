import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  advisoriesInMemory,
  type ForeignReport,
  joinReports,
  matchPackages,
  readForeignReport,
  readOsv,
} from "@watertight/core/images";
import type { JsonValue } from "@watertight/core/kubernetes";
import { createClair, SERVICE_NETWORK } from "@watertight/images/scanners";
import { startClairStandIn } from "@watertight/images/testing";
import { expect, test } from "vitest";
import { needing } from "./needs.ts";
import { CASES } from "./suites.ts";

function textOf(name: string): string {
  return readFileSync(join(CASES.path, name), "utf8");
}

function read(name: string): ForeignReport {
  const report = readForeignReport(JSON.parse(textOf(name)) as JsonValue);
  if (report === undefined) throw new Error(`${name} is read as nothing.`);
  return report;
}

test("recorded reports are read whole", needing(CASES), () => {
  const names = [
    "clair/index-report.json",
    "clair/vuln-report.json",
    "scanners/sysdig-results.json",
    "scanners/sysdig-results-v1.json",
    "scanners/trivy-alpine-310.json",
    "scanners/trivy-debian-stretch.json",
    "scanners/trivy-npm.json",
    "scanners/trivy-ubi-7.json",
  ];
  const counts = names.map((name) => {
    const { format, packages, findings } = read(name);
    return [name, format, packages.length, findings.length];
  });
  expect(counts).toStrictEqual([
    ["clair/index-report.json", "Clair index report", 89, 0],
    ["clair/vuln-report.json", "Clair vulnerability report", 89, 1],
    ["scanners/sysdig-results.json", "Sysdig JSON", 238, 190],
    ["scanners/sysdig-results-v1.json", "Sysdig JSON v1", 238, 190],
    ["scanners/trivy-alpine-310.json", "Trivy JSON", 0, 4],
    ["scanners/trivy-debian-stretch.json", "Trivy JSON", 0, 5],
    ["scanners/trivy-npm.json", "Trivy JSON", 12, 1],
    ["scanners/trivy-ubi-7.json", "Trivy JSON", 0, 1],
  ]);
});

test("Sysdig's two forms of one result say the same of every vulnerability", needing(CASES), () => {
  const told = (name: string): readonly string[] =>
    read(name)
      .findings.map(
        ({ vulnerability, package: item, fixed, severity, score, suppressed }) =>
          `${vulnerability} ${item.purl} ${item.path} ${fixed} ${severity} ${score ?? ""} ${suppressed}`,
      )
      .sort();
  const [old, current] = ["sysdig-results", "sysdig-results-v1"].map((name) =>
    told(`scanners/${name}.json`),
  );
  expect(current).toStrictEqual(old);
});

test("a recorded Clair is asked, and its finding is ours by alias", needing(CASES), async () => {
  const index = textOf("clair/index-report.json");
  const report = textOf("clair/vuln-report.json");
  const standIn = await startClairStandIn({ index, report }, { slowIndex: 1, slowReport: 1 });
  try {
    const clair = createClair({ url: standIn.url, network: SERVICE_NETWORK, patience: 60_000 });
    const hash = read("clair/vuln-report.json").digest;
    const { read: foreign } = await clair.scan({ hash, layers: [] });
    const record = {
      id: "PYSEC-2023-74",
      aliases: ["CVE-2023-32681"],
      affected: [
        {
          package: { ecosystem: "PyPI", name: "requests" },
          ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "2.3.0" }, { fixed: "2.31.0" }] }],
        },
      ],
    };
    const source = advisoriesInMemory([readOsv(record) ?? expect.fail()]);
    const { matches } = matchPackages(foreign.packages, foreign.distribution, source);
    const own: ForeignReport = {
      ...foreign,
      scanner: "watertight",
      findings: matches.map((match) => ({
        ...match,
        fixed: match.fixed ?? "",
        suppressed: false,
      })),
    };
    const findings = joinReports([foreign, own]).flatMap((image) => image.findings);
    expect(
      findings.map(({ vulnerability, says, differences }) => ({
        vulnerability,
        says: says.map(({ scanner, fixed }) => `${scanner} ${fixed}`),
        differences,
      })),
    ).toStrictEqual([
      {
        vulnerability: "CVE-2023-32681",
        says: ["Clair 2.31.0", "watertight 2.31.0"],
        differences: [],
      },
    ]);
  } finally {
    await standIn.close();
  }
});
