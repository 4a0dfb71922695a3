/**
 * Brings the data of `versions` up to date, and says how old it is:
 *
 *     node --conditions=source --import tsx tools/update-version-data.ts --day 2026-08-21 [--osv FOLDER] [--feed SOURCE] [--terms FOLDER]
 *
 * `--osv`: `data/osv` of golang/vulndb (CC-BY-4.0): writes ecosystem-records.ts. `--terms`: a folder with PRODUCT.json of endoflife.date (MIT) for
 * kubernetes, amazon-eks, azure-kubernetes-service, google-kubernetes-engine and containerd: writes terms.ts. `--feed`: index.json of the official CVE feed, a file or a
 * URL: says what is new in it or otherwise than in records.ts, which people read and write by hand (docs/decisions/0035). `--day` is that of the sources.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { JsonValue } from "@watertight/core/kubernetes";
import { ECOSYSTEM_GATHERED, RECORDS_GATHERED, SUPPORT_TERMS_OF } from "@watertight/core/versions";
import { differences, feedDay, readFeed } from "./version-data/feed.ts";
import { recordsIn, withLines } from "./version-data/files.ts";
import { osvLines } from "./version-data/osv-lines.ts";
import { TERM_PRODUCTS, termLines } from "./version-data/terms.ts";

const { values } = parseArgs({
  options: {
    day: { type: "string" },
    osv: { type: "string" },
    feed: { type: "string" },
    terms: { type: "string" },
  },
});

const CVES = "packages/core/src/versions/cves";
const RECORDS = `${CVES}/records.ts`;
const ECOSYSTEM = `${CVES}/ecosystem-records.ts`;
const TERMS = "packages/core/src/versions/support/terms.ts";

function jsonAt(file: string): JsonValue {
  return JSON.parse(readFileSync(file, "utf8")) as JsonValue;
}

async function jsonOf(source: string): Promise<JsonValue> {
  if (!/^https?:/.test(source)) return jsonAt(source);
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${source} answered ${response.status}.`);
  return (await response.json()) as JsonValue;
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

function dayGiven(): string {
  if (values.day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(values.day)) return values.day;
  throw new Error("Give the day of the sources, as --day 2026-08-21.");
}

function updateEcosystem(folder: string): void {
  const known = new Set(
    recordsIn(readFileSync(RECORDS, "utf8")).flatMap(({ id, components }) =>
      components.map((component) => `${id} ${component}`),
    ),
  );
  const lines = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => osvLines(jsonAt(join(folder, file))))
    .filter((line) => {
      const [id = "", , component = ""] = line.split("|");
      return !known.has(`${id} ${component}`);
    })
    .map((line) => ({ line, key: [2, 5, 0].map((cell) => line.split("|")[cell]).join("|") }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ line }) => line);
  writeFileSync(ECOSYSTEM, withLines(readFileSync(ECOSYSTEM, "utf8"), lines, dayGiven()));
  say(`${ECOSYSTEM}: ${lines.length} records.`);
}

function updateTerms(folder: string): void {
  const lines = TERM_PRODUCTS.flatMap(([product, provider]) => {
    const file = join(folder, `${product}.json`);
    if (!existsSync(file)) throw new Error(`${file} is missing.`);
    return termLines(provider, jsonAt(file));
  });
  writeFileSync(TERMS, withLines(readFileSync(TERMS, "utf8"), lines, dayGiven()));
  say(`${TERMS}: ${lines.length} minors.`);
}

async function compareFeed(source: string): Promise<void> {
  const feed = await jsonOf(source);
  const entries = readFeed(feed);
  const found = differences(entries, recordsIn(readFileSync(RECORDS, "utf8")));
  say(
    `The feed of ${feedDay(feed)} has ${entries.length} CVEs; ${found.length} differences are to be read:`,
  );
  for (const sentence of found) say(`  ${sentence}`);
}

if (values.osv !== undefined) updateEcosystem(values.osv);
if (values.terms !== undefined) updateTerms(values.terms);
if (values.feed !== undefined) await compareFeed(values.feed);
for (const [what, day] of [
  ["Records of Kubernetes", RECORDS_GATHERED],
  ["Records of what is beside it", ECOSYSTEM_GATHERED],
  ["Terms of support", SUPPORT_TERMS_OF],
] as const) {
  const days = Math.floor((Date.now() - Date.parse(day)) / 86_400_000);
  say(`${what} were of ${day}, ${days} days ago, before this run.`);
}
