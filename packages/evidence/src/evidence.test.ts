import { mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runs, seeded } from "@watertight/core/testing";
import { afterAll, expect, it } from "vitest";
import { archiveOf, verifyArchive } from "./archive/archive.ts";
import { filesOfTar, tarOf } from "./archive/tar.ts";
import { entryBytes } from "./chain.ts";
import { createKeyPair, privateKeyIn, publicKeyIn } from "./keys.ts";
import { folderStorage } from "./storage/folder.ts";
import { type Doing, type EvidenceStore, evidenceStore, type NewCapture } from "./store.ts";

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), "watertight-evidence-"));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

const ann = (time = "2026-07-01T10:00:00.000Z"): Doing => ({ who: "ann", time, reason: "a case" });
const capture = (change: Partial<NewCapture> = {}): NewCapture => ({
  ...ann(),
  about: "pod shop/web",
  missing: ["logs: the node does not answer"],
  keepUntil: "2026-08-01T00:00:00.000Z",
  items: [
    { kind: "pod", name: "shop/web", mediaType: "application/json", bytes: Buffer.from("{}") },
    { kind: "logs", name: "shop/web app", mediaType: "text/plain", bytes: Buffer.from("line\n") },
  ],
  ...change,
});
const POD = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

const pair = createKeyPair();
const privateKey = demanded(privateKeyIn(pair.privateKey));
const publicKey = demanded(publicKeyIn(pair.publicKey));

function demanded<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("no key");
  return value;
}

async function archived(store: EvidenceStore): Promise<Buffer> {
  const items = (await store.read(1, ann(), "exported")) ?? [];
  const chain = (await store.entries()).map(({ entry }) => entryBytes(entry));
  return archiveOf({ chain, items, about: { reason: "a case" } }, privateKey);
}

it("what is captured is kept by digests, and the chain says who had it", async () => {
  const store = evidenceStore(folderStorage(folder()));
  const { entry } = await store.capture(capture());
  expect(entry).toMatchObject({ number: 1, capture: 1, previous: "", about: "pod shop/web" });
  expect(entry.items.map(({ digest, kind, size }) => [digest, kind, size])).toEqual([
    [POD, "pod", 2],
    [expect.any(String), "logs", 5],
  ]);
  const given = await store.read(1, { ...ann(), who: "bob" });
  expect(given?.map(({ bytes }) => Buffer.from(bytes ?? []).toString())).toEqual(["{}", "line\n"]);
  expect(await store.read(7, ann())).toBeUndefined();
  expect((await store.entries()).map((each) => `${each.entry.action} ${each.entry.who}`)).toEqual([
    "captured ann",
    "read bob",
  ]);
  expect(await store.verify()).toMatchObject({ faults: [], items: [{ ok: true }, { ok: true }] });
});

it("several write to one chain at the same time, and none is lost", async () => {
  const place = folder();
  const stores = [1, 2, 3, 4].map(() => evidenceStore(folderStorage(place)));
  await Promise.all(stores.map((store) => store.capture(capture())));
  const { entries, faults } = await evidenceStore(folderStorage(place)).verify();
  expect([entries.map(({ entry }) => entry.number), faults]).toEqual([[1, 2, 3, 4], []]);
});

it("a store that was tampered with says where", async () => {
  const place = folder();
  const store = evidenceStore(folderStorage(place));
  await store.capture(capture());
  await store.read(1, ann());
  await store.read(1, ann());
  const path = join(place, "items", "44", POD);
  const entry = (number: number): string => join(place, "chain", `0000000${number}.json`);
  const before = readFileSync(entry(2), "utf8");
  writeFileSync(path, "{ }", { mode: 0o600 });
  expect((await store.verify()).faults).toEqual([`Item ${POD} (pod shop/web) was changed.`]);
  unlinkSync(path);
  expect((await store.verify()).faults).toEqual([`Item ${POD} (pod shop/web) is missing.`]);
  writeFileSync(path, "{}");
  writeFileSync(entry(2), before.replace("ann", "eve"));
  expect((await store.verify()).faults).toEqual([
    "Entry 3 of the chain does not follow the one before it: one of the two was changed.",
  ]);
  writeFileSync(entry(2), `${before} `);
  expect((await store.verify()).faults[0]).toBe(
    "Entry 2 of the chain was changed: it is no entry.",
  );
  unlinkSync(entry(2));
  expect((await store.verify()).faults).toEqual([
    "Entry 2 of the chain calls itself 3: an entry is missing, or they were reordered.",
    "Entry 2 of the chain does not follow the one before it: one of the two was changed.",
  ]);
});

