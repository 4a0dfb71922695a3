import { expect, test } from "vitest";
import { watertight, watertightIn } from "../../../../testing/watertight.ts";

const EXAMPLES = new URL("../../../../../../examples/shop", import.meta.url).pathname;

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

const TEXT = `shop/web (2 packages)
  high       CVE-2021-23337  lodash 4.17.20, fixed in 4.17.21
             Command injection in lodash

1 high; 1 with a fix.
Next: update the packages that have a fix, and build the image anew.
`;

test("a bill of materials is scanned; --fail-on decides the status", async () => {
  const scan = (...more: readonly string[]): ReturnType<typeof watertight> =>
    watertight(["images", "scan", "--vulnerabilities", "osv", "bom.json", ...more], FILES);
  const { status, stdout, stderr } = await scan();
  expect({ status, stdout, stderr }).toStrictEqual({
    status: 1,
    stdout: TEXT,
    stderr: "Exit status 1: 1 vulnerability is high or worse (--fail-on high).\n",
  });
  expect((await scan("--fail-on", "critical")).status).toBe(0);
});

const VEX = JSON.stringify({
  "@context": "https://openvex.dev/ns/v0.2.0",
  author: "Shop",
  timestamp: "2026-01-01T00:00:00Z",
  statements: [
    {
      vulnerability: { name: "CVE-2021-23337" },
      products: [{ "@id": "pkg:npm/lodash" }],
      status: "not_affected",
      justification: "vulnerable_code_not_in_execute_path",
    },
  ],
});

test("VEX answers a vulnerability, which stays in every report as answered", async () => {
  const files = { ...FILES, "vex.json": VEX };
  const argv = [
    "images",
    "scan",
    "--vulnerabilities",
    "osv",
    "--vex",
    "vex.json",
    "bom.json",
    "-o",
  ];
  const text = await watertight([...argv, "text"], files);
  expect([text.status, text.stdout]).toStrictEqual([
    0,
    "shop/web (2 packages)\n  (not affected)  CVE-2021-23337  lodash: vulnerable code not in execute path\n\nNo vulnerability is known.\n",
  ]);
  const written = await Promise.all(
    ["json", "sarif", "cyclonedx", "openvex"].map(
      async (format) => JSON.parse((await watertight([...argv, format], files)).stdout) as unknown,
    ),
  );
  expect(written).toMatchObject([
    {
      vulnerabilities: [
        { vulnerability: "CVE-2021-23337", suppressed: true, vex: { status: "not_affected" } },
      ],
      incomplete: false,
    },
    { runs: [{ results: [{ ruleId: "CVE-2021-23337", suppressions: [{ kind: "external" }] }] }] },
    {
      vulnerabilities: [{ id: "CVE-2021-23337", analysis: { state: "not_affected" } }],
      components: [{}, {}],
    },
    {
      statements: [
        { status: "not_affected", justification: "vulnerable_code_not_in_execute_path" },
      ],
    },
  ]);
});

test("another scanner's report is judged with ours beside it", async () => {
  const trivy = {
    SchemaVersion: 2,
    ArtifactName: "shop/web",
    Results: [
      {
        Target: "package-lock.json",
        Type: "npm",
        Packages: [{ Name: "lodash", Version: "4.17.20" }],
        Vulnerabilities: [
          {
            VulnerabilityID: "CVE-2021-23337",
            PkgName: "lodash",
            InstalledVersion: "4.17.20",
            Severity: "MEDIUM",
          },
        ],
      },
    ],
  };
  const { stdout } = await watertight(
    ["images", "scan", "--vulnerabilities", "osv", "trivy.json"],
    { ...FILES, "trivy.json": JSON.stringify(trivy) },
  );
  expect(stdout.split("\n").slice(3, 6)).toStrictEqual([
    "  scanners differ on CVE-2021-23337 of lodash 4.17.20",
    "    severity: Trivy medium, watertight high",
    "    fix: Trivy none known, watertight 4.17.21",
  ]);
});

