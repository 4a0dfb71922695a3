import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { watertight, watertightIn } from "../../../../testing/watertight.ts";

const shop = new URL("../../../../../../examples/shop", import.meta.url).pathname;

const RISK = ["images", "risk", "--no-render"];

interface Document {
  readonly images: readonly {
    readonly reference: string;
    readonly score: number | null;
    readonly because: readonly { readonly factor: string; readonly value: number }[];
  }[];
}

async function rankedIn(folder: string): Promise<readonly unknown[]> {
  const { stdout } = await watertightIn(folder, [...RISK, "-o", "json", "."]);
  const { images } = JSON.parse(stdout) as Document;
  return images
    .filter(({ score }) => score !== null)
    .map(({ reference, score, because }) => [
      /[^/]+\/[^/:]+(?=:)/.exec(reference)?.[0],
      because.map(({ value }) => value),
      score,
    ]);
}

test("the shop's images are ranked with the arithmetic; what nobody scanned ends the run incomplete", async () => {
  expect(await rankedIn(shop)).toStrictEqual([
    ["storefront/web", [15.8, 3, 4], 189],
    ["storefront/cart", [22.9, 1, 4], 91.5],
    ["payments/gateway", [10.5, 2, 1], 21],
  ]);
  const { status, stdout, stderr } = await watertightIn(shop, [...RISK, "."]);
  expect(status).toBe(3);
  expect(stderr).toMatch(/^Exit status 3: /m);
  expect(stdout.split("\n").slice(0, 7)).toStrictEqual([
    "1. registry.shop.example/storefront/web:3.4.1: 189",
    "   in deployment/storefront/web, of storefront",
    "   15.75 findings × 3 exposure × 4 blast radius = 189",
    "   findings      10.5 + 10.5/2 (2 vulnerabilities)",
    "     CVE-2021-23337 in lodash 4.17.20: high 7 × fix 1.5 = 10.5",
    "     CVE-2023-5363 in libssl3 3.0.11-1~deb12u1: high 7 × fix 1.5 = 10.5",
    expect.stringContaining("   exposure      the internet, perhaps:"),
  ]);
  expect(stdout).toContain(
    "Rebuild first:\n  1. registry.shop.example/storefront/cart:1.9.0, with Flask 2.2.5: ends 3 findings",
  );
  expect(stdout).toContain("\n  2. the base with layers up to sha256:a97c543a5efc of ");
  expect(stdout).toMatch(
    /^Runs, and nobody knows what it holds \(\d+\), the most exposed first:$/m,
  );
});

test("without what exposes it an image falls as the arithmetic says", async () => {
  const folder = mkdtempSync(join(tmpdir(), "risk-"));
  try {
    cpSync(shop, folder, { recursive: true });
    rmSync(join(folder, "storefront/ingress.yaml"));
    const found = await rankedIn(folder);
    expect(found[0]).toStrictEqual(["storefront/cart", [22.9, 1, 4], 91.5]);
    expect(found[1]).toStrictEqual(["storefront/web", [15.8, 1, 4], 63]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {team: red}}
spec:
  containers: [{name: main, image: "registry.example/web:1"}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: none, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;
const BOM = JSON.stringify({
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  metadata: { component: { name: "registry.example/web", version: "1" } },
  components: [{ "bom-ref": "a", purl: "pkg:npm/lodash@4.17.20" }],
});
const ADVISORY = JSON.stringify({
  id: "GHSA-35jh-r3h4-6jhm",
  aliases: ["CVE-2021-23337"],
  published: "2021-05-06T16:05:51Z",
  database_specific: { severity: "CRITICAL" },
  affected: [
    {
      package: { ecosystem: "npm", name: "lodash" },
      ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "4.17.21" }] }],
    },
  ],
});
const CONFIGURATION = `images:
  contents: [bom.json]
  vulnerabilities: [osv.json]
  objectives: {critical: 30}
`;

test("a missed objective fails the pipeline, with the plan; the configuration names what is read", async () => {
  const files = {
    "deploy/pod.yaml": POD,
    "bom.json": BOM,
    "osv.json": ADVISORY,
    "watertight.yaml": CONFIGURATION,
  };
  const argv = ["images", "risk", "--whole-cluster", "deploy"];
  const { status, stdout, stderr } = await watertight(argv, files);
  expect(status).toBe(1);
  expect(stderr).toContain(
    "Exit status 1: 1 finding with a fix is older than images.objectives allows.",
  );
  expect(stdout).toContain(
    "  1. registry.example/web:1, with lodash 4.17.21: ends 1 finding, -15; ask red",
  );
  expect(stdout).toMatch(
    /CVE-2021-23337 \(critical\) in registry.example\/web:1: \d+ days of 30; lodash 4.17.21 fixes it/,
  );
  const later = CONFIGURATION.replace("critical: 30", "high: 1");
  expect((await watertight(argv, { ...files, "watertight.yaml": later })).status).toBe(0);
});

test("another scanner's report is enough; what it found counts without advisories of ours", async () => {
  const trivy = {
    SchemaVersion: 2,
    ArtifactName: "registry.example/web:1",
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
            FixedVersion: "4.17.21",
            Severity: "HIGH",
          },
        ],
      },
    ],
  };
  const { stdout, status } = await watertight(
    ["images", "risk", "--whole-cluster", "--contents", "trivy.json", "pod.yaml"],
    { "pod.yaml": POD, "trivy.json": JSON.stringify(trivy) },
  );
  expect([status, stdout.split("\n")[2]]).toStrictEqual([
    0,
    "   10.5 findings × 1 exposure × 1 blast radius = 10.5",
  ]);
});

test("scan --images finds what has a fix and what nobody scanned, by the configuration alone", async () => {
  const files = {
    "deploy/pod.yaml": POD.replace(
      "containers: [",
      'containers: [{name: side, image: "registry.example/side:1"}, ',
    ),
    "bom.json": BOM,
    "osv.json": ADVISORY,
    "watertight.yaml": CONFIGURATION,
  };
  const argv = ["scan", "--images", "--whole-cluster", "-o", "json", "deploy"];
  const { stdout } = await watertight(argv, files);
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly {
      readonly check: string;
      readonly severity: string;
      readonly message: string;
    }[];
  };
  expect(
    findings
      .filter(({ check }) => /^image-(?:fixable|not-scanned)/.test(check))
      .map(({ check, severity, message }) => [check, severity, message]),
  ).toStrictEqual([
    [
      "image-not-scanned",
      "medium",
      'container "side" runs registry.example/side:1: it was not scanned',
    ],
    [
      "image-fixable-critical",
      "critical",
      'container "main" runs registry.example/web:1: CVE-2021-23337 has a fix (lodash 4.17.21); risk 15, with exposure 1 and blast radius 1',
    ],
  ]);
  await expect(
    watertight(["scan", "--images", "deploy"], { "deploy/pod.yaml": POD }),
  ).rejects.toThrow("--images needs to know what images hold");
});
