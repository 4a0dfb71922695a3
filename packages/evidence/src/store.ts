import {
  type ChainAction,
  type ChainEntry,
  chainFaults,
  type EvidenceItem,
  entryBytes,
  type LinkedEntry,
} from "./chain.ts";
import { digestOf } from "./digest.ts";
import type { Lock, Storage } from "./storage/storage.ts";

/** Something to be kept. */
export interface NewItem {
  readonly kind: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Who does something, when and why. */
export interface Doing {
  readonly who: string;
  /** RFC 3339. */
  readonly time: string;
  readonly reason: string;
}

/** A capture to be kept. */
export interface NewCapture extends Doing {
  readonly about: string;
  /** What could not be had, as clauses. */
  readonly missing: readonly string[];
  readonly items: readonly NewItem[];
  /** RFC 3339: until when it is kept at least. */
  readonly keepUntil: string;
}

/** What was found wrong with a store. */
interface StoreCheck {
  readonly entries: readonly LinkedEntry[];
  readonly items: readonly {
    readonly digest: string;
    readonly kind: string;
    readonly ok: boolean;
  }[];
  /** Whole sentences that say where. */
  readonly faults: readonly string[];
}

/** A capture with what holds of it now. */
export interface StandingCapture {
  readonly entry: ChainEntry;
  readonly isHeld: boolean;
  readonly isExpired: boolean;
}

/** Evidence: items by their digests, and a chain of what was done with them, in which every entry names the one before. */
export interface EvidenceStore {
  /** Keeps items first and then says so: what a crash leaves without an entry is no evidence. */
  readonly capture: (capture: NewCapture) => Promise<LinkedEntry>;
  readonly entries: () => Promise<readonly LinkedEntry[]>;
  readonly captures: () => Promise<readonly StandingCapture[]>;
  /** Gives out the items of a capture, once it is written down who has them; undefined where there is no such capture. */
  readonly read: (
    capture: number,
    doing: Doing,
    action?: "exported" | "read",
  ) => Promise<readonly GivenItem[] | undefined>;
  /** Keeps a capture from expiring, until it is released. `false` where there is no such capture. */
  readonly hold: (capture: number, held: boolean, doing: Doing) => Promise<boolean>;
  /** Removes the items of captures that need not be kept longer, are not held and are in no other; the numbers of those captures. */
  readonly expire: (doing: Doing) => Promise<readonly number[]>;
  readonly verify: () => Promise<StoreCheck>;
  readonly storage: Storage;
}

/** An item that was given out; its bytes are absent where they are lost. */
export interface GivenItem {
  readonly item: EvidenceItem;
  readonly bytes: Uint8Array | undefined;
}

const CHAIN = "chain/";
const ITEMS = "items/";
/** Others may write to the same chain at the same time. */
const TRIES = 50;

/** A store in a place. */
export function evidenceStore(storage: Storage): EvidenceStore {
  const entries = async (): Promise<readonly LinkedEntry[]> =>
    chainFaults(await readAll(storage, CHAIN)).entries;
  const append = async (draft: Draft, lock?: Lock): Promise<LinkedEntry> => {
    for (let tried = 0; tried < TRIES; tried++) {
      const all = await readAll(storage, CHAIN);
      const last = all.at(-1);
      const number = all.length + 1;
      const entry: ChainEntry = {
        ...EMPTY,
        ...draft,
        number,
        previous: last === undefined ? "" : digestOf(last),
        capture: draft.action === "captured" ? number : draft.capture,
      };
      const bytes = entryBytes(entry);
      if (await storage.create(keyOfEntry(number), bytes, lock))
        return { entry, digest: digestOf(bytes) };
    }
    throw new Error(`Too many write to the chain of ${storage.name} at the same time.`);
  };
  const captures = async (): Promise<readonly StandingCapture[]> => standingIn(await entries());
  return {
    storage,
    entries,
    captures,
    capture: async ({ items, ...capture }) => {
      const lock = { until: capture.keepUntil };
      const kept = await Promise.all(items.map((item) => keepItem(storage, item, lock)));
      return append({ ...capture, action: "captured", capture: 0, items: kept }, lock);
    },
    read: async (number, doing, action = "read") => {
      const found = (await captures()).find(({ entry }) => entry.number === number);
      if (found === undefined) return undefined;
      const { items, keepUntil } = found.entry;
      await append({ ...doing, action, capture: number, items }, { until: keepUntil });
      return Promise.all(
        items.map(async (item) => ({ item, bytes: await storage.read(keyOfItem(item.digest)) })),
      );
    },
    hold: async (number, held, doing) => {
      const all = await captures();
      const found = all.find(({ entry }) => entry.number === number);
      if (found === undefined) return false;
      const { items, keepUntil } = found.entry;
      // What another capture holds too stays held.
      const others = all.filter(({ entry, isHeld }) => isHeld && entry.number !== number);
      const stillHeld = new Set(others.flatMap(({ entry }) => entry.items.map(digestOfItem)));
      for (const digest of new Set(items.map(digestOfItem)))
        if (held || !stillHeld.has(digest)) await storage.hold(keyOfItem(digest), held);
      const action = held ? "held" : "released";
      await append({ ...doing, action, capture: number, items: [] }, { until: keepUntil });
      return true;
    },
    expire: async (doing) => {
      const all = await captures();
      const over = all.filter((each) => isOver(each, doing.time));
      const needed = new Set(
        all
          .filter((each) => !each.isExpired && !over.includes(each))
          .flatMap(({ entry }) => entry.items.map(({ digest }) => digest)),
      );
      for (const { entry } of over) {
        // What is gone is said before it goes: a crash between leaves an item too many, not one too few.
        await append({ ...doing, action: "expired", capture: entry.number, items: entry.items });
        for (const { digest } of entry.items)
          if (!needed.has(digest)) await storage.remove(keyOfItem(digest));
      }
      return over.map(({ entry }) => entry.number);
    },
    verify: () => verifyStore(storage),
  };
}

type Draft = Doing & {
  readonly action: ChainAction;
  readonly capture: number;
  readonly items: readonly EvidenceItem[];
} & Partial<Pick<ChainEntry, "about" | "keepUntil" | "missing">>;

const EMPTY = { about: "", keepUntil: "", missing: [] };

function keyOfEntry(number: number): string {
  return `${CHAIN}${String(number).padStart(8, "0")}.json`;
}

function digestOfItem({ digest }: EvidenceItem): string {
  return digest;
}

function keyOfItem(digest: string): string {
  return `${ITEMS}${digest.slice(0, 2)}/${digest}`;
}

async function keepItem(storage: Storage, item: NewItem, lock: Lock): Promise<EvidenceItem> {
  const { kind, name, mediaType, bytes } = item;
  const digest = digestOf(bytes);
  await storage.create(keyOfItem(digest), bytes, lock);
  return { digest, kind, name, mediaType, size: bytes.length };
}

/** In the order of their keys, which are numbers. */
async function readAll(storage: Storage, prefix: string): Promise<readonly Uint8Array[]> {
  const keys = await storage.list(prefix);
  return Promise.all(keys.map(async (key) => (await storage.read(key)) ?? new Uint8Array()));
}

function standingIn(all: readonly LinkedEntry[]): readonly StandingCapture[] {
  const held = new Set<number>();
  const expired = new Set<number>();
  for (const { entry } of all) {
    if (entry.action === "held") held.add(entry.capture);
    if (entry.action === "released") held.delete(entry.capture);
    if (entry.action === "expired") expired.add(entry.capture);
  }
  return all
    .filter(({ entry }) => entry.action === "captured")
    .map(({ entry }) => ({
      entry,
      isHeld: held.has(entry.number),
      isExpired: expired.has(entry.number),
    }));
}

function isOver({ entry, isHeld, isExpired }: StandingCapture, now: string): boolean {
  return !isHeld && !isExpired && Date.parse(entry.keepUntil) < Date.parse(now);
}

async function verifyStore(storage: Storage): Promise<StoreCheck> {
  const { entries, faults } = chainFaults(await readAll(storage, CHAIN));
  const found = [...faults];
  const captures = standingIn(entries);
  const wanted = new Map<string, EvidenceItem>();
  for (const { entry, isExpired } of captures)
    if (!isExpired) for (const item of entry.items) wanted.set(item.digest, item);
  const items: { digest: string; kind: string; ok: boolean }[] = [];
  for (const { digest, kind, name, size } of wanted.values()) {
    const bytes = await storage.read(keyOfItem(digest));
    const ok = bytes !== undefined && bytes.length === size && digestOf(bytes) === digest;
    items.push({ digest, kind, ok });
    if (bytes === undefined) found.push(`Item ${digest} (${kind} ${name}) is missing.`);
    else if (!ok) found.push(`Item ${digest} (${kind} ${name}) was changed.`);
  }
  return { entries, items, faults: found };
}
