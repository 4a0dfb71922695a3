import type { JsonObject, JsonValue } from "../kubernetes/json.ts";
import { isJsonObject } from "../kubernetes/json.ts";

/** What detections remember between events, all of it bounded. Times are milliseconds of events, never of a clock. */
export interface Memory {
  /** How many distinct values a key has had in the last so many minutes, this one included. An event without time counts for itself alone. */
  readonly tally: (key: string, value: string, at: number | undefined, minutes: number) => number;
  /** Whether this is the first event for a key in so many minutes; without a time always. */
  readonly isFirst: (key: string, at: number | undefined, minutes: number) => boolean;
  /** Keeps a text for a key. */
  readonly note: (key: string, text: string) => void;
  readonly noted: (key: string) => string | undefined;
  /** Takes part in what is usual. `new`: the key is known, and the term was never seen; `unknown`: nothing is known of the key. */
  readonly usual: (baseline: string, key: string, term: string) => "known" | "new" | "unknown";
  readonly hasBaseline: boolean;
  /** What is usual by now, to be saved. */
  readonly baseline: () => JsonObject;
  /** How often the oldest was forgotten because there was no room. */
  readonly forgotten: () => number;
  /** All of it, to go on after a restart. */
  readonly state: () => JsonObject;
}

/** What a memory begins with: what is usual, and what a run before remembered. */
export interface MemoryBeginnings {
  readonly baseline?: JsonObject | undefined;
  /** From `state`. */
  readonly state?: JsonObject | undefined;
}

/** Keys of each kind; the oldest are forgotten first. */
const ROOM = 20_000;
/** Distinct values that a key is counted up to: more make no difference to any threshold. */
const VALUES = 512;
/** Terms that one key may have, and keys of a baseline. */
const TERMS = 64;

type Tallies = Map<string, Map<string, number>>;
type Usual = Map<string, Map<string, Set<string>>>;

/** An empty memory, or one that begins with what was saved. Saved texts of a wrong form are passed over. */
export function createMemory({ baseline, state }: MemoryBeginnings = {}): Memory {
  const tallies: Tallies = talliesFrom(state?.["tallies"]);
  const firsts = numbersFrom(state?.["firsts"]);
  const notes = textsFrom(state?.["notes"]);
  const usual: Usual = usualFrom(baseline ?? state?.["usual"]);
  let forgotten = 0;
  const makeRoom = (map: Map<string, unknown>): void => {
    if (map.size <= ROOM) return;
    for (const oldest of map.keys()) {
      map.delete(oldest);
      forgotten += 1;
      break;
    }
  };
  return {
    hasBaseline: baseline !== undefined,
    tally: (key, value, at, minutes) => {
      if (at === undefined) return 1;
      const values = tallies.get(key) ?? new Map<string, number>();
      // The last that was counted is the last to be forgotten.
      tallies.delete(key);
      tallies.set(key, values);
      makeRoom(tallies);
      values.delete(value);
      values.set(value, at);
      dropBefore(values, at - minutes * 60_000);
      return values.size;
    },
    isFirst: (key, at, minutes) => {
      if (at === undefined) return true;
      const before = firsts.get(key);
      if (before !== undefined && at - before < minutes * 60_000) return false;
      firsts.delete(key);
      firsts.set(key, at);
      makeRoom(firsts);
      return true;
    },
    note: (key, text) => {
      notes.delete(key);
      notes.set(key, text);
      makeRoom(notes);
    },
    noted: (key) => notes.get(key),
    usual: (name, key, term) => {
      const keys = usual.get(name) ?? new Map<string, Set<string>>();
      usual.set(name, keys);
      const terms = keys.get(key);
      if (terms?.has(term)) return "known";
      if (terms === undefined) {
        keys.set(key, new Set([term]));
        makeRoom(keys);
        return "unknown";
      }
      if (terms.size < TERMS) terms.add(term);
      return "new";
    },
    baseline: () => usualJson(usual),
    forgotten: () => forgotten,
    state: () => ({
      tallies: Object.fromEntries([...tallies].map(([key, map]) => [key, Object.fromEntries(map)])),
      firsts: Object.fromEntries(firsts),
      notes: Object.fromEntries(notes),
      usual: usualJson(usual),
    }),
  };
}

function dropBefore(values: Map<string, number>, time: number): void {
  // The oldest come first.
  for (const [value, seen] of values) {
    if (seen >= time && values.size <= VALUES) return;
    values.delete(value);
  }
}

function usualJson(usual: Usual): JsonObject {
  return Object.fromEntries(
    [...usual].map(([name, keys]) => [
      name,
      Object.fromEntries([...keys].map(([key, terms]) => [key, [...terms].sort()])),
    ]),
  );
}

function entriesOf(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function numbersFrom(value: JsonValue | undefined): Map<string, number> {
  return new Map(
    entriesOf(value).flatMap(([key, each]) => (typeof each === "number" ? [[key, each]] : [])),
  );
}

function textsFrom(value: JsonValue | undefined): Map<string, string> {
  return new Map(
    entriesOf(value).flatMap(([key, each]) => (typeof each === "string" ? [[key, each]] : [])),
  );
}

function talliesFrom(value: JsonValue | undefined): Tallies {
  return new Map(entriesOf(value).map(([key, each]) => [key, numbersFrom(each)]));
}

function usualFrom(value: JsonValue | undefined): Usual {
  return new Map(
    entriesOf(value).map(([name, keys]) => [
      name,
      new Map(
        entriesOf(keys).map(([key, terms]) => [
          key,
          new Set(Array.isArray(terms) ? terms.filter((term) => typeof term === "string") : []),
        ]),
      ),
    ]),
  );
}