it("what need not be kept longer goes, but for what is held or needed by another capture", async () => {
  const place = folder();
  const store = evidenceStore(folderStorage(place));
  await store.capture(capture());
  await store.capture(
    capture({
      keepUntil: "2027-01-01T00:00:00.000Z",
      items: [
        { kind: "pod", name: "shop/web", mediaType: "application/json", bytes: Buffer.from("{}") },
      ],
    }),
  );
  const late = ann("2026-09-01T00:00:00.000Z");
  expect(await store.expire(ann())).toEqual([]);
  expect(await store.hold(1, true, ann())).toBe(true);
  expect(await store.hold(9, true, ann())).toBe(false);
  expect(await store.expire(late)).toEqual([]);
  await store.hold(1, false, ann());
  expect(await store.expire(late)).toEqual([1]);
  expect(await store.expire(late)).toEqual([]);
  expect(readdirSync(join(place, "items"))).toContain("44");
  expect((await store.captures()).map(({ isExpired }) => isExpired)).toEqual([true, false]);
  const { faults, items, entries } = await store.verify();
  expect([faults, items.map(({ kind }) => kind)]).toEqual([[], ["pod"]]);
  expect(entries.map(({ entry }) => entry.action)).toEqual([
    ...["captured", "captured", "held", "released", "expired"],
  ]);
});

it("an archive verifies with the public key alone, and says what of it was lost", async () => {
  const place = folder();
  const store = evidenceStore(folderStorage(place));
  await store.capture(capture());
  const archive = await archived(store);
  expect(verifyArchive(archive, publicKey)).toMatchObject({
    valid: true,
    faults: [],
    isTrusted: true,
    items: [
      { digest: POD, kind: "pod", ok: true },
      { kind: "logs", ok: true },
    ],
  });
  expect(verifyArchive(archive)).toMatchObject({ valid: true, isTrusted: false });
  const other = publicKeyIn(createKeyPair().publicKey);
  expect(verifyArchive(archive, other)).toMatchObject({ valid: false, items: [] });
  unlinkSync(join(place, "items", "44", POD));
  expect(verifyArchive(await archived(store), publicKey)).toMatchObject({
    valid: false,
    faults: [`Item ${POD} (pod shop/web) is missing or was changed.`],
  });
});

it("whoever has the archive alone cannot change it: any other byte, any file that is missing, moved or added is found", async () => {
  const store = evidenceStore(folderStorage(folder()));
  await store.capture(capture());
  await store.capture(capture({ about: "pod shop/other" }));
  const archive = await archived(store);
  const random = seeded(7);
  const isFound = (changed: Uint8Array): boolean =>
    [undefined, publicKey].every((key) => !verifyArchive(changed, key).valid);
  const missed: number[] = [];
  for (let tried = 0; tried < runs(900).numRuns; tried++) {
    const at = Math.floor(random() * archive.length);
    const changed = Buffer.from(archive);
    changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    if (!isFound(changed)) missed.push(at);
  }
  expect(missed).toEqual([]);
  const { files } = filesOfTar(archive);
  expect(files.map(({ name }) => name.slice(0, 12))).toEqual([
    ...["statement.ds", "chain/000000", "chain/000000", "chain/000000", "items/44136f"],
    expect.stringMatching(/^items/),
  ]);
  const others: readonly (readonly (typeof files)[number][])[] = [
    ...files.map((_, index) => files.toSpliced(index, 1)),
    ...files.slice(1).map((file, index) => [...files.toSpliced(index + 1, 1), file].slice(0)),
    [...files, { name: "items/more", bytes: Buffer.from("x") }],
  ];
  // The last file moved to the end is where it was.
  const changed = others.filter((each) => !tarOf(each).equals(archive));
  expect(changed).toHaveLength(others.length - 1);
  expect(changed.filter((each) => !isFound(tarOf(each)))).toEqual([]);
  for (const length of [0, 1, 511, 512, 1024, archive.length - 1, archive.length - 512])
    expect(isFound(archive.subarray(0, length))).toBe(true);
  expect(isFound(Buffer.concat([archive, Buffer.alloc(512)]))).toBe(true);
});
