import { afterEach, expect, test } from "vitest";
import { type S3Server, type S3ServerOptions, startS3Server } from "../../testing/index.ts";
import { s3Client } from "../s3/client.ts";
import { type EvidenceStore, evidenceStore } from "../store.ts";
import { type LockMode, s3Storage } from "./s3.ts";
import type { Storage } from "./storage.ts";

const servers: S3Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a secret" };
const DAY = 86_400_000;

interface Place {
  readonly server: S3Server;
  readonly storage: (mode?: LockMode, secret?: string) => Storage;
  readonly wait: (milliseconds: number) => void;
  readonly time: () => string;
}

async function placeWith(options: Partial<S3ServerOptions> = {}): Promise<Place> {
  let now = Date.parse("2026-11-30T12:00:00Z");
  const region = "eu-central-1";
  const server = await startS3Server({
    ...{ ...KEYS, region, bucket: "evidence", hasLock: true, now: () => now },
    ...options,
  });
  servers.push(server);
  return {
    server,
    storage: (mode = "compliance", secret = KEYS.secretAccessKey) =>
      s3Storage(
        s3Client(
          { bucket: "evidence", region, endpoint: server.url },
          () => Promise.resolve({ ...KEYS, secretAccessKey: secret }),
          () => now,
        ),
        { prefix: "cases/one", mode, now: () => now },
      ),
    wait: (milliseconds) => {
      now += milliseconds;
    },
    time: () => new Date(now).toISOString(),
  };
}

function captureOf({ time }: Place, about: string, days: number) {
  return {
    ...{ who: "ann", time: time(), reason: "a case", about, missing: [] },
    keepUntil: new Date(Date.parse(time()) + days * DAY).toISOString(),
    items: [
      { kind: "pod", name: about, mediaType: "text/plain", bytes: Buffer.from("the same bytes") },
      { kind: "logs", name: about, mediaType: "text/plain", bytes: Buffer.from(`of ${about}`) },
    ],
  };
}

async function numbers(store: EvidenceStore): Promise<readonly string[]> {
  return (await store.entries()).map(({ entry }) => `${entry.number} ${entry.action}`);
}

test("evidence in a bucket is chained, read and verified there", async () => {
  const place = await placeWith();
  const store = evidenceStore(place.storage());
  for (const about of ["pod a", "pod b", "pod c", "pod d"])
    await store.capture(captureOf(place, about, 1));
  const read = await store.read(2, { who: "bob", time: place.time(), reason: "to look" });
  expect(read?.map(({ bytes }) => Buffer.from(bytes ?? []).toString())).toEqual([
    "the same bytes",
    "of pod b",
  ]);
  expect((await store.verify()).faults).toEqual([]);
  expect(await numbers(store)).toEqual([
    "1 captured",
    "2 captured",
    "3 captured",
    "4 captured",
    "5 read",
  ]);
  expect([...place.server.keys().keys()].every((key) => key.startsWith("cases/one/"))).toBe(true);
  expect(await store.storage.locking()).toEqual({
    isOffered: true,
    because: "the bucket s3://evidence has object lock, in compliance mode",
  });
  place.server.tamper("cases/one/chain/00000002.json", "{}");
  expect((await store.verify()).faults).toEqual([
    "Entry 2 of the chain was changed: it is no entry.",
    "Entry 3 of the chain does not follow the one before it: one of the two was changed.",
  ]);
});

test("of many writers none loses an entry of the chain", async () => {
  const place = await placeWith();
  const stores = [1, 2, 3, 4, 5].map(() => evidenceStore(place.storage()));
  await Promise.all(stores.map((store, at) => store.capture(captureOf(place, `pod ${at}`, 1))));
  const [store] = stores;
  expect(await numbers(store ?? evidenceStore(place.storage()))).toEqual(
    [1, 2, 3, 4, 5].map((number) => `${number} captured`),
  );
  expect((await store?.verify())?.faults).toEqual([]);
  // Every key has one version: nothing was ever written over.
  expect([...place.server.keys().values()].every((versions) => versions === 1)).toBe(true);
});

