import {
  isJsonObject,
  type JsonValue,
  listAt,
  stringifyJson,
  textAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { digestOf, isDigest } from "./digest.ts";

/** What was done with evidence. */
export type ChainAction = "captured" | "expired" | "exported" | "held" | "read" | "released";

const ACTIONS: ReadonlySet<string> = new Set<ChainAction>([
  "captured",
  "expired",
  "exported",
  "held",
  "read",
  "released",
]);

/** Bytes that were kept, called by their digest. */
export interface EvidenceItem {
  readonly digest: string;
  /** What it is: `pod`, `events`, `logs`, `audit`, … */
  readonly kind: string;
  /** Of what, for people: `shop/web container app`. */
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

/** One link of the chain: what somebody did with evidence. */
export interface ChainEntry {
  /** 1, 2, 3 …: none is missing. */
  readonly number: number;
  /** Digest of the entry before; "" of the first. */
  readonly previous: string;
  /** RFC 3339. */
  readonly time: string;
  readonly who: string;
  readonly action: ChainAction;
  /** Of which capture: its entry's number; 0 of what is about all. */
  readonly capture: number;
  readonly reason: string;
  /** Of a capture what was kept; of `expired` what was removed; of `read` and `exported` what was given out. */
  readonly items: readonly EvidenceItem[];
  /** Of a capture: until when it is kept at least, RFC 3339; "" elsewhere. */
  readonly keepUntil: string;
  /** Of a capture, what it is about: `pod shop/web`; and what could not be had, as clauses. */
  readonly about: string;
  readonly missing: readonly string[];
}

/** The bytes of an entry: one JSON document with its members in one order, so that the same entry has the same digest. */
export function entryBytes(entry: ChainEntry): Buffer {
  return Buffer.from(
    `${stringifyJson({
      number: entry.number,
      previous: entry.previous,
      time: entry.time,
      who: entry.who,
      action: entry.action,
      capture: entry.capture,
      reason: entry.reason,
      about: entry.about,
      keepUntil: entry.keepUntil,
      missing: entry.missing,
      items: entry.items.map(({ digest, kind, name, mediaType, size }) => ({
        ...{ digest, kind, name, mediaType, size },
      })),
    })}\n`,
  );
}

/** An entry of bytes; undefined where they are not exactly those of one. */
function entryOf(bytes: Uint8Array): ChainEntry | undefined {
  const value = parsed(bytes);
  if (!isJsonObject(value)) return undefined;
  const action = textAt(value, "action");
  if (!ACTIONS.has(action)) return undefined;
  const entry: ChainEntry = {
    number: Number(value["number"]),
    previous: textAt(value, "previous"),
    time: textAt(value, "time"),
    who: textAt(value, "who"),
    // Its values were compared above.
    action: action as ChainAction,
    capture: Number(value["capture"]),
    reason: textAt(value, "reason"),
    about: textAt(value, "about"),
    keepUntil: textAt(value, "keepUntil"),
    missing: listAt(value, "missing").map(String),
    items: listAt(value, "items").map(itemOf),
  };
  return entryBytes(entry).equals(bytes) ? entry : undefined;
}

function itemOf(value: JsonValue): EvidenceItem {
  return {
    digest: textAt(value, "digest"),
    kind: textAt(value, "kind"),
    name: textAt(value, "name"),
    mediaType: textAt(value, "mediaType"),
    size: Number(valueAt(value, "size")),
  };
}

function parsed(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8")) as JsonValue;
  } catch {
    return undefined;
  }
}

/** An entry with the digest of its bytes. */
export interface LinkedEntry {
  readonly entry: ChainEntry;
  readonly digest: string;
}

/** What is wrong with a chain whose entries stand in this order: whole sentences that say where. */
export function chainFaults(all: readonly Uint8Array[]): {
  readonly entries: readonly LinkedEntry[];
  readonly faults: readonly string[];
} {
  const entries: LinkedEntry[] = [];
  const faults: string[] = [];
  let previous = "";
  all.forEach((bytes, index) => {
    const entry = entryOf(bytes);
    const digest = digestOf(bytes);
    const place = `Entry ${index + 1} of the chain`;
    if (entry === undefined) faults.push(`${place} was changed: it is no entry.`);
    else {
      if (entry.number !== index + 1)
        faults.push(
          `${place} calls itself ${entry.number}: an entry is missing, or they were reordered.`,
        );
      if (entry.previous !== previous)
        faults.push(`${place} does not follow the one before it: one of the two was changed.`);
      const bad = entry.items.find((item) => !isDigest(item.digest));
      if (bad !== undefined) faults.push(`${place} names an item by what is no digest.`);
      entries.push({ entry, digest });
    }
    previous = digest;
  });
  return { entries, faults };
}
