/** Writes a store of 200,000 advisories of the size and shape of real ones to the path. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importFiles } from "@watertight/images/feeds";

const ADVISORIES = 200_000;
const SOURCES = 10_000;
const PER_FILE = 20_000;

const [folder = ""] = process.argv.slice(2);
const feeds = mkdtempSync(join(tmpdir(), "watertight-feeds-"));
for (let start = 0; start < ADVISORIES; start += PER_FILE) {
  const lines = Array.from({ length: PER_FILE }, (_, offset) =>
    JSON.stringify(record(start + offset)),
  );
  writeFileSync(join(feeds, `${start}.jsonl`), lines.join("\n"));
}
await importFiles(folder, [feeds], () => new Date(0));
rmSync(feeds, { recursive: true });

/** Half of them Debian's, ten a source; half of libraries, a few each. */
function record(index: number): unknown {
  const ofSystem = index % 2 === 0;
  const cve = `CVE-${2000 + (index % 26)}-${10_000 + index}`;
  const events = [
    { introduced: "0" },
    { fixed: ofSystem ? `1.${index % 60}-2` : `1.${index % 60}.3` },
  ];
  const name = ofSystem ? `source-${(index / 2) % SOURCES}` : `library-${index % 30_000}`;
  return {
    id: ofSystem ? `DEBIAN-${cve}` : `GHSA-${index.toString(36).padStart(4, "0")}-benc-hmrk`,
    ...(ofSystem ? { upstream: [cve] } : { aliases: [cve] }),
    modified: "2026-01-01T00:00:00Z",
    published: "2026-01-01T00:00:00Z",
    summary: `A weakness of ${name} lets whoever reaches it do what it should not let them do`,
    details: "Details that nobody asks of a store. ".repeat(20),
    severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N" }],
    affected: [
      {
        package: { ecosystem: ofSystem ? "Debian:12" : "npm", name },
        ranges: [{ type: ofSystem ? "ECOSYSTEM" : "SEMVER", events }],
        versions: ofSystem ? Array.from({ length: 8 }, (_, n) => `1.${n}-1`) : [],
      },
    ],
    references: [{ type: "WEB", url: `https://advisories.example/${cve}` }],
  };
}
