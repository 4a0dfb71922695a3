import { generateKeyPairSync } from "node:crypto";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { matchPackages, type Package, packageOfPurl } from "@watertight/core/images";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, type StandInAnswer, startStandIn } from "../../testing/index.ts";
import type { Network } from "./download.ts";
import {
  importFiles,
  openAdvisories,
  openStore,
  readBundle,
  STORE_FILE,
  sourceOf,
  update,
  writeBundle,
} from "./index.ts";

let folder: string;
let standIn: StandIn | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watertight-feeds-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await standIn?.close();
  standIn = undefined;
});

const NOW = (): Date => new Date("2026-03-01T12:00:00Z");

function record(id: string, name: string, fixed: string): string {
  const events = [{ introduced: "0" }, { fixed }];
  return JSON.stringify({
    id,
    aliases: [`CVE-2024-${id.slice(-4)}`],
    summary: `About ${name}`,
    affected: [{ package: { ecosystem: "npm", name }, ranges: [{ type: "SEMVER", events }] }],
  });
}

/** A zip archive of files, each stored or compressed. */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [index, [name, text]] of Object.entries(files).entries()) {
    const method = index % 2 === 0 ? 8 : 0;
    const bytes = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(bytes.length, 20);
    entry.writeUInt32LE(text.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), bytes);
    entries.push(entry, Buffer.from(name));
    offset += 30 + name.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function given(purl: string): Package {
  return packageOfPurl(purl) ?? expect.fail();
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test("feeds of every packing are imported, and a store answers as its files do", async () => {
  const paths = [
    write(
      "all.zip",
      zipOf({
        "GHSA-0000-0000-0001.json": record("GHSA-0000-0000-0001", "a", "1.1"),
        "GHSA-0000-0000-0002.json": record("GHSA-0000-0000-0002", "b", "2.0"),
        "README.md": "x",
      }),
    ),
    write("more.jsonl.gz", gzipSync(`${record("GHSA-0000-0000-0003", "a", "1.2")}\n\nno json\n`)),
    write("epss.csv.gz", gzipSync("cve,epss,percentile\nCVE-2024-0001,0.5,0.9\n")),
  ];
  const store = join(folder, "store");
  const { store: description, notRead } = await importFiles(store, paths, NOW);
  expect(
    description.sources.map(({ name, documents, advisories, fetched }) => ({
      name,
      documents,
      advisories,
      fetched,
    })),
  ).toStrictEqual([
    { name: "all.zip", documents: 2, advisories: 2, fetched: "2026-03-01T12:00:00.000Z" },
    { name: "more.jsonl.gz", documents: 1, advisories: 1, fetched: "2026-03-01T12:00:00.000Z" },
    { name: "epss.csv.gz", documents: 1, advisories: 0, fetched: "2026-03-01T12:00:00.000Z" },
  ]);
  expect(notRead.map(({ path }) => path)).toStrictEqual(
    ["more.jsonl.gz: more.jsonl.gz:3"].map(
      () => expect.stringMatching(/more\.jsonl\.gz:3$/) as string,
    ),
  );
  const answers = await Promise.all(
    [[store], paths].map(async (places) => {
      const open = await openAdvisories(places);
      const { matches } = matchPackages(
        [given("pkg:npm/a@1.0"), given("pkg:npm/b@2.0")],
        undefined,
        open.source,
      );
      const said = matches.map(({ vulnerability, fixed, exploitation, advisories }) => ({
        vulnerability,
        fixed,
        probability: exploitation?.probability,
        summary: open.source.advisory(advisories[0] ?? "")?.summary,
      }));
      open.close();
      return said;
    }),
  );
  expect(answers[0]).toStrictEqual([
    { vulnerability: "CVE-2024-0001", fixed: "1.1", probability: 0.5, summary: "About a" },
    { vulnerability: "CVE-2024-0003", fixed: "1.2", probability: undefined, summary: "About a" },
  ]);
  expect(answers[1]).toStrictEqual(answers[0]);
});

test("entries that say more than a fix come out of a store as they went in", async () => {
  const entry = {
    package: { ecosystem: "PyPI", name: "a" },
    ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "1" }, { last_affected: "2" }] }],
    versions: ["0.5", "1.5"],
  };
  const path = write("a.json", JSON.stringify({ id: "PYSEC-1", affected: [entry] }));
  await importFiles(folder, [path], NOW);
  const store = openStore(join(folder, STORE_FILE));
  const affected = ["0.5", "0.6", "1.5", "2", "2.1"].filter(
    (version) =>
      matchPackages([given(`pkg:pypi/a@${version}`)], undefined, store).matches.length > 0,
  );
  expect([
    affected,
    store.entries("pypi\u0000a")[0]?.entry.versions,
    [...(store.ecosystems ?? [])],
  ]).toStrictEqual([["0.5", "1.5", "2"], ["0.5"], ["pypi"]]);
  store.close();
});

test("a store that was cut off, and what is none, is refused with a sentence", async () => {
  await importFiles(folder, [write("a.json", record("GHSA-0000-0000-0001", "a", "1"))], NOW);
  const path = join(folder, STORE_FILE);
  truncateSync(path, readFileSync(path).length - 7);
  expect(() => openStore(path)).toThrow(/is no store of advisories of this version, or is damaged/);
  expect(() => openStore(write("empty", ""))).toThrow(/is damaged/);
});

