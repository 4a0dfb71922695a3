import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { matchPackages, type Package, packageOfPurl } from "@watertight/core/images";
import { expect, test } from "vitest";
import { importFiles, openAdvisories } from "../index.ts";

/** The same numbers each time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const KINDS = [
  { ecosystem: "Debian:12", type: "ECOSYSTEM", ids: ["DEBIAN-CVE", "DSA"], name: "source" },
  { ecosystem: "npm", type: "SEMVER", ids: ["GHSA", "MAL"], name: "library" },
  { ecosystem: "AlmaLinux:9", type: "ECOSYSTEM", ids: ["ALSA", "ALEA"], name: "binary" },
  { ecosystem: "Go", type: "SEMVER", ids: ["GO", "GHSA"], name: "k8s.io/apiserver" },
  { ecosystem: "PyPI", type: "ECOSYSTEM", ids: ["PYSEC", "GHSA"], name: "Module_X" },
] as const;

/** A record of any of the forms that feeds have: no fix, several ranges, lists, architectures, vendors' words, announcements, withdrawn. */
function record(index: number, below: (limit: number) => number): object {
  const kind = KINDS[below(KINDS.length)] ?? KINDS[0];
  const version = (): string => `${below(3)}.${below(4)}${below(5) === 0 ? "-1.module+el9" : ""}`;
  const range = (): object => ({
    type: below(12) === 0 ? "GIT" : kind.type,
    events: [
      { introduced: below(4) === 0 ? version() : "0" },
      ...(below(3) === 0 ? [] : [{ [below(6) === 0 ? "last_affected" : "fixed"]: version() }]),
    ],
  });
  return {
    id: `${kind.ids[below(2)]}-2024-${index}`,
    aliases: [`CVE-2024-${below(80)}`],
    related: below(3) === 0 ? [`CVE-2024-${below(80)}`] : [],
    ...(below(20) === 0 && { withdrawn: "2024-01-01T00:00:00Z" }),
    severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N" }],
    affected: [
      {
        package: {
          ecosystem: kind.ecosystem,
          name: kind.name,
          ...(below(5) === 0 && { purl: "pkg:rpm/almalinux/binary?arch=s390x" }),
        },
        ranges: Array.from({ length: 1 + (below(6) === 0 ? 1 : 0) }, range),
        ...(below(6) === 0 && { versions: [version(), version()] }),
        ...(below(8) === 0 && { database_specific: { status: "will not fix" } }),
      },
    ],
  };
}

function packages(): readonly Package[] {
  const versions = Array.from({ length: 12 }, (_, at) => `${Math.floor(at / 4)}.${at % 4}`);
  return [...versions, ""].flatMap((version) =>
    [
      `pkg:deb/debian/lib@${version}?arch=amd64&upstream=source`,
      `pkg:npm/library@${version}`,
      `pkg:rpm/almalinux/binary@${version}?arch=x86_64`,
      `pkg:golang/k8s.io/apiserver@v${version}`,
      `pkg:pypi/module-x@${version}`,
    ].flatMap((purl) => packageOfPurl(purl) ?? []),
  );
}

test.each([1, 2, 3, 4])("a store answers as its records do in memory (%i)", async (seed) => {
  const folder = mkdtempSync(join(tmpdir(), "watertight-store-"));
  try {
    const below = numbersFrom(seed);
    const records = Array.from({ length: 300 }, (_, index) => record(index, below));
    const file = join(folder, "a.jsonl");
    writeFileSync(file, records.map((one) => JSON.stringify(one)).join("\n"));
    const store = join(folder, "store");
    await importFiles(store, [file], () => new Date(0));
    const answers = [];
    for (const path of [store, file]) {
      const open = await openAdvisories([path]);
      answers.push([
        ...matchesOf(open.source, { id: "debian", version: "12" }),
        ...matchesOf(open.source, { id: "almalinux", version: "9" }),
      ]);
      open.close();
    }
    expect(answers[0]?.length).toBeGreaterThan(500);
    expect(answers[0]).toStrictEqual(answers[1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function matchesOf(
  source: Parameters<typeof matchPackages>[2],
  { id, version }: { readonly id: string; readonly version: string },
): readonly object[] {
  const distribution = { id, version, name: "", codename: "" };
  return matchPackages(packages(), distribution, source).matches;
}