test("the bucket itself keeps evidence until its time, and as long as it is held", async () => {
  const place = await placeWith();
  const storage = place.storage();
  const store = evidenceStore(storage);
  const doing = { who: "ann", time: place.time(), reason: "a case" };
  await store.capture(captureOf(place, "pod a", 10));
  const [item = ""] = await storage.list("items/");
  await expect(storage.remove(item)).rejects.toThrow(
    `${item} is locked, or may not be removed by who asks in s3://evidence/cases/one: it answers 403 AccessDenied.`,
  );
  await store.hold(1, true, doing);
  place.wait(11 * DAY);
  await expect(storage.remove(item)).rejects.toThrow("is locked");
  expect(await store.expire({ ...doing, time: place.time() })).toEqual([]);
  await store.hold(1, false, doing);
  expect(await store.expire({ ...doing, time: place.time() })).toEqual([1]);
  expect(await storage.list("items/")).toEqual([]);
  expect((await store.verify()).faults).toEqual([]);
});

test("what another capture keeps longer, or holds, stays locked", async () => {
  const place = await placeWith();
  const storage = place.storage("governance");
  const store = evidenceStore(storage);
  await store.capture(captureOf(place, "pod a", 1));
  await store.capture(captureOf(place, "pod b", 5));
  const shared = (await store.entries())[0]?.entry.items[0]?.digest ?? "";
  const key = `items/${shared.slice(0, 2)}/${shared}`;
  place.wait(2 * DAY);
  await expect(storage.remove(key)).rejects.toThrow("is locked");
  place.wait(4 * DAY);
  const doing = { who: "ann", time: place.time(), reason: "a case" };
  await store.hold(1, true, doing);
  await store.hold(2, true, doing);
  await store.hold(1, false, doing);
  await expect(storage.remove(key)).rejects.toThrow("is locked");
  await store.hold(2, false, doing);
  await storage.remove(key);
  expect(await storage.read(key)).toBeUndefined();
});

test("a bucket without object lock is used, and says that it has none", async () => {
  const place = await placeWith({ hasLock: false });
  const storage = place.storage();
  const store = evidenceStore(storage);
  await store.capture(captureOf(place, "pod a", 1));
  await store.hold(1, true, { who: "ann", time: place.time(), reason: "a case" });
  expect(await storage.locking()).toEqual({
    isOffered: false,
    because:
      "the bucket s3://evidence has no object lock: whoever may write there can remove what is kept, and the chain shows it",
  });
  expect((await store.verify()).faults).toEqual([]);
});

test("a storage that writes over what is there is not used", async () => {
  const place = await placeWith({ ignoresConditions: true });
  const store = evidenceStore(place.storage());
  await expect(store.capture(captureOf(place, "pod a", 1))).rejects.toThrow(
    "s3://evidence/cases/one does not keep conditions of writing (If-None-Match): two writers would break the chain, so that it is not used.",
  );
});

test("an answer that is lost on its way makes no second entry", async () => {
  const place = await placeWith();
  const store = evidenceStore(place.storage());
  await store.capture(captureOf(place, "pod a", 1));
  // Two items that are there, or not; then the entry, done and not heard of.
  place.server.fail(503);
  await store.capture(captureOf(place, "pod b", 1));
  const read = store.read(1, { who: "bob", time: place.time(), reason: "" });
  await read;
  expect(await numbers(store)).toEqual(["1 captured", "2 captured", "3 read"]);
  const storage = place.storage();
  await storage.create("chain/x", Buffer.from("first"));
  place.server.fail("lost");
  expect(await storage.create("chain/y", Buffer.from("mine"))).toBe(true);
  place.server.fail("lost");
  expect(await storage.create("chain/x", Buffer.from("mine"))).toBe(false);
});

test("a wrong secret is told as what S3 calls it", async () => {
  const place = await placeWith();
  const store = evidenceStore(place.storage("compliance", "another secret"));
  await expect(store.capture(captureOf(place, "pod a", 1))).rejects.toThrow(
    "in s3://evidence/cases/one: it answers 403 SignatureDoesNotMatch.",
  );
});