test("zip archives that are damaged or lie about sizes are told, and the rest is read", async () => {
  const whole = zipOf({
    "a.json": record("GHSA-0000-0000-0001", "a", "1"),
    "b.json": record("GHSA-0000-0000-0002", "b", "1"),
  });
  const bomb = Buffer.from(whole);
  // The first file claims to be one byte long.
  bomb.writeUInt32LE(1, bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  const open = await openAdvisories([
    write("bomb.zip", bomb),
    write("cut.zip", whole.subarray(0, 60)),
  ]);
  expect(
    open.notRead.map(({ path }) => path.replace(/^.*watertight-feeds-[^/]*\//, "")),
  ).toStrictEqual(["bomb.zip/a.json", "cut.zip"]);
  expect(open.source.entries("npm\u0000b")).toHaveLength(1);
});

const PATIENT: Network = { fetch: (url, init) => fetch(url, init), sleep: () => Promise.resolve() };

test("updating asks whether files have changed, keeps what cannot be fetched, and obeys 429", async () => {
  const answers: StandInAnswer[] = [
    { status: 429, headers: { "retry-after": "0" } },
    { status: 200, headers: { etag: '"1"' }, body: record("GHSA-0000-0000-0001", "a", "1") },
    { status: 304 },
    { status: 500 },
    "hang up",
    { status: 503 },
  ];
  standIn = await startStandIn(() => answers.shift() ?? { status: 404 });
  const source = sourceOf(`${standIn.url}/feed.json`) ?? expect.fail();
  const options = { folder, sources: [source], mirrors: [], now: NOW, network: PATIENT };
  const results = [];
  for (let round = 0; round < 3; round += 1) {
    const { sources, store } = await update(options);
    results.push([sources[0]?.status, store.advisories]);
  }
  expect(results).toStrictEqual([
    ["changed", 1],
    ["unchanged", 1],
    ["failed", 1],
  ]);
  expect(standIn.requests.map(({ headers }) => headers["if-none-match"])).toStrictEqual([
    undefined,
    undefined,
    '"1"',
    '"1"',
    '"1"',
    '"1"',
  ]);
});

test("mirrors are asked first, with the path of the source", async () => {
  const source = sourceOf("osv:npm") ?? expect.fail();
  expect(source.url).toBe("https://osv-vulnerabilities.storage.googleapis.com/npm/all.zip");
  const asked: string[] = [];
  const network: Network = {
    ...PATIENT,
    fetch: async (url) => {
      asked.push(url);
      await Promise.resolve();
      return url.startsWith("https://mirror.example/")
        ? new Response(zipOf({ "a.json": record("GHSA-0000-0000-0001", "a", "1") }))
        : new Response("", { status: 404 });
    },
  };
  const mirrors = ["https://down.example", "https://mirror.example/osv/"];
  const { sources, store } = await update({
    folder,
    sources: [source],
    mirrors,
    now: NOW,
    network,
  });
  expect([sources[0]?.status, store.advisories, asked]).toStrictEqual([
    "changed",
    1,
    ["https://down.example/npm/all.zip", "https://mirror.example/osv/npm/all.zip"],
  ]);
});

test("names of sources lead nowhere outside of the folder", () => {
  expect(
    ["https://x.example/../../etc/passwd?a", "alpine:3.20/community", "debian", "osv:Red Hat"].map(
      (name) => sourceOf(name)?.file,
    ),
  ).toStrictEqual([
    "x.example-..-..-etc-passwd-a.json",
    "alpine-3.20-community.json",
    "debian.json",
    "osv-Red-Hat.zip",
  ]);
  expect(["foo", "osv:", "alpine:x", "ftp://a"].map((name) => sourceOf(name))).toStrictEqual(
    Array.from({ length: 4 }, () => undefined),
  );
});

test("a bundle is taken only whole, and with a key only if that has signed it", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const other = generateKeyPairSync("ed25519").publicKey;
  const pem = (key: typeof publicKey): string =>
    key.export({ type: key.type === "private" ? "pkcs8" : "spki", format: "pem" }).toString();
  const store = Buffer.from("a store");
  const signed = writeBundle(store, "2026-03-01", pem(privateKey));
  expect(readBundle(signed, pem(publicKey))).toMatchObject({ store, signed: "verified" });
  expect([
    readBundle(signed, undefined).signed,
    readBundle(writeBundle(store, "x", undefined), undefined).signed,
  ]).toStrictEqual(["not checked", "unsigned"]);
  expect(() => readBundle(signed, pem(other))).toThrow(
    "The bundle is not signed by this key, or was changed since.",
  );
  expect(() => readBundle(writeBundle(store, "x", undefined), pem(publicKey))).toThrow(
    "The bundle is not signed.",
  );
  const forged = Buffer.from(
    signed.toString("latin1").replace("2026-03-01", "2027-03-01"),
    "latin1",
  );
  expect(() => readBundle(forged, pem(publicKey))).toThrow("was changed since");
  const swapped = Buffer.concat([signed.subarray(0, signed.indexOf(10) + 1), gzipSync("another")]);
  expect(() => readBundle(swapped, pem(publicKey))).toThrow("its digest is another");
  expect(readdirSync(folder)).toStrictEqual([]);
});