test("an archive with several images is scanned whole; one image of it by its name", async () => {
  const scanned = async (operand: string): Promise<readonly unknown[]> => {
    const { status, stdout } = await watertightIn(EXAMPLES, [
      ...["images", "scan", "--vulnerabilities", "advisories.jsonl", operand],
    ]);
    return [status, stdout.split("\n").filter((line) => /^\S+ \(/.test(line))];
  };
  expect(await scanned("images.tar")).toStrictEqual([
    1,
    [
      "images.tar:storefront/web (5 packages, debian 12)",
      "images.tar:storefront/cart (4 packages, alpine 3.16.2)",
      "images.tar:payments/gateway (3 packages, debian 12)",
    ],
  ]);
  expect(await scanned("images.tar:storefront/web")).toStrictEqual([
    1,
    ["images.tar:storefront/web (5 packages, debian 12)"],
  ]);
});

test.each([
  "oneline",
  "summary",
  "json",
  "sarif",
  "junit",
  "github",
  "gitlab",
  "markdown",
  "html",
  "csv",
])("%s tells of every image of an archive", async (format) => {
  const { status, stdout } = await watertightIn(EXAMPLES, [
    ...["images", "scan", "--vulnerabilities", "advisories.jsonl", "-o", format, "images.tar"],
  ]);
  expect(status).toBe(1);
  for (const name of ["storefront/web", "storefront/cart", "payments/gateway"])
    expect(stdout).toContain(name);
  expect(stdout).not.toContain("tulip");
});

test("--only-fixed leaves out what nobody has fixed, for --fail-on too", async () => {
  const open = JSON.parse(RECORD.replace(',{"fixed":"4.17.21"}', "")) as unknown;
  const files = { ...FILES, "osv/a.json": JSON.stringify(open) };
  const scan = async (...more: readonly string[]): Promise<number> =>
    (await watertight(["images", "scan", "--vulnerabilities", "osv", "bom.json", ...more], files))
      .status;
  expect([await scan(), await scan("--only-fixed"), await scan("--fail-on", "none")]).toStrictEqual(
    [1, 0, 0],
  );
});

test("CSAF says of VEX what OpenVEX says; both are of one image", async () => {
  const argv = ["images", "scan", "--vulnerabilities", "osv", "--vex", "vex.json", "-o", "csaf"];
  const { stdout } = await watertight([...argv, "bom.json"], { ...FILES, "vex.json": VEX });
  expect(JSON.parse(stdout)).toMatchObject({
    document: { category: "csaf_vex", tracking: { status: "final" } },
    vulnerabilities: [
      { cve: "CVE-2021-23337", flags: [{ label: "vulnerable_code_not_in_execute_path" }] },
    ],
  });
  const several = watertightIn(EXAMPLES, [
    ...["images", "scan", "--vulnerabilities", "advisories.jsonl", "-o", "csaf", "images.tar"],
  ]);
  await expect(several).rejects.toThrow(
    "The format csaf describes one image, and what was given holds 3: images.tar:storefront/web, ",
  );
});

test("of several operands one that cannot be read takes nothing from the others", async () => {
  const { status, stdout } = await watertight(
    ["images", "scan", "--vulnerabilities", "osv", "bom.json", "bad.tar"],
    { ...FILES, "bad.tar": "BZh9 of another packing" },
  );
  expect(status).toBe(3);
  expect(stdout).toContain("CVE-2021-23337");
  expect(stdout).toContain(
    "  not read: bad.tar: it cannot be read: it is compressed by bzip2, which layers of images are not",
  );
});

test("a folder of sources is read and scanned, and joins a report of the same name", async () => {
  const lock = {
    lockfileVersion: 3,
    packages: { "": { name: "web" }, "node_modules/lodash": { version: "4.17.20" } },
  };
  const { status, stdout } = await watertight(
    ["images", "scan", "--vulnerabilities", "osv", "src"],
    { ...FILES, "src/package-lock.json": JSON.stringify(lock) },
  );
  expect([status, stdout.split("\n").slice(0, 2)]).toStrictEqual([
    1,
    ["src (1 package)", "  high       CVE-2021-23337  lodash 4.17.20, fixed in 4.17.21"],
  ]);
});
