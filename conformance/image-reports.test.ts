/** What `images scan` writes for other programs, against the schemas of CycloneDX and SARIF. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  advisoriesInMemory,
  applyVex,
  describeMatch,
  matchPackages,
  packageOfPurl,
  readOsv,
} from "@watertight/core/images";
import {
  type ImageReport,
  imageReportCycloneDx,
  imageReportSarif,
} from "@watertight/reports/images";
import { Ajv } from "ajv";
import { expect, test } from "vitest";

const require = createRequire(import.meta.url);
const read = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
const HEAD = {
  version: "1.2.3",
  id: "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
  timestamp: "2026-03-01T00:00:00Z",
  today: "2026-03-01",
  age: "",
  gap: "",
};

/** Two vulnerabilities, one of which VEX answers, in packages with hostile names and words. */
function hostileReport(): ImageReport {
  const source = advisoriesInMemory(
    ["CVE-2024-10001", "CVE-2024-10002"].flatMap(
      (id) =>
        readOsv({
          id: `GHSA-${id}`,
          aliases: [id],
          summary: 'A "summary" with \u001b[31m and <b>',
          severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
          references: [{ url: "https://a.example/x" }, { url: "javascript:alert(1)" }],
          affected: [
            {
              package: { ecosystem: "npm", name: "@a/b c" },
              ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "2.0.0" }] }],
            },
          ],
        }) ?? [],
    ),
  );
  const item = packageOfPurl("pkg:npm/%40a/b%20c@1.0.0") ?? expect.fail();
  const packages = [
    { ...item, path: "/app/a b/package-lock.json", licences: ["MIT", "no licence at all"] },
    { ...item, path: "/other" },
  ];
  const contents = {
    reference: "registry.example/a:1",
    digest: `sha256:${"a".repeat(64)}`,
    distribution: { id: "debian", version: "", name: "", codename: "" },
    layers: [],
    packages,
    notRead: [],
  };
  const { matches } = matchPackages(packages, contents.distribution, source);
  const statement = {
    vulnerabilities: ["CVE-2024-10001"],
    status: "not_affected" as const,
    justification: "component_not_present",
    detail: "",
    products: [{ id: "pkg:npm/%40a/b%20c", subcomponents: [] }],
    author: "",
    timestamp: "",
  };
  const judged = applyVex(matches, [statement], contents);
  const describe: ImageReport["describe"] = ({ match }) => describeMatch(match, source);
  return { contents, judged, notJudged: [], joined: [], describe };
}

test("a report as CycloneDX is what the schema of 1.6 describes, and a wrong one is not", () => {
  const folder = require
    .resolve("@cyclonedx/cyclonedx-library/package.json")
    .replace("package.json", "res/schema/");
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  for (const name of ["spdx", "jsf-0.82"]) {
    ajv.addSchema(
      read(`${folder}${name}.SNAPSHOT.schema.json`),
      `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`,
    );
  }
  const validate = ajv.compile(read(`${folder}bom-1.6.SNAPSHOT.schema.json`));
  const report = imageReportCycloneDx(hostileReport(), HEAD);
  validate(report);
  expect(validate.errors).toBeNull();
  // A package in two places is one component, and its vulnerabilities are told once.
  expect(report["vulnerabilities"]).toHaveLength(2);
  expect(
    validate(
      JSON.parse(JSON.stringify(report).replace("in_triage", "x").replace('"not_affected"', '"y"')),
    ),
  ).toBe(false);
});

test("a report as SARIF is what the schema of 2.1.0 describes, and a wrong one is not", () => {
  // The official schema says draft-04 but uses only what later drafts kept, apart from `id`.
  const { $schema, id, ...schema } = read(
    require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"),
  );
  expect([$schema, id]).not.toContain(undefined);
  const options = { allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false };
  const validate = new Ajv(options).compile(schema);
  const log = imageReportSarif([hostileReport()], HEAD);
  validate(log);
  expect(validate.errors).toBeNull();
  expect(validate(JSON.parse(JSON.stringify(log).replaceAll('"text"', '"txt"')))).toBe(false);
});
